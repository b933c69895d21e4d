import { z } from "zod";
import type { QuestionOptions } from "@/db/schema/study-content";
import { drawOptions, fewOptions, onOptions, optionIds, optionParts, withOther } from "./choosing";
import type { QuestionTypeOf, Refuse, SentFields } from "./question-type";

/** The first `topN` of the options, in order. */
export interface RankedQuestion extends QuestionOptions {
  type: "ranked";
  topN: number;
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    ranked: RankedQuestion;
  }
}

const chosen = (_: RankedQuestion, value: readonly string[]) => value;

/** The first of the options in order, stored as their ids, the first place first. */
export const ranked: QuestionTypeOf<RankedQuestion, readonly string[]> = {
  marks: ["other"],
  ownSettings: () => ({ topN: z.number().int().min(1).max(20) }),
  blank: { topN: 3 },
  ownFields: { topN: { kind: "whole", least: 1 } },
  impossible({ topN, options: { length } = [] }) {
    const isTooHigh = topN > length && length > 0;
    return isTooHigh ? [{ path: "topN", key: "tooHigh", values: { maximum: length } }] : [];
  },
  gateFaults(question) {
    const { topN, options } = question;
    const few = fewOptions(question);
    if (few.length > 0 || topN <= options.length) return few;
    return [{ code: "questionRanks", values: { ranks: topN, options: options.length } }];
  },
  ownTexts: () => [],
  fields: ({ options }, typed) =>
    Object.fromEntries(options.map(({ id }) => [rankField(id), typed.optional()])),
  read(question, form, { refuse }) {
    const ids = readRanks(question, form, refuse);
    return withOther(question, form, ids, ids, refuse);
  },
  fill: (_, value) =>
    Object.fromEntries(value.map((id, index) => [rankField(id), [String(index + 1)]])),
  stored: optionIds,
  conditions: onOptions(chosen, false),
  chosen,
  hasCells: false,
  piped: { text: (_, value, { list }) => list(value) },
  isOwnWords: false,
  columns: (key, { topN }) =>
    Array.from({ length: topN }, (_, place) => ({
      name: `${key}_${place + 1}`,
      value: ({ value }) => (value as readonly string[])[place] ?? "",
    })),
  figures: {
    measure: "ranked",
    parts: optionParts,
    of: ({ options }, value) => options.map(({ id }) => value.indexOf(id) + 1),
  },
  simulate: (question, random, weights) =>
    drawOptions(question, question.topN, random, weights).map((at) => question.options[at].id),
};

/** The field of an option's rank. */
function rankField(id: string): string {
  return `rank-${id}`;
}

function readRanks(
  { options, topN, required }: RankedQuestion,
  form: SentFields,
  refuse: Refuse,
): string[] {
  const ranks: string[] = [];
  let isReadable = true;
  for (const option of options) {
    const field = rankField(option.id);
    const text = String(form[field] ?? "");
    if (text === "") continue;
    const rank = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
    if (rank < 1 || rank > topN) {
      refuse(field, "rankNotOffered", { last: topN });
      isReadable = false;
    } else if (ranks[rank - 1] !== undefined) {
      const label = options.find(({ id }) => id === ranks[rank - 1])?.label ?? "";
      refuse(field, "rankTwice", { rank, option: label });
      isReadable = false;
    } else ranks[rank - 1] = option.id;
  }
  if (!isReadable) return [];
  const given = ranks.filter((id) => id !== undefined);
  if (required && given.length < topN) {
    refuse("ranks", "ranksMissing", { needed: topN, given: given.length });
  } else if (given.length < ranks.length) {
    refuse("ranks", "rankGap", { missing: Array.from(ranks).indexOf(undefined as never) + 1 });
  }
  return given;
}
