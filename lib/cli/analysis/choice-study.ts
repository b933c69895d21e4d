import type { SentFile } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { type ChoiceData, choiceData } from "@/lib/maxdiff/choice/choice-data";
import { readAnswers } from "@/lib/studies/field-layout/read-answers";
import { readDesign } from "@/lib/studies/field-layout/read-design";
import { readRespondents } from "@/lib/studies/field-layout/read-respondents";

/** A study's answers for the engine, and what its indices are called in the files. */
export interface ChoiceStudy {
  readonly data: ChoiceData;
  /** By item index: the design's item numbers, ascending. */
  readonly itemNumbers: readonly number[];
  /** By cohort index. */
  readonly cohortNames: readonly string[];
  /** By respondent index. */
  readonly respondentIds: readonly string[];
}

/** The cohort when no column names any. */
const EVERYBODY = "All respondents";

/**
 * Reads a study in the field's layout. Respondents who answered no task are left out.
 *
 * @throws InvalidInput with everything that is wrong in any of the files
 */
export function readChoiceStudy(files: {
  design: SentFile;
  answers: SentFile;
  respondents?: SentFile;
  cohortColumn?: string;
}): ChoiceStudy {
  const issues = new FileIssues();
  const design = readDesign(files.design, null, issues);
  const respondents = readAnswers(files.answers, design, issues);
  const answering = respondents && { fileName: files.answers.name, respondents };
  const columns = files.respondents
    ? readRespondents(files.respondents, answering, files.cohortColumn, issues)
    : [];
  issues.throwIfAny();
  // A reader that gives nothing has said why.
  if (!design || !respondents || !columns) throw new Error("A file was lost unsaid.");

  const itemNumbers = [...new Set([...design.versions.values()].flat(2))].sort((a, b) => a - b);
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const index = (number: number) => indexOf.get(number) ?? -1;
  const column = columns.find(({ name }) => name === files.cohortColumn);
  const cohortNames = column?.values ?? [EVERYBODY];
  const answered = respondents.filter(({ answers }) => answers.some((answer) => answer !== null));
  const data = choiceData({
    itemCount: itemNumbers.length,
    cohortCount: cohortNames.length,
    respondents: answered.map(({ id, answers }) => ({
      cohort: column ? cohortNames.indexOf(column.byRespondent.get(id) ?? "") : 0,
      tasks: answers.flatMap((answer) =>
        answer
          ? [
              {
                shown: answer.shown.map(index),
                best: index(answer.best),
                worst: index(answer.worst),
              },
            ]
          : [],
      ),
    })),
  });
  return { data, itemNumbers, cohortNames, respondentIds: answered.map(({ id }) => id) };
}
