import type { Metadata } from "next";
import type { ReactNode } from "react";
import { inPage } from "@/app/_http/in-page";
import { ButtonLink } from "@/app/_ui/button";
import { GapChart } from "@/app/_ui/charts/gap-chart";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { InvalidInput } from "@/lib/errors";
import { errorText, translator } from "@/lib/i18n/translator";
import { listText, momentText } from "@/lib/reports/figure-text";
import type { GapTable } from "@/lib/reports/report/gap-table";
import { type CohortReport, readCohortReport } from "@/lib/reports/report/read-cohort-report";
import {
  FEW_RESPONDENTS,
  findingsOf,
  originLabel,
  problemsOf,
  tableTitle,
} from "@/lib/reports/report/report-words";
import type { ReportQuestion } from "@/lib/reports/schema";
import { ExerciseTabs } from "../exercise-tabs";
import { chartOf } from "./chart-of";
import { CountsTable, FiguresTable } from "./figures-tables";
import { FilterForm } from "./filter-form";
import { downloadPath, reportInput, reportParameters, reportPath } from "./report-address";
import { ResponseTable } from "./response-table";
import { ShowSwitches } from "./show-switches";
import { WithAndWithout } from "./with-and-without";

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
      // The verb judges what an address holds; its type is known only after that.
      const input = reportInput(studyId, search) as ReportQuestion;
      const report = await readCohortReport({ db, actor, input });
      // Without the flagged is read beside with them: a reader wants to know what it changes.
      const all = report.leftOut
        ? await readCohortReport({ db, actor, input: { ...input, flagged: "with" } })
        : null;
      return { report, all, refused: null };
    } catch (error) {
      if (error instanceof InvalidInput) return { report: null, all: null, refused: error };
      throw error;
    }
  });
  const milliseconds = Math.round(performance.now() - started);
  return (
    <main id="content" className="grid gap-6" data-read-milliseconds={milliseconds}>
      {read.report ? (
        <Report report={read.report} all={read.all} milliseconds={milliseconds} />
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
  milliseconds,
}: {
  report: CohortReport;
  /** The same with the flagged, where they are left out. */
  all: CohortReport | null;
  milliseconds: number;
}) {
  const t = translator("report");
  const { study } = report;
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
              <DownloadLink
                href={downloadPath(study.id, "report.csv", reportParameters(report))}
                look="button"
              >
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
          <Panel
            title={t("responseTitle")}
            lead={
              report.dataUpTo === null
                ? t("responseLeadEmpty")
                : t("responseLead", { moment: momentText(report.dataUpTo) })
            }
          >
            <ResponseTable report={report} />
            {report.onOtherRevisions > 0 ? (
              <p className="text-sm text-ink-soft">
                {t("otherRevisions", { count: report.onOtherRevisions })}
              </p>
            ) : null}
          </Panel>
          {report.exercises.length > 1 ? (
            <ExerciseTabs
              exercises={report.exercises}
              chosen={report.exercise}
              hrefOf={({ key }) =>
                reportPath(study.id, reportParameters(report, { exercise: key }))
              }
            />
          ) : null}
          <Comparison report={report} />
          {all ? <WithAndWithout all={all} without={report} /> : null}
        </>
      )}
      {report.run ? (
        <div className="grid gap-1 text-xs text-ink-soft">
          {report.plans.map(({ revision, hash }) =>
            hash === null ? null : (
              <p key={revision}>
                {t("planOf", { revision })} <code className="break-all">{hash}</code>
              </p>
            ),
          )}
          <p>
            {t("provenance", {
              moment: momentText(report.run.computedAt),
              engine: report.run.engine,
              fingerprint: report.run.fingerprint.slice(0, 12),
              milliseconds,
              kept: String(report.run.kept),
            })}
          </p>
        </div>
      ) : null}
    </>
  );
}

function Comparison({ report }: { report: CohortReport }) {
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
      <FilterForm report={report} />
      {report.tables.length === 0 ? (
        <EmptyState
          title={t("emptyTitle")}
          text={t("emptyFiltered", { complete: report.complete })}
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
          <Warnings report={report} />
          {report.tables.map((table) => (
            <TablePanel key={table.key} report={report} table={table} />
          ))}
        </>
      )}
    </>
  );
}

/** What a reader must know before reading any of the charts. */
function Warnings({ report }: { report: CohortReport }) {
  const t = translator("report");
  const [importance] = report.tables;
  const few = importance.cohorts.filter(({ respondents }) => respondents < FEW_RESPONDENTS);
  return (
    <>
      {report.cohorts.length === 1 ? (
        <Notice title={t("oneCohortTitle")}>
          <p>{t("oneCohort", { cohort: report.cohorts[0].name })}</p>
        </Notice>
      ) : null}
      {few.length > 0 ? (
        <Notice tone="warning" title={t("fewTitle")}>
          <p>
            {t("few", {
              cohorts: listText(
                few.map(({ name, respondents }) =>
                  t("fewCohort", { cohort: name, n: respondents }),
                ),
              ),
              least: FEW_RESPONDENTS,
            })}
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function TablePanel({ report, table }: { report: CohortReport; table: GapTable }) {
  const t = translator("report");
  const chart = chartOf(report, table);
  const problems = problemsOf(
    table,
    table.rows.map(({ item, label }) => ({ number: item, label })),
  );
  const search = reportParameters(report);
  const hasFigures = table.rows.some((row) => row.figures.some(Boolean));
  return (
    <Panel
      title={tableTitle(table)}
      lead={
        table.allocation
          ? t("allocationAsked", { text: table.allocation.settings.text })
          : undefined
      }
      action={
        hasFigures ? (
          <span className="no-print flex gap-4 text-sm">
            {(["svg", "png"] as const).map((format) => (
              <DownloadLink
                key={format}
                href={downloadPath(report.study.id, `${table.key}-gaps.${format}`, search)}
              >
                {t("downloadChart", { format: format.toUpperCase() })}
              </DownloadLink>
            ))}
          </span>
        ) : undefined
      }
    >
      {problems.length > 0 ? (
        <Notice tone="warning">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Notice>
      ) : null}
      {hasFigures ? (
        <>
          <GapChart chart={chart} />
          <Findings table={table} />
          <FiguresTable table={table} />
          <CountsTable table={table} />
        </>
      ) : null}
    </Panel>
  );
}

/** What the chart says, in words that say no more than the verdicts. */
function Findings({ table }: { table: GapTable }) {
  const findings = findingsOf(table);
  if (findings.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3>{translator("report")("findingsTitle")}</h3>
      <ul className="grid list-disc gap-1 ps-5 marker:text-ink-soft">
        {findings.map((finding) => (
          <li key={finding} className="max-w-[72ch]">
            {finding}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A file is fetched by a plain link: a router link would fetch it ahead of time. */
function DownloadLink({
  href,
  look = "link",
  children,
}: {
  href: string;
  look?: "link" | "button";
  children: ReactNode;
}) {
  return (
    <a
      href={href}
      download
      className={
        look === "link"
          ? "link"
          : "no-print inline-flex min-h-10 items-center rounded-md border border-line-strong bg-surface px-4 py-2 font-medium text-ink hover:bg-sunken"
      }
    >
      {children}
    </a>
  );
}
