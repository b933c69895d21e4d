import type { SentFile } from "@/lib/files/csv";
import { FileIssues, type FileNote } from "@/lib/files/file-issues";
import type { AllocationFormat } from "@/lib/maxdiff/allocation/allocation-data";
import type { CheckAnswers, HoldoutTask, RepeatedTask } from "@/lib/maxdiff/checks/check-answers";
import { type ChoiceData, choiceData } from "@/lib/maxdiff/choice/choice-data";
import type { ChoiceStudy } from "../study-data/choice-study";
import { readAnchors } from "./read-anchors";
import { readLooseAnswers } from "./read-answers";
import { type FileCheck, readChecks } from "./read-checks";
import { readDesign } from "./read-design";
import { allocationsFrom, type QuestionColumns, questionsFrom } from "./read-questions";
import { readRespondents } from "./read-respondents";

/** A study, and what was read otherwise than it stands in the files. */
interface FileStudy extends ChoiceStudy {
  readonly notes: readonly FileNote[];
}

/** The cohort when no column names any. */
const EVERYBODY = "All respondents";

/**
 * Reads a study in the field's layout. Respondents who answered no task are left out, with what they
 * said of the anchor.
 *
 * @throws InvalidInput with everything that is wrong in any of the files; RangeError for what is wrong
 *   in the columns of questions and allocations
 */
export async function readChoiceStudy(files: {
  design: SentFile;
  answers: SentFile;
  respondents?: SentFile;
  cohortColumn?: string;
  /** Which anchors there are: in the answers file, in a file of their own, or both. */
  anchors?: { dual: boolean; direct?: SentFile };
  /** Repeated and holdout tasks, as exports write them. */
  checks?: SentFile;
  /** What of the respondents file answers questions. */
  questions?: readonly QuestionColumns[];
  /** What of it divides points over the items. */
  allocations?: readonly { readonly key: string; readonly format: AllocationFormat }[];
}): Promise<FileStudy> {
  const issues = new FileIssues();
  const design = await readDesign(files.design, null, issues);
  const hasDual = files.anchors?.dual ?? false;
  const respondents = await readLooseAnswers(files.answers, design, hasDual, issues);
  const answering = respondents && { fileName: files.answers.name, respondents };
  const columns = files.respondents
    ? await readRespondents(files.respondents, answering, files.cohortColumn, issues, "left out")
    : [];
  const direct = files.anchors?.direct;
  const anchors = direct ? await readAnchors(direct, answering, design, issues) : [];
  const checks = files.checks ? await readChecks(files.checks, answering, design, issues) : [];
  issues.throwIfAny();
  // A reader that gives nothing has said why.
  if (!design || !respondents || !columns || !anchors || !checks)
    throw new Error("A file gave neither content nor a reason.");

  const itemNumbers = [...new Set([...design.versions.values()].flat(2))].sort((a, b) => a - b);
  const indexOf = new Map(itemNumbers.map((number, index) => [number, index]));
  const index = (number: number) => indexOf.get(number) ?? -1;
  const column = columns.find(({ name }) => name === files.cohortColumn);
  const cohortNames = column?.values ?? [EVERYBODY];
  const answered = respondents.flatMap(({ id, answers }) => {
    const tasks = answers.flatMap((answer, set) => (answer ? [{ ...answer, set: set + 1 }] : []));
    return tasks.length === 0 ? [] : [{ id, tasks }];
  });
  const data = choiceData({
    itemCount: itemNumbers.length,
    cohortCount: cohortNames.length,
    respondents: answered.map(({ id, tasks }) => ({
      cohort: column ? cohortNames.indexOf(column.byRespondent.get(id) ?? "") : 0,
      tasks: tasks.map(({ shown, best, worst }) => ({
        shown: shown.map(index),
        best: best === null ? null : index(best),
        worst: worst === null ? null : index(worst),
      })),
    })),
  });
  const half = answered.flatMap(({ id, tasks }) =>
    tasks
      .filter(({ best, worst }) => best === null || worst === null)
      .map(({ set }) => ({ id, set })),
  );
  const source = {
    file: files.respondents ?? files.answers,
    columns,
    cohortOf: new Map(
      respondents.map(({ id }) => {
        return [id, column ? cohortNames.indexOf(column.byRespondent.get(id) ?? "") : 0];
      }),
    ),
  };
  const respondentOf = new Map(answered.map(({ id }, respondent) => [id, respondent]));
  return {
    data,
    itemNumbers,
    cohortNames,
    respondentIds: answered.map(({ id }) => id),
    questions: questionsFrom(source, files.questions ?? []),
    allocations: allocationsFrom(
      source,
      { itemNumbers, cohortCount: cohortNames.length },
      files.allocations ?? [],
    ),
    ...(checks.length > 0 ? { checks: checksOf(checks, answered, { data, index }) } : {}),
    notes: issues.notes,
    halfTasks:
      half.length === 0
        ? null
        : { count: half.length, first: `Respondent ${half[0].id}, set ${half[0].set}` },
    anchors: files.anchors
      ? {
          dualResponses: answered.flatMap(({ tasks }) => tasks.map(({ dual }) => dual)),
          directResponses: anchors.flatMap(({ id, item, above }) => {
            const respondent = respondentOf.get(id);
            return respondent === undefined ? [] : [{ respondent, item: index(item), above }];
          }),
        }
      : null,
  };
}

/** Checks by the indices of the data. Those of tasks, or of people, without an answer are left out. */
function checksOf(
  checks: readonly FileCheck[],
  answered: readonly { readonly id: string; readonly tasks: readonly { readonly set: number }[] }[],
  { data, index }: { data: ChoiceData; index: (number: number) => number },
): CheckAnswers {
  const placeOf = new Map(answered.map(({ id }, respondent) => [id, respondent]));
  const repeats: RepeatedTask[] = [];
  const holdouts: HoldoutTask[] = [];
  for (const { id, kind, number, task, shown, best, worst } of checks) {
    const respondent = placeOf.get(id);
    if (respondent === undefined) continue;
    const chosen = { respondent, best: index(best), worst: index(worst) };
    if (kind === "holdout") {
      holdouts.push({ ...chosen, number, shown: shown.map(index) });
      continue;
    }
    const place = answered[respondent].tasks.findIndex(({ set }) => set === task);
    if (place >= 0) repeats.push({ ...chosen, task: data.respondentStart[respondent] + place });
  }
  return { repeats, holdouts };
}
