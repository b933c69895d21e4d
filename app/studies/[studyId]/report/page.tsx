import type { Metadata } from "next";
import { inPage } from "@/app/_http/in-page";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed } from "@/lib/auth/actor";
import { InvalidInput } from "@/lib/errors";
import { errorText, translator } from "@/lib/i18n/translator";
import { causesContent } from "@/lib/reports/report/causes/causes-content";
import { type SimulatedOffer, simulateOffer } from "@/lib/reports/report/model/simulate-offer";
import { type CohortReport, readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { originLabel, withheldText } from "@/lib/reports/report/report-words";
import { sectionsOf } from "@/lib/reports/report/sections/report-sections";
import type { ReportQuestion } from "@/lib/reports/schema";
import { ExerciseTabs } from "../exercise-tabs";
import { RevisionTabs } from "../revision-tabs";
import { CausesPanel } from "./causes-panel";
import { DownloadLink } from "./download-link";
import { FilterForm } from "./filter-form";
import { FindingCards } from "./finding-cards";
import { ModelPanel } from "./model-panel";
import {
  downloadPath,
  reportInput,
  reportParameters,
  reportPath,
  simulatorInput,
} from "./report-address";
import { SectionPanel } from "./section-panel";
import { ExploratoryNotice, SegmentForm } from "./segment-form";
import { ShowSwitches } from "./show-switches";
import { SimulatorPanel } from "./simulator-panel";

export const metadata: Metadata = { title: translator("report")("title") };

interface Props {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The study's report: who answered, and how the cohorts compare. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { studyId } = await params;
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(await searchParams)) {
    for (const value of [values ?? []].flat()) search.append(name, value);
  }
  const started = performance.now();
  const read = await inPage(async ({ actor, db }) => {
    try {
      // The verb checks what an address holds; its type is known only after that.
      const input = reportInput(studyId, search) as ReportQuestion;
      const report = await readCohortReport({ db, actor, input });
      // Without the flagged is read beside with them: a reader wants to know what it changes.
      const all = report.leftOut
        ? await readCohortReport({ db, actor, input: { ...input, flagged: "with" } })
        : null;
      const simulated =
        report.tables.length > 0 && !report.isRevisionChosen
          ? await simulateOffer({
              db,
              actor,
              input: simulatorInput(studyId, search) as Parameters<
                typeof simulateOffer
              >[0]["input"],
            })
          : null;
      return { report, all, simulated, refused: null, canEdit: isAllowed(actor, "edit studies") };
    } catch (error) {
      if (error instanceof InvalidInput)
        return { report: null, all: null, simulated: null, refused: error, canEdit: false };
      throw error;
    }
  });
  const milliseconds = Math.round(performance.now() - started);
  return (
    <main id="content" className="grid gap-6" data-read-milliseconds={milliseconds}>
      {read.report ? (
        <Report
          report={read.report}
          all={read.all}
          simulated={read.simulated}
          milliseconds={milliseconds}
          canEdit={read.canEdit}
        />
      ) : (
        <Refused studyId={studyId} refused={read.refused} />
      )}
    </main>
  );
}

function Refused({ studyId, refused }: { studyId: string; refused: InvalidInput }) {
  const t = translator("report");
  return (
    <>
      <div className="-mb-6">
        <PageHeader title={t("title")} />
      </div>
      <Notice tone="warning" title={t("refusedTitle")}>
        {refused.issues.map((issue) => (
          <p key={`${issue.path} ${issue.key}`}>{errorText(issue.key, issue.values)}</p>
        ))}
      </Notice>
      <p>
        <ButtonLink href={reportPath(studyId)}>{t("toReport")}</ButtonLink>
      </p>
    </>
  );
}

function Report({
  report,
  all,
  simulated,
  milliseconds,
  canEdit,
}: {
  report: CohortReport;
  /** The same with the flagged, where they are left out. */
  all: CohortReport | null;
  simulated: SimulatedOffer | null;
  milliseconds: number;
  canEdit: boolean;
}) {
  const t = translator("report");
  const { study } = report;
  const context = { report, all, milliseconds };
  const fileHref = (file: string) => downloadPath(study.id, file, reportParameters(report));
  const origin = originLabel(report);
  return (
    <>
      <div className="-mb-2">
        {/* The steps around the page name the study, and are not printed. */}
        <p className="hidden font-semibold print:block">{study.name}</p>
        <PageHeader
          title={t("title")}
          lead={report.cohorts.length > 1 ? t("lead") : t("leadOneCohort")}
          action={
            report.run ? (
              <DownloadLink href={fileHref("report.csv")} look="button">
                {t("downloadTable")}
              </DownloadLink>
            ) : undefined
          }
        />
        {origin ? (
          <Notice tone={study.origin === "synthetic" ? "warning" : "information"}>
            <p className="font-medium">{origin}</p>
          </Notice>
        ) : null}
      </div>
      {report.revisionNumber === null ? (
        <EmptyState
          title={t("emptyTitle")}
          text={t("emptyDraft")}
          action={<ButtonLink href={`/studies/${study.id}`}>{t("toProgress")}</ButtonLink>}
        />
      ) : (
        <>
          <RevisionTabs
            groups={report.revisionGroups}
            chosen={report.isRevisionChosen ? report.revisionNumber : null}
            // Filters and exercises of another revision are its own.
            hrefOf={(revision) =>
              reportPath(
                study.id,
                revision === null ? undefined : new URLSearchParams({ revision: String(revision) }),
              )
            }
          />
          <WhyTheyDiffer report={report} canEdit={canEdit} fileHref={fileHref} />
          {sectionsOf(context, "all respondents").map((content) => (
            <SectionPanel key={content.id} content={content} fileHref={fileHref} />
          ))}
          {report.exercises.length > 1 ? (
            <ExerciseTabs
              exercises={report.exercises}
              chosen={report.exercise}
              hrefOf={({ key }) =>
                reportPath(study.id, reportParameters(report, { exercise: key }))
              }
            />
          ) : null}
          <Controls report={report} canEdit={canEdit} />
          {sectionsOf(context, "those counted").map((content) => (
            <SectionPanel key={content.id} content={content} fileHref={fileHref} />
          ))}
          {simulated ? <SimulatorPanel report={report} simulated={simulated} /> : null}
        </>
      )}
    </>
  );
}

/** The findings in short and the table of causes; why there are none where a report is not of everybody. */
function WhyTheyDiffer({
  report,
  canEdit,
  fileHref,
}: {
  report: CohortReport;
  canEdit: boolean;
  fileHref: (file: string) => string;
}) {
  const { causes, causesWithheld } = report;
  if (report.tables.length === 0) return null;
  if (!causes) {
    if (causesWithheld === null || causesWithheld === "cohorts") return null;
    return (
      <p className="text-sm text-ink-soft">{translator("causes")(`withheld_${causesWithheld}`)}</p>
    );
  }
  const content = causes.done ? causesContent(report, causes.done.result) : null;
  return (
    <>
      {content ? <FindingCards report={report} cards={content.cards} /> : null}
      <CausesPanel
        report={report}
        causes={causes}
        content={content}
        canEdit={canEdit}
        fileHref={fileHref}
      />
    </>
  );
}

/** Whose answers are compared and how they are shown; why there is nothing to show where there is not. */
function Controls({ report, canEdit }: { report: CohortReport; canEdit: boolean }) {
  const t = translator("report");
  if (report.complete === 0) {
    const imported = report.study.origin === "imported";
    return (
      <EmptyState
        title={t("emptyTitle")}
        text={imported ? t("emptyImport") : t("emptyNobody")}
        action={
          imported ? undefined : (
            <ButtonLink href={`/studies/${report.study.id}`}>{t("toProgress")}</ButtonLink>
          )
        }
      />
    );
  }
  return (
    <>
      <SegmentForm report={report} />
      <FilterForm report={report} />
      <ExploratoryNotice report={report} />
      {report.tables.length === 0 ? (
        <EmptyState
          title={t(report.withheld.length > 0 ? "withheldTitle" : "emptyTitle")}
          text={withheldText(report) || t("emptyFiltered", { complete: report.complete })}
          action={
            <ButtonLink
              href={reportPath(report.study.id, reportParameters(report, { filters: {} }))}
            >
              {t("clearFilters")}
            </ButtonLink>
          }
        />
      ) : (
        <>
          <ShowSwitches report={report} />
          <ModelPanel report={report} canEdit={canEdit} />
        </>
      )}
    </>
  );
}
