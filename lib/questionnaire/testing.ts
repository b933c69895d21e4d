import type { QuestionScreen } from "@/db/schema/screen-settings";
import type { QuestionSettings, ShowWhen } from "@/db/schema/study-content";

/** A question's screen as the database gives it. */
export function questionScreen(
  key: string,
  settings: QuestionSettings,
  showWhen: ShowWhen | null = null,
): QuestionScreen {
  return {
    id: key,
    revisionId: "revision",
    key,
    position: 1,
    kind: "question",
    settings,
    showWhen,
  };
}

/** A question whose options are these ids, each labelled "The <id>". */
export function asking<Type extends "single" | "multiple">(
  type: Type,
  ids: readonly string[],
): Extract<QuestionSettings, { type: Type }> {
  const options = ids.map((id) => ({ id, label: `The ${id}` }));
  const words = { text: "Which?", hint: "", required: true, options };
  const question: QuestionSettings =
    type === "single" ? { type: "single", namesCohort: false, ...words } : { type, ...words };
  return question as Extract<QuestionSettings, { type: Type }>;
}
