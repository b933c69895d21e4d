import type { ReactNode } from "react";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { type TargetBar, TargetBars } from "@/app/_ui/charts/target-bars";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { countText, momentText, shortText } from "@/lib/reports/figure-text";
import type { Finish } from "@/lib/reports/monitoring/fieldwork-figures";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

/** Completes by cohort and by quota, each with its forecast; drawn, and as a table. */
export function CompletesPanel({ progress }: { progress: Progress }) {
  const t = translator("progress");
  const { cohorts, quotas, standing } = progress;
  // A quota that is a cohort's own size is that cohort's bar.
  const others = quotas.filter(({ onlyCohort }) => onlyCohort === null);
  const apartOf = (cohort: string | null) =>
    quotas.find(({ onlyCohort }) => onlyCohort !== null && onlyCohort === cohort)?.apart ?? 0;
  const bars: TargetBar[] = [
    ...cohorts.map(({ id, number, name, standing: own, target, finish }) => ({
      key: `cohort ${number}`,
      name: name ?? t("everybody"),
      number,
      value: own.complete,
      pending: own.underWay,
      target,
      reading: reading(own.complete, own.underWay, target, finish, apartOf(id)),
    })),
    ...others.map(({ id, name, size, complete, held, apart, finish }) => ({
      key: id,
      name,
      number: null,
      value: complete,
      pending: held,
      target: size,
      reading: reading(complete, held, size, finish, apart),
    })),
  ];
  return (
    <Panel
      title={t("completesTitle")}
      lead={t("completesLead", { complete: standing.complete, started: standing.started })}
    >
      <TargetBars label={t("completesTitle")} bars={bars} />
      {quotas.length === 0 ? <p className="text-sm text-ink-soft">{t("noQuotas")}</p> : null}
      <CompletesTable cohorts={cohorts} quotas={others} />
    </Panel>
  );
}

function CompletesTable({
  cohorts,
  quotas,
}: Pick<Progress, "cohorts"> & { quotas: Progress["quotas"] }) {
  const t = translator("progress");
  const columns: Column[] = [
    { key: "name", title: t(quotas.length > 0 ? "cohortOrQuota" : "cohort") },
    { key: "size", title: t("size"), numeric: true },
    { key: "complete", title: t("complete"), numeric: true },
    { key: "pending", title: t("held"), numeric: true },
    ...(quotas.length > 0
      ? cohorts.map(({ number, name }) => ({
          key: `cohort ${number}`,
          title: t("of", { name: name ?? t("everybody") }),
          numeric: true,
        }))
      : []),
    { key: "finish", title: t("forecast") },
  ];
  const rows: { key: string; cells: Record<string, ReactNode> }[] = [
    ...cohorts.map(({ number, name, standing, target, finish }) => ({
      key: `cohort ${number}`,
      cells: {
        name: (
          <span className="inline-flex items-center gap-2">
            <SeriesKey number={number} paints={PAGE_PAINTS} />
            {name ?? t("everybody")}
          </span>
        ),
        size: target === null ? "–" : countText(target),
        complete: countText(standing.complete),
        pending: countText(standing.underWay),
        ...Object.fromEntries(
          cohorts.map((cohort) => [
            `cohort ${cohort.number}`,
            cohort.number === number ? countText(standing.complete) : "–",
          ]),
        ),
        finish: finish ? finishText(finish) : "–",
      },
    })),
    ...quotas.map(({ id, name, size, complete, held, byCohort, finish }) => ({
      key: id,
      cells: {
        name,
        size: countText(size),
        complete: countText(complete),
        pending: countText(held),
        ...Object.fromEntries(
          cohorts.map(({ number }, index) => [
            `cohort ${number}`,
            countText(byCohort[index] ?? complete),
          ]),
        ),
        finish: finishText(finish),
      },
    })),
  ];
  return <DataTable caption={t("completesTable")} columns={columns} rows={rows} />;
}

function reading(
  complete: number,
  pending: number,
  target: number | null,
  finish: Finish | null,
  apart: number,
): string {
  const t = translator("progress");
  return [
    target === null ? t("barReading", { complete }) : t("barReadingTarget", { complete, target }),
    t("barPending", { count: pending }),
    apart > 0 ? t("barApart", { count: apart }) : "",
    finish ? finishText(finish) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function finishText(finish: Finish): string {
  const t = translator("progress");
  switch (finish.kind) {
    case "reached":
      return t("finishReached");
    case "too few":
      return t("finishTooFew");
    case "not in the field":
      return t("finishNotInField");
    case "expected":
      return t("finishExpected", {
        at: momentText(finish.at),
        earliest: momentText(finish.earliest),
        latest: momentText(finish.latest),
        rate: shortText(finish.perHour, 1),
      });
  }
}
