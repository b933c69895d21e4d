import type { Causes } from "@/lib/analysis/methods/causes";
import { translator } from "@/lib/i18n/translator";
import {
  type ChecksTable,
  checksTables,
  type NoiseFigure,
  noiseFigures,
  type PairFigure,
  pairFigures,
  type StripTable,
  stripTables,
} from "./cause-figures";
import { type CauseLine, causeLines } from "./cause-lines";
import { type CausesReport, CauseWords } from "./cause-words";
import { type FindingCard, findingCards } from "./finding-cards";

/** What the report says of causes, as plain data. */
export interface CausesContent {
  readonly cards: readonly FindingCard[];
  readonly lines: readonly CauseLine[];
  /** A sentence for each pair that was decided about. */
  readonly findings: readonly string[];
  readonly exploratory: readonly string[];
  readonly notTested: readonly string[];
  readonly warning: string | null;
  readonly pairs: readonly PairFigure[];
  readonly noise: readonly NoiseFigure[];
  readonly checks: readonly ChecksTable[];
  readonly strips: readonly StripTable[];
}

/** The table of causes of a report in words, with the cards that open it. */
export function causesContent(report: CausesReport, result: Causes): CausesContent {
  const words = new CauseWords(report, result);
  return {
    cards: findingCards(words),
    lines: causeLines(words),
    findings: pairFindings(words),
    exploratory: exploratoryFindings(words),
    notTested: result.notAsked.map((name) => translator("causes")(`notAsked_${name}`)),
    warning: settlingWarning(words),
    pairs: pairFigures(words),
    noise: noiseFigures(words),
    checks: checksTables(words),
    strips: stripTables(words),
  };
}

/** A sentence for each pair that was decided about. */
function pairFindings(words: CauseWords): string[] {
  const t = translator("causes");
  const many = words.result.pairs.length > 1;
  const named = words.result.pairs.flatMap((between) =>
    between.named.map((pair) => {
      const sentence = [
        words.pairSentence(pair),
        words.pairEnding(words.cause(pair.numbers[0], between)?.cause ?? null, pair.kind),
      ]
        .filter(Boolean)
        .join(" ");
      const { from, to } = between;
      return many ? t("pairBetween", { from, to, sentence }) : sentence;
    }),
  );
  const dismissed = (words.report.causes?.pairs ?? [])
    .filter(({ decision }) => decision === "dismissed")
    .map(({ items: [one, other], reason }) =>
      t("dismissed", { one: words.label(one), other: words.label(other), reason }),
    );
  return named.length > 0 ? [...named, ...dismissed] : [t("findingsNone"), ...dismissed];
}

function exploratoryFindings(words: CauseWords): string[] {
  const t = translator("causes");
  return words.result.pairs.flatMap(({ exploratory }) =>
    exploratory.map((pair) => t("exploratoryFinding", { sentence: words.pairSentence(pair) })),
  );
}

/** What is to be said where the chains of a cohort have not settled. */
function settlingWarning({ result }: CauseWords): string | null {
  const t = translator("causes");
  const unsettled = result.cohorts.filter(({ converged }) => !converged);
  if (unsettled.length === 0) return null;
  return t("unconverged", {
    cohorts: unsettled.map(({ name }) => name).join(", "),
    rhat: Math.max(...unsettled.map(({ rhatMax }) => rhatMax)).toFixed(3),
  });
}
