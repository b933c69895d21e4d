import type { Metadata } from "next";
import { inPage } from "@/app/_http/in-page";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { listRuns } from "@/lib/analysis/runs/list-runs";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { isAllowed } from "@/lib/auth/actor";
import { translator } from "@/lib/i18n/translator";
import { studyFiles } from "@/lib/reports/export/study-files";
import { momentText } from "@/lib/reports/figure-text";
import {
  type IndividualFile,
  listIndividualFiles,
} from "@/lib/reports/report/model/individual-files";
import { REPORT_FILES } from "@/lib/reports/report/report-files";
import { originLabel } from "@/lib/reports/report/report-words";
import { readStudy } from "@/lib/studies/lifecycle/read-study";
import { downloadPath } from "../report/report-address";
import { RevisionTabs } from "../revision-tabs";
import { RunsPanel } from "./runs-panel";

export const metadata: Metadata = { title: translator("report")("dataTitle") };

interface Props {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ revision?: string | string[] }>;
}

/** Every file of a study, with what it holds; who may only read reports finds the report's. */
export default async function DataPage({ params, searchParams }: Props) {
  const { studyId } = await params;
  const asked = [(await searchParams).revision ?? []].flat()[0];
  const { study, content, counts, exercises, runs, individual, mayExport } = await inPage(
    async ({ actor, db }) => {
      const view = await readStudy({ db, actor, input: { studyId, purpose: "read reports" } });
      const mayExport = isAllowed(actor, "edit studies");
      const input = { studyId };
      return {
        ...view,
        mayExport,
        exercises: mayExport ? exercisesOf(view.content) : [],
        runs: await listRuns({ db, actor, input }),
        individual: mayExport ? await listIndividualFiles({ db, actor, input }) : [],
      };
    },
  );
  const t = translator("report");
  const origin = originLabel({ study });
  const numbers = counts.groups.flatMap((group) => group.numbers);
  const chosen = numbers.find((number) => String(number) === asked) ?? null;
  const search = chosen === null ? undefined : new URLSearchParams({ revision: String(chosen) });
  const files = [
    ...studyFiles(exercises, content).map(({ name, kind, exercise }) => ({
      name,
      title: exercise.mark && exerciseTitle(exercise),
      text: t(`file_${kind.name}`),
      isReport: false,
    })),
    ...REPORT_FILES.map(({ name, ending }) => ({
      name: `${name}.${ending}`,
      title: "",
      text: t(`file_${name}`),
      isReport: true,
    })),
  ];
  return (
    <main id="content" className="grid gap-6">
      <div className="-mb-2">
        <PageHeader title={t("dataTitle")} lead={t("dataLead")} />
        {origin ? (
          <Notice tone={study.origin === "synthetic" ? "warning" : "information"}>
            <p className="font-medium">{origin}</p>
          </Notice>
        ) : null}
      </div>
      {study.state === "draft" ? (
        <EmptyState title={t("dataTitle")} text={t("dataNone")} />
      ) : (
        <Panel title={t("downloads")} lead={t("dataCounts")}>
          <RevisionTabs
            groups={counts.groups}
            chosen={chosen}
            hrefOf={(revision) =>
              `/studies/${studyId}/data${revision === null ? "" : `?revision=${revision}`}`
            }
          />
          <p className="max-w-[65ch] text-sm text-ink-soft">{t("cellsLead")}</p>
          <dl className="grid grid-cols-1 gap-x-6 text-sm sm:grid-cols-[fit-content(40%)_minmax(0,1fr)]">
            {files.map(({ name, title, text, isReport }) => (
              <div
                key={name}
                className="grid grid-cols-1 gap-x-6 gap-y-1 border-b border-line py-3 last:border-0 sm:col-span-2 sm:grid-cols-subgrid"
              >
                <dt className="wrap-anywhere">
                  <a className="link font-medium" href={downloadPath(studyId, name, search)}>
                    {name}
                  </a>
                  {name.endsWith(".csv") ? (
                    <span className="flex gap-3 text-ink-soft">
                      {(isReport ? (["excel"] as const) : (["excel", "plain"] as const)).map(
                        (cells) => (
                          <a
                            key={cells}
                            className="link"
                            href={downloadPath(studyId, name, withCells(search, cells))}
                            aria-label={t(`cellsOf_${cells}`, { file: name })}
                          >
                            {t(`cells_${cells}`)}
                          </a>
                        ),
                      )}
                    </span>
                  ) : null}
                </dt>
                <dd className="max-w-[65ch]">
                  {title ? <strong>{title}. </strong> : null}
                  {text}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {study.state === "draft" ? null : (
        <>
          {mayExport ? <IndividualPanel studyId={studyId} files={individual} /> : null}
          <RunsPanel studyId={studyId} runs={runs} canEdit={mayExport} />
        </>
      )}
    </main>
  );
}

/** What hierarchical Bayes says of single respondents, for those who may read them. */
function IndividualPanel({
  studyId,
  files,
}: {
  studyId: string;
  files: readonly IndividualFile[];
}) {
  const t = translator("models");
  const [first] = files;
  const told = first && {
    moment: momentText(first.finishedAt),
    isStale: String(files.some(({ isStale }) => isStale)),
  };
  return (
    <Panel
      title={t("individualTitle")}
      lead={told ? t("individualLead", told) : t("individualNone")}
    >
      {files.length > 0 ? (
        <dl className="grid grid-cols-1 gap-x-6 text-sm sm:grid-cols-[fit-content(40%)_minmax(0,1fr)]">
          {files.map(({ name, kind, exercise }) => (
            <div
              key={name}
              className="grid grid-cols-1 gap-x-6 gap-y-1 border-b border-line py-3 last:border-0 sm:col-span-2 sm:grid-cols-subgrid"
            >
              <dt className="wrap-anywhere">
                <a className="link font-medium" href={downloadPath(studyId, name)}>
                  {name}
                </a>
              </dt>
              <dd className="max-w-[65ch]">
                {exercise.mark ? <strong>{exerciseTitle(exercise)}. </strong> : null}
                {t(`file_${kind}`)}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </Panel>
  );
}

/** The same file with its texts in another form. */
function withCells(search: URLSearchParams | undefined, cells: "excel" | "plain"): URLSearchParams {
  const asked = new URLSearchParams(search);
  asked.set("cells", cells);
  return asked;
}
