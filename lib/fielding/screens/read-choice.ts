import type {
  MultipleQuestion,
  OptionsQuestion,
  RankedQuestion,
  SingleQuestion,
} from "@/db/schema/study-content";
import { type StoredAnswer, writeChosen } from "@/lib/questionnaire/stored-answer";
import type { Refuse } from "../interview/schema";

/** What is typed beside "other, please say": a few words. */
export const MAX_OTHER_TEXT = 200;

/** The field of an option's rank. */
export function rankField(id: string): string {
  return `rank-${id}`;
}

/** The chosen ids with the text beside "other": needed when it is chosen, refused when it is not. */
export function withOther(
  { options }: OptionsQuestion,
  form: Record<string, unknown>,
  chosen: readonly string[],
  refuse: Refuse,
): StoredAnswer | null {
  const other = options.find((option) => option.other);
  const text = String(form.other ?? "");
  const isChosen = other !== undefined && chosen.includes(other.id);
  if (text.length > MAX_OTHER_TEXT) refuse("other", "tooLong", { maximum: MAX_OTHER_TEXT });
  else if (isChosen && text === "") refuse("other", "otherMissing");
  else if (other && !isChosen && text !== "") {
    refuse("other", "otherNotChosen", { option: other.label });
  }
  if (chosen.length === 0) return null;
  return { value: writeChosen(chosen), otherText: isChosen ? text : null };
}

export function readSingle(
  question: SingleQuestion,
  { answer }: Record<string, unknown>,
  refuse: Refuse,
): string[] {
  if (answer === undefined) {
    if (question.required || question.namesCohort) refuse("answer", "chooseAnswer");
    return [];
  }
  const chosen = question.options.find((option) => option.id === answer);
  if (!chosen) refuse("answer", "notOffered");
  return chosen ? [chosen.id] : [];
}

export function readMultiple(
  question: MultipleQuestion,
  form: Record<string, unknown>,
  refuse: Refuse,
): string[] {
  const sent = (form.answer ?? []) as readonly string[];
  // In the question's order, whichever order it was shown in.
  const chosen = question.options.filter((option) => sent.includes(option.id));
  const exclusive = chosen.find((option) => option.exclusive);
  if (chosen.length !== sent.length) refuse("answer", "notOffered");
  else if (chosen.length === 0 && question.required) refuse("answer", "chooseSome");
  else if (exclusive && chosen.length > 1) {
    refuse("answer", "exclusiveWithOthers", { option: exclusive.label });
  }
  return chosen.map((option) => option.id);
}

export function readRanked(
  question: RankedQuestion,
  form: Record<string, unknown>,
  refuse: Refuse,
): string[] {
  const { options, topN, required } = question;
  const ranked: string[] = [];
  let isReadable = true;
  for (const option of options) {
    const field = rankField(option.id);
    const text = String(form[field] ?? "");
    if (text === "") continue;
    const rank = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
    if (rank < 1 || rank > topN) {
      refuse(field, "rankNotOffered", { last: topN });
      isReadable = false;
    } else if (ranked[rank - 1] !== undefined) {
      const label = options.find(({ id }) => id === ranked[rank - 1])?.label ?? "";
      refuse(field, "rankTwice", { rank, option: label });
      isReadable = false;
    } else ranked[rank - 1] = option.id;
  }
  if (!isReadable) return [];
  const given = ranked.filter((id) => id !== undefined);
  if (required && given.length < topN) {
    refuse("ranks", "ranksMissing", { needed: topN, given: given.length });
  } else if (given.length < ranked.length) {
    refuse("ranks", "rankGap", { missing: Array.from(ranked).indexOf(undefined as never) + 1 });
  }
  return given;
}
