import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { translator } from "@/lib/i18n/translator";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { FLAGGED, REPORT_METHODS, SCALES_OF, SORTS } from "@/lib/reports/schema";
import { reportParameters, reportPath } from "./report-address";

/** How the charts are shown; every choice is an address, so it can be kept and sent. */
export function ShowSwitches({ report }: { report: CohortReport }) {
  const t = translator("report");
  const oneCohort = report.cohorts.length < 2;
  // Without gaps, sorting by gap is sorting by importance.
  const sorts = oneCohort ? SORTS.filter((sort) => sort !== "gap") : SORTS;
  const sortShown = oneCohort && report.sort === "gap" ? "importance" : report.sort;
  return (
    <section aria-label={t("showTitle")} className="no-print flex flex-wrap gap-x-8 gap-y-4">
      <Switch
        title={t("methodSwitch")}
        options={REPORT_METHODS.map((method) => ({
          key: method,
          label: t(`methodName_${method}`),
          // A scale that both have stays.
          href: reportPath(
            report.study.id,
            reportParameters(report, {
              method,
              scale: SCALES_OF[method].includes(report.scale) ? report.scale : SCALES_OF[method][0],
            }),
          ),
          chosen: method === report.method,
        }))}
      />
      <Switch
        title={t("scaleSwitch")}
        options={SCALES_OF[report.method].map((scale) => ({
          key: scale,
          label: t(`scale_${scale}`),
          href: reportPath(report.study.id, reportParameters(report, { scale })),
          chosen: scale === report.scale,
        }))}
      />
      <Switch
        title={t("sortSwitch")}
        options={sorts.map((sort) => ({
          key: sort,
          label: t(`sort_${sort}`),
          href: reportPath(report.study.id, reportParameters(report, { sort })),
          chosen: sort === sortShown,
        }))}
      />
      <Switch
        title={t("flaggedSwitch")}
        options={FLAGGED.map((flagged) => ({
          key: flagged,
          label: t(`flagged_${flagged}`),
          href: reportPath(report.study.id, reportParameters(report, { flagged })),
          chosen: flagged === report.flagged,
        }))}
      />
      {report.cohorts.length > 2 ? <PairForm report={report} /> : null}
    </section>
  );
}

function Switch({
  title,
  options,
}: {
  title: string;
  options: readonly { key: string; label: string; href: string; chosen: boolean }[];
}) {
  return (
    <nav aria-label={title} className="grid content-start gap-1">
      <span className="text-sm text-ink-soft">{title}</span>
      <ul className="flex flex-wrap rounded-md border border-line-strong bg-surface">
        {options.map(({ key, label, href, chosen }) => (
          <li key={key} className="border-s border-line first:border-s-0">
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-current={chosen ? "true" : undefined}
              className="flex min-h-10 items-center px-3 text-sm hover:bg-sunken aria-[current=true]:bg-sunken aria-[current=true]:font-semibold aria-[current=true]:underline aria-[current=true]:decoration-2 aria-[current=true]:underline-offset-4"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Which two of several cohorts are compared. */
function PairForm({ report }: { report: CohortReport }) {
  const t = translator("report");
  const kept = [...reportParameters(report)].filter(([name]) => name !== "from" && name !== "to");
  const [from, to] = report.compared;
  const select = (name: "from" | "to", chosen: number, label: string) => (
    <label className="flex items-center gap-2 text-sm">
      <span className="text-ink-soft">{label}</span>
      <select
        name={name}
        defaultValue={chosen}
        key={chosen}
        className="min-h-10 rounded-md border border-line-strong bg-surface px-2"
      >
        {report.cohorts.map((cohort) => (
          <option key={cohort.number} value={cohort.number}>
            {cohort.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      method="get"
      action={reportPath(report.study.id)}
      className="flex flex-wrap items-center gap-2 self-end"
    >
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {select("to", to, t("pairSwitch"))}
      {select("from", from, t("pairWith"))}
      <Button type="submit">{t("pairApply")}</Button>
    </form>
  );
}
