import type { QuestionScreen } from "@/db/schema/screen-settings";
import { optionsOf } from "@/db/schema/screen-settings";
import { type Cell, safeCell } from "@/lib/files/csv";
import { readAmounts, readChosen, type StoredAnswer } from "@/lib/questionnaire/stored-answer";

/** In place of an answer that a complete interview was not asked for; what is empty was left empty. */
export const NOT_ASKED = "NA";

/** One column of a question's answers. */
export interface QuestionColumn {
  readonly name: string;
  readonly cell: (answer: StoredAnswer) => Cell;
}

/**
 * The columns of a question, named for it and, where there are several, for its options or places:
 *
 * - one answer: the option's id; a number; a text
 * - several answers: 1 or 0 for each option
 * - ranked: the option's id in each place, 1 first
 * - points and percentages: an amount for each option
 *
 * and a last one with what was typed beside "other", where that is offered.
 */
export function questionColumns({ key, settings }: QuestionScreen): QuestionColumn[] {
  const columns = answerColumns(key, settings);
  if (optionsOf(settings).some((option) => option.other)) {
    columns.push({
      name: `${key}_other_text`,
      cell: ({ otherText }) => typedCell(otherText ?? ""),
    });
  }
  return columns;
}

function answerColumns(key: string, settings: QuestionScreen["settings"]): QuestionColumn[] {
  switch (settings.type) {
    case "single":
      return [{ name: key, cell: ({ value }) => safeCell(value) }];
    case "number":
      return [{ name: key, cell: ({ value }) => Number(value) }];
    case "text":
      return [{ name: key, cell: ({ value }) => typedCell(value) }];
    case "multiple":
      return settings.options.map(({ id }) => ({
        name: `${key}_${id}`,
        cell: ({ value }) => Number(readChosen(value).includes(id)),
      }));
    case "ranked":
      return Array.from({ length: settings.topN }, (_, place) => ({
        name: `${key}_${place + 1}`,
        cell: ({ value }) => readChosen(value)[place] ?? "",
      }));
    case "constant-sum":
    case "percentage":
      return settings.options.map(({ id }) => ({
        name: `${key}_${id}`,
        cell: ({ value }) => readAmounts(value).get(id) ?? "",
      }));
  }
}

/** A respondent's own words: no formula, and never taken for a question that was not asked. */
function typedCell(text: string): string {
  return text === NOT_ASKED ? `'${text}` : safeCell(text);
}
