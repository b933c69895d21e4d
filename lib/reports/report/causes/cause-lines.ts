import { translator } from "@/lib/i18n/translator";
import { signedText } from "../../figure-text";
import { figureOf } from "./cause-figures";
import { howSure, reasonTexts } from "./cause-reasons";
import { type CauseWords, DECIMALS, intervalText, type LinkedText } from "./cause-words";

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

/** The table of causes, the largest gap first. */
export function causeLines(words: CauseWords): CauseLine[] {
  const t = translator("causes");
  return words.result.causes
    .toSorted((one, other) => Math.abs(other.gap ?? 0) - Math.abs(one.gap ?? 0))
    .map((told): CauseLine => {
      const place = words.place(told.from, told.to);
      const swap = words.result.pairs[place]?.exploratory.find(({ numbers }) =>
        numbers.includes(told.number),
      );
      return {
        key: `${told.number} ${place}`,
        label: words.label(told.number),
        cohorts:
          words.result.pairs.length > 1 ? t("cohorts", { from: told.from, to: told.to }) : "",
        gap: told.gap === null ? "" : signedText(told.gap, DECIMALS),
        interval: told.low === null || told.high === null ? "" : intervalText(told.low, told.high),
        isDifferent: told.verdict === "different",
        cause: told.cause === null ? words.verdict(told) : t(`cause_${told.cause}`),
        sure:
          told.cause === null
            ? t("noCause")
            : `${words.verdict(told)}; ${t(`sure_${howSure(told)}`)}`,
        reasons: [
          ...reasonTexts(told, (number) => words.label(number)).map(({ key, text, other }) => ({
            text,
            to: figureOf(key, told.number, other, place),
          })),
          ...(swap
            ? [
                {
                  text: t("exploratory", { pair: words.pairName(swap) }),
                  to: "causes-exploratory",
                },
              ]
            : []),
        ],
      };
    });
}
