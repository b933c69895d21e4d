import type { OptionsQuestion } from "@/db/schema/study-content";

/** An answer to one question as it is stored: see question_answer in db/schema/fielding.ts. */
export interface StoredAnswer {
  readonly value: string;
  /** What was typed beside "other, please say"; null where nothing was. */
  readonly otherText: string | null;
}

/** Answers by the key of their question's screen. */
export type StoredAnswers = ReadonlyMap<string, StoredAnswer>;

const PARTED = ";";

/** Several options as one value, in the order given. */
export function writeChosen(ids: readonly string[]): string {
  return ids.join(PARTED);
}

/** The option ids of an answer to choose or to rank, in stored order. */
export function readChosen(value: string): string[] {
  return value.split(PARTED);
}

/** Amounts over a question's own options as one value, in the question's order. */
export function writeAmounts(amounts: ReadonlyMap<string, number>): string {
  return [...amounts].map(([id, amount]) => `${id}=${amount}`).join(PARTED);
}

/** The amounts of an answer by option id. @throws Error for a value that is none */
export function readAmounts(value: string): Map<string, number> {
  return new Map(
    value.split(PARTED).map((part) => {
      const [id, amount] = part.split("=");
      if (amount === undefined || !/^\d+$/.test(amount)) throw new Error(`No amount in “${part}”.`);
      return [id, Number(amount)];
    }),
  );
}

/** The ids that an answer chose, whatever kind of choice the question is; all for points. */
export function chosenOptions(question: OptionsQuestion, value: string): string[] {
  switch (question.type) {
    case "single":
      return [value];
    case "multiple":
    case "ranked":
      return readChosen(value);
    case "constant-sum":
    case "percentage":
      return [...readAmounts(value)].flatMap(([id, amount]) => (amount > 0 ? [id] : []));
  }
}
