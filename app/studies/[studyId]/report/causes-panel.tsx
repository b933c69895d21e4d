import { GapChart } from "@/app/_ui/charts/gap-chart";
import { DataTable } from "@/app/_ui/data-table";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { StudyWords } from "@/app/_ui/study-language";
import { translator } from "@/lib/i18n/translator";
import { momentText } from "@/lib/reports/figure-text";
import type { LinkedText } from "@/lib/reports/report/causes/cause-words";
import type { CausesContent } from "@/lib/reports/report/causes/causes-content";
import type { ReportCauses } from "@/lib/reports/report/causes/read-report-causes";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { cancelAnalysis, computeCauses } from "./actions";
import { DownloadLink } from "./download-link";
import { RunStatePanel } from "./run-state-panel";

/** Why the cohorts differ: the table of causes with its figures, and what the run behind it is doing. */
export function CausesPanel({
  report,
  causes,
  content,
  canEdit,
  fileHref,
}: {
  report: CohortReport;
  causes: ReportCauses;
  /** Null before there is a table. */
  content: CausesContent | null;
  canEdit: boolean;
  fileHref: (file: string) => string;
}) {
  const t = translator("causes");
  return (
    <Panel
      title={t("title")}
      lead={t("lead")}
      action={
        content ? (
          <span className="no-print text-sm">
            <DownloadLink href={fileHref("causes.json")}>{t("download")}</DownloadLink>
          </span>
        ) : undefined
      }
    >
      <div id="causes" className="grid grid-cols-1 gap-4">
        <CausesRunState report={report} causes={causes} canEdit={canEdit} />
        {content ? <Told content={content} finishedAt={causes.done?.finishedAt ?? null} /> : null}
      </div>
    </Panel>
  );
}

function CausesRunState({
  report: { study, exercises, exercise },
  causes,
  canEdit,
}: {
  report: CohortReport;
  causes: ReportCauses;
  canEdit: boolean;
}) {
  const t = translator("causes");
  const mark = exercises.find(({ key }) => key === exercise)?.mark;
  return (
    <RunStatePanel
      run={causes}
      words={{
        waiting: t("waiting"),
        running: (percent) => t("running", { percent }),
        reload: t("reload"),
        cancel: t("cancel"),
        cancelled: t("cancelled"),
        failedTitle: t("failedTitle"),
        stale: (moment) => t("stale", { moment }),
        computeAgain: t("computeAgain"),
        compute: t("compute"),
        none: t(canEdit ? "none" : "noneViewer"),
      }}
      compute={canEdit ? computeCauses.bind(null, study.id, mark || undefined) : null}
      cancel={canEdit ? (runId) => cancelAnalysis.bind(null, study.id, runId) : null}
    />
  );
}

function Told({ content, finishedAt }: { content: CausesContent; finishedAt: number | null }) {
  const t = translator("causes");
  return (
    <>
      {content.warning ? (
        <Notice tone="warning">
          <p>{content.warning}</p>
        </Notice>
      ) : null}
      <Lines lines={content.lines} />
      <Sentences title={t("findingsTitle")} lines={content.findings} />
      <Sentences
        title={t("exploratoryTitle")}
        id="causes-exploratory"
        lines={content.exploratory}
      />
      <Sentences title={t("notTestedTitle")} lines={content.notTested} />
      <details className="print:hidden" id="causes-figures">
        <summary className="font-medium">{t("figuresTitle")}</summary>
        <div className="grid grid-cols-1 gap-8 pt-4">
          {content.pairs.map(({ chart, text }) => (
            <section key={chart.id} id={chart.id} className="grid grid-cols-1 gap-2 scroll-mt-4">
              <h3 className="break-words">{chart.title}</h3>
              <GapChart chart={chart} />
              <p className="text-sm">{text}</p>
            </section>
          ))}
          {content.noise.map(({ id, chart, text }) => (
            <section key={id} id={id} className="grid grid-cols-1 gap-2 scroll-mt-4">
              {chart ? (
                <>
                  <h3>{chart.title}</h3>
                  <GapChart chart={chart} />
                </>
              ) : null}
              <p className="max-w-[72ch] text-sm">{text}</p>
            </section>
          ))}
          {content.checks.map(({ id, title, text, columns, rows }) => (
            <section key={id} id={id} className="grid grid-cols-1 gap-2 scroll-mt-4">
              <h3>{title}</h3>
              <DataTable
                caption={title}
                columns={[
                  { key: "label", title: t("checksColumn") },
                  ...columns.map((column) => ({ key: column, title: column })),
                ]}
                rows={rows.map(({ label, cells }) => ({
                  key: label,
                  cells: {
                    label,
                    ...Object.fromEntries(columns.map((column, at) => [column, cells[at]])),
                  },
                }))}
              />
              <p className="max-w-[72ch] text-sm">{text}</p>
            </section>
          ))}
          {content.strips.map(({ id, title, analyses, rows }) => (
            <section key={id} id={id} className="grid grid-cols-1 gap-2 scroll-mt-4">
              <h3>{title}</h3>
              <DataTable
                caption={title}
                columns={[
                  { key: "label", title: t("columnItem"), studyWords: true },
                  ...analyses.map((analysis) => ({ key: analysis, title: analysis })),
                ]}
                rows={rows.map(({ label, cells }) => ({
                  key: label,
                  cells: {
                    label,
                    ...Object.fromEntries(analyses.map((analysis, at) => [analysis, cells[at]])),
                  },
                }))}
              />
            </section>
          ))}
        </div>
      </details>
      <div className="grid gap-1 text-xs text-ink-soft">
        <p className="max-w-[95ch]">{t("method")}</p>
        <p className="max-w-[95ch]">{t("rates")}</p>
        {finishedAt === null ? null : <p>{t("computedAt", { moment: momentText(finishedAt) })}</p>}
      </div>
    </>
  );
}

/** One row an item and pair of cohorts: side by side where there is room, else one under the other. */
function Lines({ lines }: { lines: CausesContent["lines"] }) {
  const t = translator("causes");
  const columns = "md:grid md:grid-cols-[minmax(0,10rem)_8rem_8rem_minmax(0,1fr)] md:gap-x-4";
  return (
    <div>
      <div
        aria-hidden="true"
        className={`hidden border-b border-line-strong pb-2 text-sm font-semibold ${columns}`}
      >
        <span>{t("columnItem")}</span>
        <span>{t("columnGap")}</span>
        <span>{t("columnCause")}</span>
        <span>{t("columnWhy")}</span>
      </div>
      <ol className="text-sm">
        {lines.map((line) => (
          <li
            key={line.key}
            className={`grid gap-y-1.5 break-inside-avoid border-b border-line py-3 last:border-b-0 ${columns}`}
          >
            <p className="font-medium break-words">
              <StudyWords>{line.label}</StudyWords>
              {line.cohorts ? (
                <span className="block font-normal text-ink-soft">{line.cohorts}</span>
              ) : null}
            </p>
            <p className="tabular-nums">
              <span className="md:sr-only">{t("columnGap")}: </span>
              {line.gap}
              <span className="text-ink-soft md:block"> {line.interval}</span>
            </p>
            <p>
              <span className={line.isDifferent ? "font-semibold" : "text-ink-soft"}>
                {line.cause}
              </span>
              <span className="text-ink-soft md:block">
                <span className="md:hidden"> · </span>
                {line.sure}
              </span>
            </p>
            <Reasons reasons={line.reasons} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Reasons({ reasons }: { reasons: readonly LinkedText[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {reasons.map(({ text, to }) => (
        <li key={text}>
          {to ? (
            <a href={`#${to}`} className="underline">
              {text}
            </a>
          ) : (
            text
          )}
        </li>
      ))}
    </ul>
  );
}

function Sentences({ title, lines, id }: { title: string; lines: readonly string[]; id?: string }) {
  if (lines.length === 0) return null;
  return (
    <section id={id} className="grid gap-2">
      <h3>{title}</h3>
      <ul className="grid list-disc gap-1 ps-5 marker:text-ink-soft">
        {lines.map((line) => (
          <li key={line} className="max-w-[72ch]">
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
