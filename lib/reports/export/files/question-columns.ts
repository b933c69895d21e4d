import type { QuestionScreen } from "@/db/schema/screen-settings";
import { optionsOf } from "@/db/schema/screen-settings";
import { type Cell, safeCell } from "@/lib/files/csv";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { QuestionColumn } from "@/lib/questionnaire/types/question-type";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";

/** In place of an answer that a complete interview was not asked for; what is empty was left empty. */
export const NOT_ASKED = "NA";

/** One column of a question's answers. */
export interface FileColumn {
  readonly name: string;
  readonly cell: (answer: StoredAnswer) => Cell;
}

/**
 * The columns of a question, as its type has them, and a last one with what was typed beside "other",
 * where that is offered.
 */
export function questionColumns({ key, settings }: QuestionScreen): FileColumn[] {
  const columns: QuestionColumn[] = typeOf(settings).columns(key, settings);
  if (optionsOf(settings).some((option) => option.other)) {
    const value = ({ otherText }: StoredAnswer) => otherText ?? "";
    columns.push({ name: `${key}_other_text`, value, isOwnWords: true });
  }
  return columns.map(({ name, value, isOwnWords }) => ({
    name,
    cell: (answer) => {
      const given = value(answer);
      if (typeof given === "number") return given;
      return isOwnWords ? typedCell(given) : safeCell(given);
    },
  }));
}

/** A respondent's own words: no formula, and never taken for a question that was not asked. */
function typedCell(text: string): string {
  return text === NOT_ASKED ? `'${text}` : safeCell(text);
}
