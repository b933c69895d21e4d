import type { ToldCause } from "@/lib/analysis/methods/causes";
import { translator } from "@/lib/i18n/translator";
import { figureText, signedText } from "../../figure-text";
import { figureOf, pairId } from "./cause-figures";
import { type CauseWords, DECIMALS, intervalText, type LinkedText } from "./cause-words";

/** As many findings open the report; the rest is the table. */
const MAX_CARDS = 5;

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

/** The most important first: pairs that are one idea told once, gaps by their size, then what is not told. */
export function findingCards(words: CauseWords): FindingCard[] {
  const t = translator("causes");
  const told = words.result.causes.filter(({ cause }) => cause !== null);
  const done = new Set<string>();
  const findings = told
    .toSorted(
      (one, other) =>
        Number(one.cause === "cannot-tell") - Number(other.cause === "cannot-tell") ||
        Math.abs(other.gap ?? 0) - Math.abs(one.gap ?? 0),
    )
    .flatMap((cause): FindingCard[] => {
      const place = words.place(cause.from, cause.to);
      const key = [place, ...[cause.number, cause.with ?? 0].sort((a, b) => a - b)].join(" ");
      if (done.has(key)) return [];
      done.add(key);
      return [{ key, ...findingCard(words, cause, place) }];
    });
  const rest = (["same", "cannot tell"] as const).flatMap((verdict): FindingCard[] => {
    const of = words.result.causes.filter((cause) => cause.verdict === verdict);
    if (of.length === 0) return [];
    const values = { count: of.length, margin: figureText(words.result.margin, DECIMALS) };
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

function findingCard(words: CauseWords, told: ToldCause, place: number): Omit<FindingCard, "key"> {
  const t = translator("causes");
  const { number, cause, with: other, from, to } = told;
  const between = words.result.pairs[place];
  const pair = between?.named.find(
    ({ numbers }) => other !== null && numbers.includes(number) && numbers.includes(other),
  );
  const common = {
    verdict: words.verdict(told),
    cause: t(`cause_${cause ?? "cannot-tell"}`),
  };
  if (pair && between) {
    const ending = words.pairEnding(cause, pair.kind);
    return {
      ...common,
      title: words.pairName(pair),
      sentence: [words.pairSentence(pair), ending].filter(Boolean).join(" "),
      why: { text: t("cardWhy"), to: pairId(pair, place) },
      items: pair.numbers,
    };
  }
  const values = {
    ...{ from, to, item: words.label(number) },
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
    title: words.label(number),
    sentence,
    why: {
      text: t("cardWhy"),
      to: first ? figureOf(first.key, number, other, place) : "causes",
    },
    items: [number],
  };
}
