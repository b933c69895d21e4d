import type {
  Outcome,
  QuestionOption,
  QuestionSettings,
  QuestionType,
} from "@/db/schema/study-content";
import { type InputIssue, InvalidInput } from "@/lib/errors";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { EditedQuestion } from "./question-schema";

type EditedOption = Extract<EditedQuestion, { type: "single" }>["options"][number];

/** An edited question as it is stored; what its type has no use for is left out. */
export function questionSettings(
  question: EditedQuestion,
  ids: readonly string[],
): QuestionSettings {
  if (!("options" in question)) return question;
  const { options, optionOrder, ...rest } = question;
  const { marks, fixed } = typeOf(question);
  const stored = options.map(({ leadsOut, ...option }, index) => {
    const outcome = leadsOut && marks?.includes("leadsOut") ? SCREENED_OUT : null;
    return storedOption(question, { ...option, id: ids[index], outcome });
  });
  const order = optionOrder === "random" ? { optionOrder } : {};
  // The schema of its type has read it: with what is fixed, nothing is left to add.
  return { ...rest, ...order, ...fixed, options: stored } as QuestionSettings;
}

const SCREENED_OUT: Outcome = { kind: "screened-out" };

/** An option with what a question of its type and order has a use for. */
export function storedOption(
  { type, optionOrder }: { type: QuestionType; optionOrder: "fixed" | "random" },
  option: Omit<EditedOption, "leadsOut" | "id"> & { id: string; outcome: Outcome | null },
): QuestionOption {
  const { id, label, exclusive, other, pinned, outcome } = option;
  const { marks } = typeOf({ type });
  return {
    id,
    label,
    ...(exclusive && marks?.includes("exclusive") ? { exclusive } : {}),
    ...(other && marks?.includes("other") ? { other } : {}),
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
export function refuseImpossible(question: EditedQuestion): void {
  const issues: InputIssue[] = [];
  if ("options" in question) issues.push(...secondOthers(question.options, "question.options"));
  for (const issue of typeOf(question).impossible(question)) {
    issues.push({ ...issue, path: `question.${issue.path}` });
  }
  if (issues.length > 0) throw new InvalidInput(issues);
}
