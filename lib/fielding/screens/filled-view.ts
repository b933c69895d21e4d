import { hasOptions } from "@/db/schema/screen-settings";
import type { QuestionSettings } from "@/db/schema/study-content";
import { fillIn } from "@/lib/questionnaire/piping";
import { withTextAt } from "@/lib/questionnaire/text-paths";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { ScreenView } from "./screen-view";

/** A view whose texts speak of answers, with the answers in them. */
export function filledView<View extends ScreenView>(
  view: View,
  answerTo: (key: string) => string,
): View {
  const fill = (text: string) => fillIn(text, answerTo);
  const shown: ScreenView = view;
  switch (shown.kind) {
    case "question":
      return { ...view, question: filledQuestion(shown.question, answerTo) };
    case "choice":
      return { ...view, sentence: fill(shown.sentence) };
    case "allocation":
    case "anchor": {
      const { settings } = shown;
      const texts = { text: fill(settings.text), hint: fill(settings.hint) };
      return { ...view, settings: { ...settings, ...texts } };
    }
    case "welcome":
    case "done":
    case "screened-out":
    case "over-quota":
      return { ...view, text: fill(shown.text) };
    case "closed":
    case "unsubscribe":
      return view;
  }
}

/** A question whose words speak of answers, with the answers in them. */
export function filledQuestion(
  question: QuestionSettings,
  answerTo: (key: string) => string,
): QuestionSettings {
  const fill = (text: string) => fillIn(text, answerTo);
  const words = { text: fill(question.text), hint: fill(question.hint) };
  const own = typeOf(question).ownTexts(question);
  const filled = own.reduce((held, path) => withTextAt(held, path, fill), {
    ...question,
    ...words,
  });
  if (!hasOptions(filled)) return filled;
  const options = filled.options.map((option) => ({ ...option, label: fill(option.label) }));
  return { ...filled, options };
}
