import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { StudyOrigin } from "@/db/schema/study-content";
import type { Causes, ToldCause, ToldPair } from "@/lib/analysis/methods/causes";
import type { GapChartData } from "@/lib/charts/gap-chart-data";
import { translator } from "@/lib/i18n/translator";
import type { CauseReason } from "@/lib/maxdiff/causes/judge-causes";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { figureText, signedText } from "../../figure-text";
import type { ReportCauses } from "./read-report-causes";

/** Decimals of a logit. */
const DECIMALS = 2;
/** As many findings open the report; the rest is the table. */
const MAX_CARDS = 5;

/** What of a report its causes are told by. */
export interface CausesReport {
  readonly study: { readonly name: string; readonly origin: StudyOrigin };
  /** The key of the exercise that is reported, one of these. */
  readonly exercise: string | null;
  readonly exercises: readonly RevisionExercise[];
  readonly causes: ReportCauses | null;
}

/** A text, and the figure on the page that shows it. */
export interface LinkedText {
  readonly text: string;
  /** The id of an element of the page. */
  readonly to: string | null;
}

/** One finding: what it is about, what is told, and why. */
export interface FindingCard {
  readonly key: string;
  readonly title: string;
  readonly verdict: string;
  /** Null where no gap is told. */
  readonly cause: string | null;
  readonly sentence: string;
  readonly why: LinkedText | null;
  /** Numbers of the items whose gap is drawn small. */
  readonly items: readonly number[];
}

/** One line of the table of causes. */
export interface CauseLine {
  readonly key: string;
  readonly label: string;
  /** Empty where a report has two cohorts. */
  readonly cohorts: string;
  readonly gap: string;
  readonly interval: string;
  readonly isDifferent: boolean;
  readonly cause: string;
  readonly sure: string;
  readonly reasons: readonly LinkedText[];
}

/** What the report says of causes, as plain data. */
export interface CausesContent {
  readonly cards: readonly FindingCard[];
  readonly lines: readonly CauseLine[];
  /** A sentence for each pair that was decided about. */
  readonly findings: readonly string[];
  readonly exploratory: readonly string[];
  readonly notTested: readonly string[];
  readonly warning: string | null;
  readonly pairs: readonly { readonly chart: GapChartData; readonly text: string }[];
  readonly noise: readonly {
    readonly chart: GapChartData | null;
    readonly text: string;
    readonly id: string;
  }[];
  readonly strips: readonly StripTable[];
}

/** Which analyses find a difference, item by item. */
export interface StripTable {
  readonly id: string;
  readonly title: string;
  readonly analyses: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

type Between = Causes["pairs"][number];

/** The table of causes of a report in words, with the cards that open it. */
export function causesContent(report: CausesReport, result: Causes): CausesContent {
  const words = new CauseWords(report, result);
  return {
    cards: words.cards(),
    lines: words.lines(),
    findings: words.findings(),
    exploratory: words.exploratory(),
    notTested: result.notAsked.map((name) => translator("causes")(`notAsked_${name}`)),
    warning: words.warning(),
    pairs: words.pairFigures(),
    noise: words.noise(),
    strips: words.strips(),
  };
}

/** How firmly a cause is told: by every test, with one that could not decide, or not at all. */
export function howSure({ cause, reasons, with: other }: ToldCause): "firm" | "reserve" | "none" {
  if (cause === null || cause === "cannot-tell") return "none";
  // Repeated tasks would have to agree.
  if (cause === "answer-noise") return "reserve";
  const alike = reasons.some(
    (reason) => reason.key === "decisiveness" && reason.verdict === "alike",
  );
  const isSigned = reasons.some((reason) => reason.key === "co-appearance" && reason.isLow);
  return alike && (other === null || isSigned) ? "firm" : "reserve";
}

/** The reasons of a cause in words, one a figure. */
export function reasonTexts(
  told: ToldCause,
  labelOf: (number: number) => string,
): { readonly key: CauseReason["key"]; readonly text: string; readonly other: number | null }[] {
  const t = translator("causes");
  const interval = ({ low, high }: { low: number; high: number }) => intervalText(low, high);
  type Said = ReturnType<typeof reasonTexts>[number];
  return told.reasons.map((reason): Said => {
    const said = (text: string, other: number | null = null) => ({ key: reason.key, text, other });
    switch (reason.key) {
      case "decisiveness":
        return said(
          t("reason_decisiveness", {
            ...{ from: told.from, to: told.to, ratio: figureText(reason.ratio, DECIMALS) },
            verdict: t(`verdict_${reason.verdict}`),
          }),
        );
      case "one-footing":
        return said(
          t("reason_one-footing", {
            gap: signedText(reason.gap, DECIMALS),
            interval: interval(reason),
          }),
        );
      case "merged-gap":
        return said(
          t("reason_merged-gap", {
            other: labelOf(reason.with),
            gap: signedText(reason.gap, DECIMALS),
            interval: interval(reason),
            margin: figureText(reason.margin, DECIMALS),
          }),
          reason.with,
        );
      case "co-appearance":
        return said(
          t("reason_co-appearance", {
            other: labelOf(reason.with),
            isLow: String(reason.isLow),
            z: figureText(reason.z, 1),
          }),
          reason.with,
        );
      case "needed":
        return said(
          t("reason_needed", {
            from: String(Math.round(100 * reason.from)),
            to: String(Math.round(100 * reason.to)),
          }),
        );
      default:
        return said(t("reason_strip", { holds: String(reason.holds), of: String(reason.of) }));
    }
  });
}

class CauseWords {
  readonly #t = translator("causes");
  readonly #labels: ReadonlyMap<number, string>;

  constructor(
    readonly report: CausesReport,
    readonly result: Causes,
  ) {
    const exercise = report.exercises.find(({ key }) => key === report.exercise);
    this.#labels = new Map(exercise?.items.map(({ number, label }) => [number, label]));
  }

  lines(): CauseLine[] {
    const t = this.#t;
    return this.result.causes
      .toSorted((one, other) => Math.abs(other.gap ?? 0) - Math.abs(one.gap ?? 0))
      .map((told): CauseLine => {
        const place = this.#place(told.from, told.to);
        const swap = this.result.pairs[place]?.exploratory.find(({ numbers }) =>
          numbers.includes(told.number),
        );
        return {
          key: `${told.number} ${place}`,
          label: this.#label(told.number),
          cohorts:
            this.result.pairs.length > 1 ? t("cohorts", { from: told.from, to: told.to }) : "",
          gap: told.gap === null ? "" : signedText(told.gap, DECIMALS),
          interval:
            told.low === null || told.high === null ? "" : intervalText(told.low, told.high),
          isDifferent: told.verdict === "different",
          cause: told.cause === null ? this.#verdict(told) : t(`cause_${told.cause}`),
          sure:
            told.cause === null
              ? t("noCause")
              : `${this.#verdict(told)}; ${t(`sure_${howSure(told)}`)}`,
          reasons: [
            ...reasonTexts(told, (number) => this.#label(number)).map(({ key, text, other }) => ({
              text,
              to: this.#figureOf(key, told.number, other, place),
            })),
            ...(swap
              ? [
                  {
                    text: t("exploratory", { pair: this.#pairName(swap) }),
                    to: "causes-exploratory",
                  },
                ]
              : []),
          ],
        };
      });
  }

  /** The most important first: pairs that are one idea told once, gaps by their size, then what is not told. */
  cards(): FindingCard[] {
    const t = this.#t;
    const told = this.result.causes.filter(({ cause }) => cause !== null);
    const done = new Set<string>();
    const findings = told
      .toSorted(
        (one, other) =>
          Number(one.cause === "cannot-tell") - Number(other.cause === "cannot-tell") ||
          Math.abs(other.gap ?? 0) - Math.abs(one.gap ?? 0),
      )
      .flatMap((cause): FindingCard[] => {
        const place = this.#place(cause.from, cause.to);
        const key = [place, ...[cause.number, cause.with ?? 0].sort((a, b) => a - b)].join(" ");
        if (done.has(key)) return [];
        done.add(key);
        return [{ key, ...this.#card(cause, place) }];
      });
    const rest = (["same", "cannot tell"] as const).flatMap((verdict): FindingCard[] => {
      const of = this.result.causes.filter((cause) => cause.verdict === verdict);
      if (of.length === 0) return [];
      const values = { count: of.length, margin: figureText(this.result.margin, DECIMALS) };
      return [
        {
          key: verdict,
          title: t(verdict === "same" ? "cardSameTitle" : "cardOpenTitle"),
          verdict: translator("report")(`verdict_${verdict}`),
          cause: null,
          sentence: verdict === "same" ? t("cardSame", values) : t("cardOpen", values),
          why: { text: t("cardWhy"), to: "causes" },
          items: [],
        },
      ];
    });
    return [...findings, ...rest].slice(0, MAX_CARDS);
  }

  #card(told: ToldCause, place: number): Omit<FindingCard, "key"> {
    const t = this.#t;
    const { number, cause, with: other, from, to } = told;
    const between = this.result.pairs[place];
    const pair = between?.named.find(
      ({ numbers }) => other !== null && numbers.includes(number) && numbers.includes(other),
    );
    const common = {
      verdict: this.#verdict(told),
      cause: t(`cause_${cause ?? "cannot-tell"}`),
    };
    if (pair && between) {
      const ending =
        cause === "vocabulary"
          ? t("cardVocabulary")
          : cause === "substitution"
            ? t(pair.kind === "synonym" ? "cardSynonymUnsigned" : "cardSubstitution")
            : "";
      return {
        ...common,
        title: this.#pairName(pair),
        sentence: [this.#pairSentence(pair), ending].filter(Boolean).join(" "),
        why: { text: t("cardWhy"), to: pairId(pair, place) },
        items: pair.numbers,
      };
    }
    const values = {
      ...{ from, to, item: this.#label(number) },
      direction: (told.gap ?? 0) > 0 ? "up" : "down",
      gap: signedText(told.gap ?? 0, DECIMALS),
      interval: intervalText(told.low ?? 0, told.high ?? 0),
    };
    const sentence =
      cause === "priority"
        ? t("cardPriority", values)
        : cause === "answer-noise"
          ? t("cardNoise", values)
          : cause === "table-stakes"
            ? t("cardTable-stakes", values)
            : t("cardCannotTell", values);
    const [first] = told.reasons.slice(-1);
    return {
      ...common,
      title: this.#label(number),
      sentence,
      why: {
        text: t("cardWhy"),
        to: first ? this.#figureOf(first.key, number, other, place) : "causes",
      },
      items: [number],
    };
  }

  findings(): string[] {
    const t = this.#t;
    const many = this.result.pairs.length > 1;
    const named = this.result.pairs.flatMap((between) =>
      between.named.map((pair) => {
        const sentence = [this.#pairSentence(pair), this.#pairEnding(pair, between)]
          .filter(Boolean)
          .join(" ");
        const { from, to } = between;
        return many ? t("pairBetween", { from, to, sentence }) : sentence;
      }),
    );
    const dismissed = (this.report.causes?.pairs ?? [])
      .filter(({ decision }) => decision === "dismissed")
      .map(({ items: [one, other], reason }) =>
        t("dismissed", { one: this.#label(one), other: this.#label(other), reason }),
      );
    return named.length > 0 ? [...named, ...dismissed] : [t("findingsNone"), ...dismissed];
  }

  exploratory(): string[] {
    return this.result.pairs.flatMap(({ exploratory }) =>
      exploratory.map((pair) =>
        this.#t("exploratoryFinding", { sentence: this.#pairSentence(pair) }),
      ),
    );
  }

  warning(): string | null {
    const unsettled = this.result.cohorts.filter(({ converged }) => !converged);
    if (unsettled.length === 0) return null;
    return this.#t("unconverged", {
      cohorts: unsettled.map(({ name }) => name).join(", "),
      rhat: Math.max(...unsettled.map(({ rhatMax }) => rhatMax)).toFixed(3),
    });
  }

  /** Merged gap, exchange and how the two fare side by side, in one figure a pair. */
  pairFigures(): CausesContent["pairs"] {
    const t = this.#t;
    return this.result.pairs.flatMap((between, place) =>
      [...between.named, ...between.exploratory].map((pair) => {
        const [one, other] = pair.numbers.map((number) => this.#cause(number, between));
        const { from, to } = between;
        const title = t("pairChartTitle", {
          ...{ one: this.#label(pair.numbers[0]), other: this.#label(pair.numbers[1]), from, to },
        });
        return {
          chart: this.#gapChart(pairId(pair, place), title, between, [
            ...[one, other].flatMap((cause) =>
              cause ? [this.#chartRow(String(cause.number), this.#label(cause.number), cause)] : [],
            ),
            this.#chartRow("one", t("pairAsOne"), pair.merged),
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

  noise(): CausesContent["noise"] {
    const t = this.#t;
    return this.result.pairs.map((between, place) => {
      const { from, to, decisiveness } = between;
      const text = t("noiseText", {
        ...{ from, to, ratio: figureText(decisiveness.ratio, DECIMALS) },
        interval: intervalText(decisiveness.low, decisiveness.high),
        verdict: t(`verdict_${decisiveness.verdict}`),
      });
      const rows = this.result.causes.flatMap((told) => {
        const footing = told.reasons.find((reason) => reason.key === "one-footing");
        if (told.from !== from || told.to !== to || footing?.key !== "one-footing") return [];
        return [this.#chartRow(String(told.number), this.#label(told.number), told, footing)];
      });
      const title = t("noiseChartTitle", { from, to });
      const id = noiseId(place);
      if (rows.length === 0) return { id, text, chart: null };
      const chart = this.#gapChart(`${id}-chart`, title, between, rows);
      const series = [
        { number: 1, name: t("footingPlain"), size: "" },
        { number: 2, name: t("footingOne"), size: "" },
      ];
      return { id, text, chart: { ...chart, series } };
    });
  }

  strips(): StripTable[] {
    const t = this.#t;
    return this.result.pairs.map(({ from, to, strip }, place) => ({
      id: stripId(place),
      title: t("stripTitle", { from, to }),
      analyses: strip.map(({ analysis }) => analysisName(analysis)),
      rows: (strip[0]?.signs ?? []).map(({ number }, at) => ({
        label: this.#label(number),
        cells: strip.map(({ signs }) => {
          const sign = signs[at]?.sign ?? null;
          if (sign === null) return t("stripNone");
          return sign === 0 ? t("stripNo") : t(sign > 0 ? "stripHigher" : "stripLower");
        }),
      })),
    }));
  }

  #pairSentence({ numbers: [one, other], trades, isWithin, isBeyond, merged }: ToldPair): string {
    const values = {
      ...{ one: this.#label(one), other: this.#label(other) },
      gap: signedText(merged.gap, DECIMALS),
      interval: intervalText(merged.low, merged.high),
      margin: figureText(this.result.mergedMargin, DECIMALS),
    };
    if (!trades) return this.#t("pairTradesNot", values);
    if (isWithin) return this.#t("pairTrades", values);
    return this.#t(isBeyond ? "pairTradesBeyond" : "pairTradesUnsure", values);
  }

  /** What a pair that trades places looks like; only where the items' cause says so too. */
  #pairEnding({ numbers, kind }: ToldPair, between: Between): string {
    const cause = this.#cause(numbers[0], between)?.cause;
    if (cause === "vocabulary") return this.#t("cardVocabulary");
    if (cause !== "substitution") return "";
    return this.#t(kind === "synonym" ? "cardSynonymUnsigned" : "cardSubstitution");
  }

  #gapChart(
    id: string,
    title: string,
    { from, to }: Between,
    rows: GapChartData["rows"],
  ): GapChartData {
    const t = this.#t;
    const { study } = this.report;
    return {
      ...{ id, title, rows, axisLabel: t("gapAxis"), lowest: null, highest: null },
      average: { value: 0, label: t("noGap") },
      series: [{ number: 1, name: t("gapSeries", { from, to }), size: "" }],
      readingTitle: t("gapReading"),
      badge: study.origin === "synthetic" ? translator("common")("synthetic") : null,
      caption: [],
    };
  }

  #chartRow(
    key: string,
    label: string,
    plain: Pick<ToldCause, "gap" | "low" | "high">,
    footing?: { readonly gap: number; readonly low: number; readonly high: number },
  ): GapChartData["rows"][number] {
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
        ...(footing ? [`${this.#t("footingPlain")}: ${reading(plain)}`] : [reading(plain)]),
        ...(footing ? [`${this.#t("footingOne")}: ${reading(footing)}`] : []),
      ],
    };
  }

  #figureOf(
    key: CauseReason["key"],
    number: number,
    other: number | null,
    place: number,
  ): string | null {
    if (key === "decisiveness" || key === "one-footing") return noiseId(place);
    if (key === "strip") return stripId(place);
    if (other === null) return null;
    const numbers = [number, other].sort((one, two) => one - two) as [number, number];
    return pairId({ numbers }, place);
  }

  #cause(number: number, { from, to }: Between): ToldCause | undefined {
    return this.result.causes.find(
      (told) => told.number === number && told.from === from && told.to === to,
    );
  }

  #place(from: string, to: string): number {
    return this.result.pairs.findIndex((pair) => pair.from === from && pair.to === to);
  }

  #pairName({ numbers: [one, other] }: Pick<ToldPair, "numbers">): string {
    return `${this.#label(one)} / ${this.#label(other)}`;
  }

  #verdict({ verdict }: ToldCause): string {
    return translator("report")(`verdict_${verdict}`);
  }

  #label(number: number): string {
    return this.#labels.get(number) ?? String(number);
  }
}

/** What an analysis of the strip is called; one that has no words keeps its own name. */
function analysisName(analysis: string): string {
  const t = translator("causes");
  if (analysis === "counts") return t("analysis_counts");
  if (analysis === "hb") return t("analysis_hb");
  const likelihood = likelihoodNames.find((name) => analysis === `logit ${name}`);
  return likelihood ? t("analysis_logit", { likelihood }) : analysis;
}

function pairId({ numbers }: Pick<ToldPair, "numbers">, place: number): string {
  return `causes-pair-${place + 1}-${numbers.join("-")}`;
}

function noiseId(place: number): string {
  return `causes-noise-${place + 1}`;
}

function stripId(place: number): string {
  return `causes-strip-${place + 1}`;
}

function intervalText(low: number, high: number): string {
  return translator("causes")("interval", {
    low: figureText(low, DECIMALS),
    high: figureText(high, DECIMALS),
  });
}
