import type { RevisionExercise } from "@/db/queries/revision-exercises";
import type { StudyOrigin } from "@/db/schema/study-content";
import type { Causes, ToldCause, ToldPair } from "@/lib/analysis/methods/causes";
import { translator } from "@/lib/i18n/translator";
import { figureText, signedText } from "../../figure-text";
import type { ReportCauses } from "./read-report-causes";

/** Decimals of a logit. */
export const DECIMALS = 2;

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

/** Two cohorts and what was told of them. */
export type Between = Causes["pairs"][number];

/** The words that cards, table, sentences and figures of causes have in common. */
export class CauseWords {
  readonly #t = translator("causes");
  readonly #labels: ReadonlyMap<number, string>;

  constructor(
    readonly report: CausesReport,
    readonly result: Causes,
  ) {
    const exercise = report.exercises.find(({ key }) => key === report.exercise);
    this.#labels = new Map(exercise?.items.map(({ number, label }) => [number, label]));
  }

  label(number: number): string {
    return this.#labels.get(number) ?? String(number);
  }

  verdict({ verdict }: ToldCause): string {
    return translator("report")(`verdict_${verdict}`);
  }

  pairName({ numbers: [one, other] }: Pick<ToldPair, "numbers">): string {
    return `${this.label(one)} / ${this.label(other)}`;
  }

  /** What is told of an item between two cohorts. */
  cause(number: number, { from, to }: Between): ToldCause | undefined {
    return this.result.causes.find(
      (told) => told.number === number && told.from === from && told.to === to,
    );
  }

  /** Which pair of cohorts it is, from 0. */
  place(from: string, to: string): number {
    return this.result.pairs.findIndex((pair) => pair.from === from && pair.to === to);
  }

  /** Whether a pair trades places, and what is left of the gap where the two are taken as one. */
  pairSentence({ numbers: [one, other], trades, isWithin, isBeyond, merged }: ToldPair): string {
    const values = {
      ...{ one: this.label(one), other: this.label(other) },
      gap: signedText(merged.gap, DECIMALS),
      interval: intervalText(merged.low, merged.high),
      margin: figureText(this.result.mergedMargin, DECIMALS),
    };
    if (!trades) return this.#t("pairTradesNot", values);
    if (isWithin) return this.#t("pairTrades", values);
    return this.#t(isBeyond ? "pairTradesBeyond" : "pairTradesUnsure", values);
  }

  /** What a pair that trades places looks like: empty where its items' cause does not say so. */
  pairEnding(cause: ToldCause["cause"], kind: ToldPair["kind"]): string {
    if (cause === "vocabulary") return this.#t("cardVocabulary");
    if (cause !== "substitution") return "";
    return this.#t(kind === "synonym" ? "cardSynonymUnsigned" : "cardSubstitution");
  }
}

export function intervalText(low: number, high: number, decimals = DECIMALS): string {
  return translator("causes")("interval", {
    low: figureText(low, decimals),
    high: figureText(high, decimals),
  });
}
