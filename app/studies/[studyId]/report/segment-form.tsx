import { Button, ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { OptionsScreen } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { listText } from "@/lib/reports/figure-text";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { segmentText, standingOf } from "@/lib/reports/report/report-words";
import { reportParameters, reportPath } from "./report-address";

/** What makes the cohorts: a plain form whose address is the report that was asked for. */
export function SegmentForm({ report }: { report: CohortReport }) {
  const t = translator("segments");
  const { groupingQuestions, segment, study } = report;
  if (groupingQuestions.length === 0) return null;
  // Another segment has cohorts of its own: the pair that is compared does not carry over.
  const kept = reportParameters({ ...report, segment: null, compared: [] });
  const [by = "", cross = ""] = segment?.by.split("*") ?? [];
  const choices = groupingQuestions.flatMap(choicesOf);
  const select = (name: "by" | "cross", chosen: string, label: string, none: string) => (
    <label className="grid min-w-0 max-w-full grid-cols-1 gap-1 text-sm">
      <span className="text-ink-soft">{label}</span>
      <select
        name={name}
        defaultValue={chosen}
        key={chosen}
        className="min-h-10 max-w-full rounded-md border border-line-strong bg-surface px-2"
      >
        <option value="">{none}</option>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details
      className="no-print min-w-0 rounded-lg border border-line bg-surface p-5 sm:px-6"
      open={segment !== null}
    >
      <summary>
        <span className="font-semibold">{t("title")}</span>
        <span className="ps-3 text-sm text-ink-soft">
          {segment
            ? t("shown", { count: report.cohorts.length, questions: listText(segment.questions) })
            : t("cohorts")}
        </span>
      </summary>
      <form method="get" action={reportPath(study.id)} className="grid grid-cols-1 gap-4 pt-4">
        <p className="text-sm text-ink-soft">{t("lead")}</p>
        {[...kept].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="flex flex-wrap items-end gap-3">
          {select("by", by, t("by"), t("cohorts"))}
          {select("cross", cross, t("cross"), t("crossNone"))}
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit">{t("apply")}</Button>
          {segment ? (
            <ButtonLink look="quiet" prefetch={false} href={reportPath(study.id, kept)}>
              {t("cohorts")}
            </ButtonLink>
          ) : null}
        </div>
      </form>
    </details>
  );
}

/** The answers to a question with one; of each answer to another who chose it and who did not. */
function choicesOf({ key, settings }: OptionsScreen): { value: string; text: string }[] {
  if (settings.type === "single") return [{ value: key, text: settings.text }];
  return settings.options.map(({ id, label }) => ({
    value: `${key}:${id}`,
    text: translator("segments")("choiceOf", { question: settings.text, answer: label }),
  }));
}

/** Says before the figures what was not named beforehand. */
export function ExploratoryNotice({ report }: { report: CohortReport }) {
  const t = translator("segments");
  if (standingOf(report) === "confirmatory") return null;
  return (
    <Notice tone="information" title={t("exploratoryTitle")}>
      {report.segment ? (
        <p>
          {segmentText(report)} {t("exploratorySegment")}
        </p>
      ) : (
        <p>{t("exploratoryFilter")}</p>
      )}
    </Notice>
  );
}
