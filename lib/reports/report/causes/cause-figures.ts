import type { ToldCause, ToldPair } from "@/lib/analysis/methods/causes";
import type { GapChartData } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import type { CauseReason } from "@/lib/maxdiff/causes/judge-causes";
import { AGREEMENT_PARTS } from "@/lib/maxdiff/checks/repeat-agreement";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { figureText, signedText } from "../../figure-text";
import { type Between, type CauseWords, DECIMALS, intervalText } from "./cause-words";

/** A pair's gaps apart and as one, and how the two fare side by side. */
export interface PairFigure {
  readonly chart: GapChartData;
  readonly text: string;
}

/** Decisiveness of two cohorts; the gaps on one footing where there are some. */
export interface NoiseFigure {
  readonly id: string;
  readonly chart: GapChartData | null;
  readonly text: string;
}

/** What repeated tasks, or holdouts, came to. */
export interface ChecksTable {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** Which analyses find a difference, item by item. */
export interface StripTable {
  readonly id: string;
  readonly title: string;
  readonly analyses: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** Merged gap, exchange and how the two fare side by side, in one figure a pair. */
export function pairFigures(words: CauseWords): PairFigure[] {
  const t = translator("causes");
  return words.result.pairs.flatMap((between, place) =>
    [...between.named, ...between.exploratory].map((pair) => {
      const [one, other] = pair.numbers.map((number) => words.cause(number, between));
      const { from, to } = between;
      const title = t("pairChartTitle", {
        ...{ one: words.label(pair.numbers[0]), other: words.label(pair.numbers[1]), from, to },
      });
      return {
        chart: gapChart(words, pairId(pair, place), title, between, [
          ...[one, other].flatMap((cause) =>
            cause ? [chartRow(String(cause.number), words.label(cause.number), cause)] : [],
          ),
          chartRow("one", t("pairAsOne"), pair.merged),
        ]),
        text: pair.residual
          ? t("residualText", {
              z: figureText(pair.residual.z, 1),
              isLow: String(pair.residual.isLow),
            })
          : t("residualNone"),
      };
    }),
  );
}

/** How decided the answers of two cohorts are, and the gaps on one footing beside the plain ones. */
export function noiseFigures(words: CauseWords): NoiseFigure[] {
  const t = translator("causes");
  return words.result.pairs.map((between, place) => {
    const { from, to, decisiveness } = between;
    const text = t("noiseText", {
      ...{ from, to, ratio: figureText(decisiveness.ratio, DECIMALS) },
      interval: intervalText(decisiveness.low, decisiveness.high),
      verdict: t(`verdict_${decisiveness.verdict}`),
    });
    const rows = words.result.causes.flatMap((told) => {
      const footing = told.reasons.find((reason) => reason.key === "one-footing");
      if (told.from !== from || told.to !== to || footing?.key !== "one-footing") return [];
      return [chartRow(String(told.number), words.label(told.number), told, footing)];
    });
    const title = t("noiseChartTitle", { from, to });
    const id = noiseId(place);
    if (rows.length === 0) return { id, text, chart: null };
    const chart = gapChart(words, `${id}-chart`, title, between, rows);
    const series = [
      { number: 1, name: t("footingPlain"), size: "" },
      { number: 2, name: t("footingOne"), size: "" },
    ];
    return { id, text, chart: { ...chart, series } };
  });
}

/** Agreement on repeated tasks by cohort, and the hits of each method in holdout tasks, as far as asked. */
export function checksTables({ result: { checks } }: CauseWords): ChecksTable[] {
  if (!checks) return [];
  const t = translator("causes");
  const { agreement, differences, holdouts } = checks;
  const tables: ChecksTable[] = [];
  if (agreement.length > 0) {
    tables.push({
      id: "causes-agreement",
      title: t("agreementTitle"),
      text: t("agreementText"),
      columns: [
        ...agreement.flatMap(({ name, tasks }) => [
          t("agreementCohort", { name, tasks: String(tasks) }),
          t("agreementExpected", { name }),
        ]),
        ...differences.map(({ from, to }) => t("gapSeries", { from, to })),
      ],
      rows: AGREEMENT_PARTS.map((part) => ({
        label: t(`agreement_${part}`),
        cells: [
          ...agreement.flatMap(({ parts }) => [
            shareText(parts[part]),
            t("percent", { share: percentText(parts[part].expected) }),
          ]),
          ...differences.map(({ parts }) =>
            t("pointsInterval", {
              points: signedText(100 * parts[part].difference, 0),
              interval: intervalText(100 * parts[part].low, 100 * parts[part].high, 0),
            }),
          ),
        ],
      })),
    });
  }
  if (holdouts) {
    const { chance, methods, answered } = holdouts;
    tables.push({
      id: "causes-holdouts",
      title: t("holdoutsTitle"),
      text: t("holdoutsText", { answered: String(answered) }),
      columns: AGREEMENT_PARTS.map((part) => t(`holdouts_${part}`)),
      rows: [
        ...methods.map(({ method, ...hits }) => ({
          label: t(`holdoutMethod_${method}`),
          cells: AGREEMENT_PARTS.map((part) => shareText(hits[part])),
        })),
        {
          label: t("holdoutChance"),
          cells: AGREEMENT_PARTS.map((part) => t("percent", { share: percentText(chance[part]) })),
        },
      ],
    });
  }
  return tables;
}

function percentText(share: number): string {
  return figureText(100 * share, 0);
}

function shareText(
  found: { readonly share: number; readonly low: number; readonly high: number } | null,
): string {
  const t = translator("causes");
  if (!found) return t("stripNone");
  return t("percentInterval", {
    share: percentText(found.share),
    interval: intervalText(100 * found.low, 100 * found.high, 0),
  });
}

/** A table for each pair of cohorts. */
export function stripTables(words: CauseWords): StripTable[] {
  const t = translator("causes");
  return words.result.pairs.map(({ from, to, strip }, place) => ({
    id: stripId(place),
    title: t("stripTitle", { from, to }),
    analyses: strip.map(({ analysis }) => analysisName(analysis)),
    rows: (strip[0]?.signs ?? []).map(({ number }, at) => ({
      label: words.label(number),
      cells: strip.map(({ signs }) => {
        const sign = signs[at]?.sign ?? null;
        if (sign === null) return t("stripNone");
        return sign === 0 ? t("stripNo") : t(sign > 0 ? "stripHigher" : "stripLower");
      }),
    })),
  }));
}

function gapChart(
  words: CauseWords,
  id: string,
  title: string,
  { from, to }: Between,
  rows: GapChartData["rows"],
): GapChartData {
  const t = translator("causes");
  const { study } = words.report;
  return {
    ...{ id, title, rows, axisLabel: t("gapAxis"), lowest: null, highest: null },
    average: { value: 0, label: t("noGap") },
    series: [{ number: 1, name: t("gapSeries", { from, to }), size: "" }],
    readingTitle: t("gapReading"),
    badge: study.origin === "synthetic" ? translator("common")("synthetic") : null,
    caption: [],
  };
}

function chartRow(
  key: string,
  label: string,
  plain: Pick<ToldCause, "gap" | "low" | "high">,
  footing?: { readonly gap: number; readonly low: number; readonly high: number },
): GapChartData["rows"][number] {
  const t = translator("causes");
  const mark = ({ gap, low, high }: Pick<ToldCause, "gap" | "low" | "high">) =>
    gap === null ? null : { value: gap, low, high };
  const reading = ({ gap, low, high }: Pick<ToldCause, "gap" | "low" | "high">) =>
    gap === null
      ? ""
      : `${signedText(gap, DECIMALS)} [${figureText(low ?? 0, DECIMALS)}, ${figureText(high ?? 0, DECIMALS)}]`;
  return {
    ...{ key, label, emphasis: true, verdict: null, note: "" },
    marks: [mark(plain), ...(footing ? [mark(footing)] : [])],
    reading: reading(footing ?? plain),
    details: [
      ...(footing ? [`${t("footingPlain")}: ${reading(plain)}`] : [reading(plain)]),
      ...(footing ? [`${t("footingOne")}: ${reading(footing)}`] : []),
    ],
  };
}

/** The id of the figure that shows a reason. */
export function figureOf(
  key: CauseReason["key"],
  number: number,
  other: number | null,
  place: number,
): string | null {
  if (key === "decisiveness" || key === "one-footing" || key === "agreement") return noiseId(place);
  if (key === "strip") return stripId(place);
  if (other === null) return null;
  const numbers = [number, other].sort((one, two) => one - two) as [number, number];
  return pairId({ numbers }, place);
}

/** What an analysis of the strip is called; one that has no words keeps its own name. */
function analysisName(analysis: string): string {
  const t = translator("causes");
  if (analysis === "counts") return t("analysis_counts");
  if (analysis === "hb") return t("analysis_hb");
  const likelihood = likelihoodNames.find((name) => analysis === `logit ${name}`);
  return likelihood ? t("analysis_logit", { likelihood }) : analysis;
}

/** The id of a pair's figure. */
export function pairId({ numbers }: Pick<ToldPair, "numbers">, place: number): string {
  return `causes-pair-${place + 1}-${numbers.join("-")}`;
}

function noiseId(place: number): string {
  return `causes-noise-${place + 1}`;
}

function stripId(place: number): string {
  return `causes-strip-${place + 1}`;
}
