import type { QuestionSettings } from "@/db/schema/study-content";
import type { AnswerCondition, Conditions } from "./question-type";

type Kind = "number" | "date";
type Bounded<K extends Kind> = Extract<AnswerCondition, { kind: K }>;
type Bound<K extends Kind> = Bounded<K>["value"];

/** Conditions on an answer that has an order: at least, or at most, a value. ISO dates have one too. */
export function bounded<K extends Kind, Question extends QuestionSettings>(
  kind: K,
  limitsOf: (question: Question) => readonly [least: Bound<K> | null, most: Bound<K> | null],
): Conditions<Question, Bound<K>> {
  const isOfKind = (condition: AnswerCondition): condition is Bounded<K> => condition.kind === kind;
  return {
    targets: () => [{ row: null, label: "", kind, options: [] }],
    meets: (_, value, condition) => isOfKind(condition) && isWithin(value, condition),
    canMeet(question, conditions) {
      if (!conditions.every(isOfKind)) return false;
      return canBeWithin(limitsOf(question), conditions);
    },
    fault: (_, condition) => (isOfKind(condition) ? null : "unusable"),
  };
}

type Side = { readonly is: "at-least" | "at-most"; readonly value: number | string };

/** Whether a value is on the side that a condition asks for. */
export function isWithin(value: number | string, { is, value: bound }: Side): boolean {
  return is === "at-least" ? value >= bound : value <= bound;
}

/** Whether some value lies within limits (null for none) and on all of these sides. */
export function canBeWithin(
  [lowest, highest]: readonly [number | string | null, number | string | null],
  sides: readonly Side[],
): boolean {
  let [least, most] = [lowest, highest];
  for (const { is, value } of sides) {
    if (is === "at-least") least = least === null || value > least ? value : least;
    else most = most === null || value < most ? value : most;
  }
  return least === null || most === null || least <= most;
}
