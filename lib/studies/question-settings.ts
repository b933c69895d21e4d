import type { z } from "zod";
import type { QuestionOption, QuestionSettings } from "@/db/schema/study-content";
import { type InputIssue, InvalidInput } from "@/lib/errors";
import type { editedQuestion } from "./question-schema";

type Edited = z.output<typeof editedQuestion>;
type EditedOption = Extract<Edited, { type: "single" }>["options"][number];

/** An edited question as it is stored; what its type has no use for is left out. */
export function questionSettings(question: Edited, ids: readonly string[]): QuestionSettings {
  if (question.type === "number" || question.type === "text") return question;
  const options = question.options.map((option, index) =>
    storedOption(question.type, question.optionOrder, option, ids[index]),
  );
  const { optionOrder, ...rest } = question;
  const order = optionOrder === "random" ? { optionOrder } : {};
  return question.type === "single"
    ? { ...rest, type: "single", ...order, namesCohort: false, options }
    : ({ ...rest, ...order, options } as QuestionSettings);
}

function storedOption(
  type: Edited["type"],
  order: "fixed" | "random",
  { label, exclusive, other, pinned, leadsOut }: EditedOption,
  id: string,
): QuestionOption {
  const isChosen = type === "single" || type === "multiple";
  return {
    id,
    label,
    ...(exclusive && type === "multiple" ? { exclusive } : {}),
    ...(other && (isChosen || type === "ranked") ? { other } : {}),
    ...(pinned && order === "random" ? { pinned } : {}),
    ...(leadsOut && isChosen ? { outcome: { kind: "screened-out" as const } } : {}),
  };
}

/** @throws InvalidInput for what no respondent could answer */
export function refuseImpossible(question: Edited): void {
  const issues: InputIssue[] = [];
  if ("options" in question) {
    const { options } = question;
    const others = options.flatMap(({ other }, index) => (other ? [index] : []));
    for (const index of others.slice(1)) {
      issues.push({ path: `question.options.${index}.other`, key: "oneOther" });
    }
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
