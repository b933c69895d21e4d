import type { z } from "zod";
import type { Outcome, QuestionOption, QuestionSettings } from "@/db/schema/study-content";
import { type InputIssue, InvalidInput } from "@/lib/errors";
import type { editedQuestion } from "./question-schema";

type Edited = z.output<typeof editedQuestion>;
type EditedOption = Extract<Edited, { type: "single" }>["options"][number];

/** An edited question as it is stored; what its type has no use for is left out. */
export function questionSettings(question: Edited, ids: readonly string[]): QuestionSettings {
  if (question.type === "number" || question.type === "text") return question;
  const options = question.options.map(({ leadsOut, ...option }, index) => {
    const outcome = leadsOut && isChosen(question.type) ? SCREENED_OUT : null;
    return storedOption(question, { ...option, id: ids[index], outcome });
  });
  const { optionOrder, ...rest } = question;
  const order = optionOrder === "random" ? { optionOrder } : {};
  return question.type === "single"
    ? { ...rest, type: "single", ...order, namesCohort: false, options }
    : ({ ...rest, ...order, options } as QuestionSettings);
}

const SCREENED_OUT: Outcome = { kind: "screened-out" };

function isChosen(type: Edited["type"]): boolean {
  return type === "single" || type === "multiple";
}

/** An option with what a question of its type and order has a use for. */
export function storedOption(
  { type, optionOrder }: Pick<Extract<Edited, { options: unknown }>, "type" | "optionOrder">,
  option: Omit<EditedOption, "leadsOut" | "id"> & { id: string; outcome: Outcome | null },
): QuestionOption {
  const { id, label, exclusive, other, pinned, outcome } = option;
  return {
    id,
    label,
    ...(exclusive && type === "multiple" ? { exclusive } : {}),
    ...(other && (isChosen(type) || type === "ranked") ? { other } : {}),
    ...(pinned && optionOrder === "random" ? { pinned } : {}),
    ...(outcome ? { outcome } : {}),
  };
}

/** Every option but the first that asks for a text: the form has one field for it. */
export function secondOthers(
  options: readonly Pick<EditedOption, "other">[],
  path: string,
): InputIssue[] {
  const others = options.flatMap(({ other }, index) => (other ? [index] : []));
  return others.slice(1).map((index) => ({ path: `${path}.${index}.other`, key: "oneOther" }));
}

/** @throws InvalidInput for what no respondent could answer */
export function refuseImpossible(question: Edited): void {
  const issues: InputIssue[] = [];
  if ("options" in question) {
    const { options } = question;
    issues.push(...secondOthers(options, "question.options"));
    if (question.type === "ranked" && question.topN > options.length && options.length > 0) {
      issues.push({ path: "question.topN", key: "tooHigh", values: { maximum: options.length } });
    }
  }
  if (question.type === "number") {
    const { minimum, maximum } = question;
    if (minimum !== null && maximum !== null && minimum > maximum) {
      issues.push({ path: "question.maximum", key: "tooLow", values: { minimum } });
    }
  }
  if (issues.length > 0) throw new InvalidInput(issues);
}
