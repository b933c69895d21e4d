import { Button } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { StudyWords } from "@/app/_ui/study-language";
import { SIMULATOR_RULES } from "@/lib/analysis/methods/simulator";
import { translator } from "@/lib/i18n/translator";
import { countText, figureText, momentText } from "@/lib/reports/figure-text";
import type { SimulatedOffer } from "@/lib/reports/report/model/simulate-offer";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { reportParameters, reportPath } from "./report-address";

/** What would be chosen if only some items were on offer: a plain form whose address is what was asked. */
export function SimulatorPanel({
  report,
  simulated,
}: {
  report: CohortReport;
  simulated: SimulatedOffer;
}) {
  const t = translator("models");
  const { items, offer, rule, finishedAt, isStale, shares, refusal } = simulated;
  return (
    <Panel title={t("simulatorTitle")} lead={t("simulatorLead")}>
      <div id="simulator" className="grid grid-cols-1 gap-4 scroll-mt-4">
        {finishedAt === null ? (
          <p className="text-ink-soft">{t("simulatorNone")}</p>
        ) : (
          <form
            method="get"
            action={`${reportPath(report.study.id)}#simulator`}
            className="no-print grid gap-4"
          >
            {[...reportParameters(report)].map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <fieldset>
              <legend className="pb-1 font-medium">{t("offer")}</legend>
              <div className="grid gap-x-8 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
                {items.map(({ number, label }) => (
                  <label key={number} className="flex min-h-8 items-start gap-2 py-1 text-sm">
                    <input
                      type="checkbox"
                      name="offer"
                      value={number}
                      defaultChecked={offer.includes(number)}
                      className="mt-1"
                    />
                    <span className="wrap-anywhere">
                      <StudyWords>{label}</StudyWords>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
            <div className="flex flex-wrap items-center gap-4">
              <label className="flex flex-wrap items-center gap-2 text-sm">
                <span className="text-ink-soft">{t("rule")}</span>
                <select
                  name="rule"
                  defaultValue={rule}
                  key={rule}
                  className="min-h-10 rounded-md border border-line-strong bg-surface px-2"
                >
                  {SIMULATOR_RULES.map((one) => (
                    <option key={one} value={one}>
                      {t(`rule_${one}`)}
                    </option>
                  ))}
                </select>
              </label>
              <Button type="submit">{t("simulate")}</Button>
            </div>
          </form>
        )}
        {refusal ? (
          <Notice tone="warning">
            <p>{refusal}</p>
          </Notice>
        ) : null}
        {shares ? (
          <DataTable
            caption={t("simulatorTitle")}
            columns={[
              { key: "item", title: t("item"), studyWords: true },
              ...shares.map(({ name, respondents }) => ({
                key: name ?? "",
                title: `${name ?? t("everybody")} (n = ${countText(respondents)})`,
                numeric: true,
              })),
            ]}
            rows={offer.map((number, place) => ({
              key: String(number),
              cells: {
                item: items.find((item) => item.number === number)?.label ?? String(number),
                ...Object.fromEntries(
                  shares.map((cohort) => [cohort.name ?? "", shareText(cohort.items[place])]),
                ),
              },
            }))}
          />
        ) : null}
        {finishedAt === null ? null : (
          <p className="max-w-[95ch] text-xs text-ink-soft">
            {t("simulatorMethod", {
              moment: momentText(finishedAt),
              isStale: String(isStale),
            })}
          </p>
        )}
      </div>
    </Panel>
  );
}

function shareText({
  share,
  low,
  high,
}: {
  share: number;
  low: number | null;
  high: number | null;
}): string {
  const text = `${figureText(share, 1)} %`;
  return low === null || high === null
    ? text
    : `${text} [${figureText(low, 1)}, ${figureText(high, 1)}]`;
}
