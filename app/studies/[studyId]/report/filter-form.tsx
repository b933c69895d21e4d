import { Button, ButtonLink } from "@/app/_ui/button";
import { StudyWords } from "@/app/_ui/study-language";
import { translator } from "@/lib/i18n/translator";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { filterText } from "@/lib/reports/report/report-words";
import { filterParameter, reportParameters, reportPath } from "./report-address";

/** Filters by any screener answer: a plain form whose address is the report that was asked for. */
export function FilterForm({ report }: { report: CohortReport }) {
  const t = translator("report");
  const { questions, filters, study } = report;
  if (questions.length === 0) return null;
  const isFiltered = Object.keys(filters).length > 0;
  const kept = reportParameters(report, { filters: {} });
  return (
    <details
      className="no-print rounded-lg border border-line bg-surface p-5 sm:px-6"
      open={isFiltered}
    >
      <summary>
        <span className="font-semibold">{t("filterTitle")}</span>
        <span className="ps-3 text-sm text-ink-soft">
          {isFiltered
            ? `${filterText(report)} · ${t("filtered", { counted: report.counted, complete: report.complete })}`
            : t("filterNone")}
        </span>
      </summary>
      <form method="get" action={reportPath(study.id)} className="grid gap-4 pt-4">
        <p className="text-sm text-ink-soft">{t("filterLead")}</p>
        {[...kept].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex flex-wrap gap-x-10 gap-y-4">
          {questions.map(({ key, settings }) => (
            <fieldset key={key} className="grid max-h-72 content-start gap-1 overflow-y-auto px-1">
              <legend className="pb-1 font-medium">
                <StudyWords>{settings.text}</StudyWords>
              </legend>
              {settings.options.map((option) => (
                <label key={option.id} className="flex items-start gap-2 py-1 text-sm">
                  <input
                    type="checkbox"
                    name={filterParameter(key)}
                    value={option.id}
                    defaultChecked={filters[key]?.includes(option.id)}
                    className="mt-1"
                  />
                  <span>
                    <StudyWords>{option.label}</StudyWords>
                  </span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <div className="flex flex-wrap gap-3">
          <Button type="submit">{t("filterApply")}</Button>
          {isFiltered ? (
            <ButtonLink look="quiet" prefetch={false} href={reportPath(study.id, kept)}>
              {t("clearFilters")}
            </ButtonLink>
          ) : null}
        </div>
      </form>
    </details>
  );
}
