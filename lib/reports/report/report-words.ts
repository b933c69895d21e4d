import { translator } from "@/lib/i18n/translator";
import {
  countText,
  decimalsOf,
  figureText,
  listText,
  momentText,
  pText,
  shortText,
  signedText,
} from "../figure-text";
import { FLAG_REASONS } from "../monitoring/quality-flags";
import { LEAST_SHOWN } from "../schema";
import type { GapTable, GapTableRow } from "./gap-table";
import type { CohortReport } from "./read-cohort-report";

/** Findings beyond these are left to the chart. */
const MAX_FINDINGS = 6;

/** Cohorts smaller than this are told to be small. */
export const FEW_RESPONDENTS = 30;

/** What was said about the data before anything else: simulated or imported. */
export function originLabel(report: Pick<CohortReport, "study">): string | null {
  const common = translator("common");
  if (report.study.origin === "synthetic") return common("synthetic");
  return report.study.origin === "imported" ? common("imported") : null;
}

export function tableTitle(table: GapTable): string {
  const t = translator("report");
  const one = table.cohorts.length < 2;
  if (!table.allocation) return one ? t("capabilityTitleOne") : t("capabilityTitle");
  const { tense } = table.allocation.settings;
  return one ? t(`allocationTitleOne_${tense}`) : t(`allocationTitle_${tense}`);
}

/** How the figures of a table are made, in one sentence. */
export function methodText(
  table: Pick<GapTable, "allocation" | "method" | "scale">,
  likelihood: CohortReport["likelihood"],
): string {
  const t = translator("report");
  switch (table.scale) {
    case "net":
      return t("method_net");
    case "share":
    case "score":
    case "utility": {
      const values = { likelihood: t(`likelihood_${likelihood}`) };
      if (table.method !== "hb") return t("method_logit", values);
      return table.scale === "utility" ? t("method_hb", values) : t("method_hb_averaged", values);
    }
    case "constant-sum":
      return t("method_constant-sum", { total: table.allocation?.settings.total ?? 100 });
    case "top-n":
      return t("method_top-n", { topN: table.allocation?.settings.topN ?? 1 });
    default:
      return t("method_percentage");
  }
}

/** The filters as a sentence's middle: "Region: EMEA or APAC; Size: large". Empty without any. */
export function filterText(report: Pick<CohortReport, "filters" | "questions">): string {
  const t = translator("report");
  return report.questions
    .filter(({ key }) => report.filters[key])
    .map(({ key, settings }) =>
      t("filterOne", {
        question: settings.text,
        answers: settings.options
          .filter(({ id }) => report.filters[key].includes(id))
          .map(({ label }) => label)
          .join(` ${t("filterOr")} `),
      }),
    )
    .join("; ");
}

/** What stands under a chart: scale, method, adjustment, who, when. */
export function captionOf(report: CohortReport, table: GapTable): string[] {
  const t = translator("report");
  const [from, to] = table.cohorts;
  const asked = table.allocation
    ? t("allocationAsked", { text: table.allocation.settings.text })
    : "";
  const average =
    table.average === null
      ? ""
      : t("captionAverage", { value: shortText(table.average, decimalsOf(table.scale)) });
  return [
    [
      asked,
      t("captionScale", { scale: t(`axis_${table.scale}`) }),
      average,
      methodText(table, report.likelihood),
    ],
    [
      to && table.margin !== null
        ? t("captionGap", {
            to: to.name,
            from: from.name,
            items: table.rows.length,
            margin: marginText(table),
          })
        : to
          ? t("captionGapPlain", { to: to.name, from: from.name })
          : t("captionOne"),
    ],
    whoSentences(report, table.cohorts),
  ].map((sentences) => sentences.filter(Boolean).join(" "));
}

/** Who is behind figures: how many, the filter, the flags, where the data come from and how far they go. */
export function whoSentences(
  report: CohortReport,
  cohorts: readonly { readonly name: string; readonly respondents: number }[],
): string[] {
  const t = translator("report");
  const filter = filterText(report);
  return [
    t("captionWho", {
      cohorts: cohorts
        .map(({ name, respondents }) => `${name} n = ${countText(respondents)}`)
        .join(", "),
      filter: filter ? t("captionFilter", { filters: filter }) : t("captionNoFilter"),
    }),
    segmentText(report),
    standingOf(report) === "exploratory" ? translator("segments")("exploratory") : "",
    flaggedText(report),
    report.study.origin === "imported" ? `${originLabel(report)}.` : "",
    t("captionData", {
      study: report.study.name,
      revision: report.revisionNumber ?? 1,
      moment: report.dataUpTo === null ? "" : momentText(report.dataUpTo),
    }),
  ];
}

/** What makes the cohorts, where they are not the study's own; else empty. */
export function segmentText({ segment }: Pick<CohortReport, "segment">): string {
  if (!segment) return "";
  const questions = listText(segment.questions.map((question) => `“${question}”`));
  return translator("segments")("by_caption", { questions });
}

/** The plan that was frozen before the launch names the study's cohorts, and everybody in them. */
export function standingOf({
  segment,
  filters,
}: Pick<CohortReport, "segment" | "filters">): "exploratory" | "confirmatory" {
  return segment || Object.keys(filters).length > 0 ? "exploratory" : "confirmatory";
}

/** Why nothing is shown of a filtered comparison; empty where it is. */
export function withheldText({ withheld }: Pick<CohortReport, "withheld">): string {
  if (withheld.length === 0) return "";
  return translator("report")("withheld", {
    cohorts: listText(withheld.map(({ name }) => name)),
    count: withheld.length,
    least: LEAST_SHOWN,
  });
}

/** Who was left out for a flag, and for which; empty while everybody counts. */
export function flaggedText({ leftOut }: Pick<CohortReport, "leftOut">): string {
  if (!leftOut) return "";
  const t = translator("report");
  const reasons = FLAG_REASONS.filter((reason) => leftOut.byReason[reason] > 0).map((reason) =>
    t("flaggedReason", {
      reason: translator("progress")(`reason_${reason}`).toLowerCase(),
      count: leftOut.byReason[reason],
    }),
  );
  return leftOut.count === 0
    ? t("withoutNobody")
    : t("withoutFlagged", { count: leftOut.count, reasons: listText(reasons) });
}

export function marginText(table: GapTable): string {
  return shortText(table.margin ?? 0, 2);
}

/** What the gaps of a table say, no more than their verdicts; empty without a comparison. */
export function findingsOf(table: GapTable): string[] {
  const t = translator("report");
  const [from, to] = table.cohorts;
  if (!to || table.margin === null) return [];
  const judged = table.rows.filter((row) => row.gap);
  if (judged.length === 0) return [];
  const size = (row: GapTableRow) => Math.abs(row.gap?.gap ?? 0);
  const different = judged
    .filter((row) => row.gap?.verdict === "different")
    .sort((one, other) => size(other) - size(one));
  const labels = (verdict: string) =>
    judged.filter((row) => row.gap?.verdict === verdict).map(({ label }) => label);
  const same = labels("same");
  const open = labels("cannot tell");

  const findings: string[] = [];
  if (table.globalP !== null) {
    const values = { p: pSentence(table.globalP), items: judged.length };
    findings.push(
      table.globalP < 0.05 ? t("findingsDiffer", values) : t("findingsNoDifference", values),
    );
  }
  for (const row of different.slice(0, MAX_FINDINGS)) {
    findings.push(differenceText(table, row, from.name, to.name));
  }
  if (different.length > MAX_FINDINGS) {
    findings.push(t("more", { count: different.length - MAX_FINDINGS }));
  }
  if (different.length === 0 && open.length < judged.length) findings.push(t("noneDifferent"));
  if (same.length > 0) {
    findings.push(t("same", { margin: marginText(table), items: listText(same) }));
  }
  if (open.length === judged.length) findings.push(t("cannotTellAny", { items: judged.length }));
  else if (open.length > 0) findings.push(t("cannotTell", { items: listText(open) }));
  return findings;
}

function differenceText(table: GapTable, row: GapTableRow, from: string, to: string): string {
  const t = translator("report");
  const decimals = decimalsOf(table.scale);
  const gap = row.gap;
  if (!gap) return "";
  const values = {
    to,
    from,
    item: row.label,
    reading: t("readingFull", {
      gap: signedText(gap.gap, decimals),
      low: figureText(gap.low ?? gap.gap, decimals),
      high: figureText(gap.high ?? gap.gap, decimals),
      p: pSentence(gap.pHolm ?? 1),
    }),
  };
  if (table.allocation) {
    const { tense } = table.allocation.settings;
    return gap.gap > 0 ? t(`more_${tense}`, values) : t(`less_${tense}`, values);
  }
  return gap.gap > 0 ? t("rankHigher", values) : t("rankLower", values);
}

export function pSentence(p: number): string {
  const t = translator("report");
  return p < 0.001 ? t("pSmall") : t("pExact", { p: pText(p) });
}

/** Why cohorts have no figures in a table, one sentence each. */
export function problemsOf(table: GapTable): string[] {
  const t = translator("report");
  return table.cohorts.flatMap(({ name, problem }) =>
    problem
      ? [
          t(`problem_${problem.kind}`, {
            cohort: name,
            count: problem.items.length,
            scale: t(`scale_${table.scale}`).toLocaleLowerCase("en"),
            items: listText(
              problem.items.map(
                (number) =>
                  table.rows.find((row) => row.number === number)?.label ?? String(number),
              ),
            ),
          }),
        ]
      : [],
  );
}

/** One hash, or each with its revision where answers to several are counted together. */
export function plansText({ plans }: Pick<CohortReport, "plans">): string {
  const [only, ...others] = plans;
  if (others.length === 0) return only?.hash ?? "";
  return plans.map(({ revision, hash }) => `${revision}: ${hash ?? ""}`).join("; ");
}
