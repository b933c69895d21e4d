import type { Tables } from "@/db/schema/tables";
import {
  Interviews,
  type RespondentRow,
  respondentsOf,
  type StudyRows,
} from "@/lib/analysis/study-data/study-rows";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import type { TaskAnswer } from "./traced-choices";

const COLUMNS = [
  "externalId",
  "revisionId",
  "sourceId",
  "state",
  "exit",
  "cohortId",
  "startedAt",
  "lastSavedAt",
  "finishedAt",
  "releasedAt",
  "panelId",
  "contactId",
] as const;

/** A respondent as far as the monitoring of fieldwork looks at them. */
export type TracedRow = RespondentRow<(typeof COLUMNS)[number]>;

/** When a screen was made, and when what it asks was answered. */
interface Timed {
  readonly shownAt: number | null;
  readonly answeredAt: number | null;
}

/** All that is stored of one interview and bears on its times and its quality. */
export interface InterviewRows {
  readonly respondent: TracedRow;
  /** In the order in which they came; none in simulated interviews, where nobody posted anything. */
  readonly posts: readonly {
    readonly screenKey: string;
    readonly shownAt: number | null;
    readonly receivedAt: number;
  }[];
  /** In the order of task numbers. */
  readonly tasks: readonly (TaskAnswer & Timed & { readonly taskNumber: number })[];
  /** Repeated and holdout tasks: they take time and count in nothing else. */
  readonly checks: readonly (Timed &
    Pick<Tables["checkAnswer"]["$inferSelect"], "exercise" | "kind" | "number">)[];
  readonly questions: readonly (StoredAnswer & Timed & { readonly screenKey: string })[];
  readonly allocations: readonly (Timed & { readonly screenKey: string })[];
}

/** Reads some interviews of a study whole. */
export async function readInterviews(
  source: Pick<StudyRows, "t" | "queries">,
  ids: readonly string[],
): Promise<InterviewRows[]> {
  const some = new Interviews(source, await respondentsOf(source, ids, COLUMNS));
  const postsOf = await some.posts(["screenKey", "shownAt", "receivedAt"]);
  const tasksOf = await some.tasks([
    ...(["exercise", "taskNumber", "versionNumber", "shown", "best", "worst"] as const),
    ...(["shownAt", "answeredAt"] as const),
  ]);
  const checksOf = await some.checks(["exercise", "kind", "number", "shownAt", "answeredAt"]);
  const timed = ["screenKey", "shownAt", "answeredAt"] as const;
  const questionsOf = await some.questions([...timed, "value", "otherText"]);
  const allocationsOf = await some.allocations(timed);
  return some.respondents.map((respondent) => ({
    respondent,
    posts: postsOf(respondent.id),
    tasks: tasksOf(respondent.id),
    checks: checksOf(respondent.id),
    questions: questionsOf(respondent.id),
    allocations: allocationsOf(respondent.id),
  }));
}
