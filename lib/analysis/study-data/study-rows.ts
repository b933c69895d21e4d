import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  notInArray,
  type SQL,
} from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Queries } from "@/db/database";
import { inPages } from "@/db/queries/in-pages";
import type { Tables } from "@/db/schema/tables";
import { yieldingToRequests } from "@/db/yielding";

/** Where a study is read: within one snapshot, so that all of it is from one moment. */
export interface StudyRows {
  readonly t: Tables;
  readonly queries: Queries;
  readonly studyId: string;
}

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];
type Column<Name extends keyof Tables> = keyof Row<Name> & string;

/** What of a respondent is read: the columns asked for, and always by what they are told apart. */
export type RespondentRow<Wanted extends Column<"respondent">> = Pick<
  Row<"respondent">,
  Wanted | "id" | "number"
>;

/** The tables that hold what somebody was given, answered or posted. */
type Part = "givenVersion" | "answer" | "checkAnswer" | "questionAnswer" | "allocation" | "attempt";

/** The rows of one part by the respondent's id; none for who has none. */
type PartRows<Name extends Part, Wanted extends Column<Name>> = (
  respondentId: string,
) => readonly Pick<Row<Name>, Wanted>[];

/** About 800 answers: read and parsed in a few milliseconds. */
const INTERVIEWS_AT_ONCE = 60;

/**
 * Respondents who count at all: nobody who came by a test link or was marked as a test counts in a
 * figure or a file of the study.
 */
export function countsAtAll({ t, queries, studyId }: StudyRows): SQL | undefined {
  const tests = queries
    .select({ id: t.source.id })
    .from(t.source)
    .where(and(eq(t.source.studyId, studyId), eq(t.source.kind, "test")));
  return and(
    eq(t.respondent.studyId, studyId),
    eq(t.respondent.isTest, false),
    notInArray(t.respondent.sourceId, tests),
  );
}

/**
 * Everybody who counts at all, page by page in order of number; others have their turn in between.
 *
 * @param wanted the columns to read
 */
export function respondentPages<Wanted extends Column<"respondent">>(
  rows: StudyRows,
  wanted: readonly Wanted[],
): AsyncGenerator<RespondentRow<Wanted>[], void> {
  const { t, queries } = rows;
  const counts = countsAtAll(rows);
  const columns = columnsOf(t.respondent, [...wanted, "id", "number"]);
  const readPage = async (after: number, limit: number) =>
    (await queries
      .select(columns)
      .from(t.respondent)
      .where(and(counts, gt(t.respondent.number, after)))
      .orderBy(asc(t.respondent.number))
      .limit(limit)) as unknown as RespondentRow<Wanted>[];
  return inPages(0, readPage, ({ number }) => number);
}

/** The respondents of these ids, in no order. */
export async function respondentsOf<Wanted extends Column<"respondent">>(
  { t, queries }: Pick<StudyRows, "t" | "queries">,
  ids: readonly string[],
  wanted: readonly Wanted[],
): Promise<RespondentRow<Wanted>[]> {
  const columns = columnsOf(t.respondent, [...wanted, "id", "number"]);
  const rows = await queries
    .select(columns)
    .from(t.respondent)
    .where(inArray(t.respondent.id, [...ids]));
  return rows as unknown as RespondentRow<Wanted>[];
}

/**
 * Some interviews, of which each part is read when it is asked for: one statement each, the columns
 * that are wanted, and a turn for others after it.
 */
export class Interviews<Head extends { readonly id: string } = { readonly id: string }> {
  readonly respondents: readonly Head[];
  readonly #rows: Pick<StudyRows, "t" | "queries">;
  readonly #ids: readonly string[];
  readonly #pause = yieldingToRequests();

  constructor(rows: Pick<StudyRows, "t" | "queries">, respondents: readonly Head[]) {
    this.#rows = rows;
    this.respondents = respondents;
    this.#ids = respondents.map(({ id }) => id);
  }

  /** Those of them who pass: parts that are read afterwards are theirs alone. */
  only(passes: (respondent: Head) => boolean): Interviews<Head> {
    return this.map((respondent) => (passes(respondent) ? respondent : null));
  }

  /** The same interviews with what is known of each by now; null leaves one out. */
  map<Known extends { readonly id: string }>(
    known: (respondent: Head) => Known | null,
  ): Interviews<Known> {
    const respondents = this.respondents.flatMap((respondent) => known(respondent) ?? []);
    return new Interviews(this.#rows, respondents);
  }

  /** The design version that they were given in an exercise, by the respondent's id; null for none. */
  async versions(exercise: string): Promise<(respondentId: string) => number | null> {
    const { givenVersion } = this.#rows.t;
    const isOne = eq(givenVersion.exercise, exercise);
    const of = await this.#read<"givenVersion", "versionNumber">(
      givenVersion,
      ["versionNumber"],
      isOne,
    );
    return (id) => of(id)[0]?.versionNumber ?? null;
  }

  /**
   * Answers to best-worst tasks, in the order of the tasks.
   *
   * @param exercise the key of the only one that is wanted; all without it
   */
  tasks<Wanted extends Column<"answer">>(
    wanted: readonly Wanted[],
    exercise?: string,
  ): Promise<PartRows<"answer", Wanted>> {
    const { answer } = this.#rows.t;
    const isOne = exercise === undefined ? undefined : eq(answer.exercise, exercise);
    return this.#read<"answer", Wanted>(answer, wanted, isOne, asc(answer.taskNumber));
  }

  /**
   * Answers to repeated and holdout tasks, in the order of their numbers within a kind. No estimate,
   * count or flag reads them.
   *
   * @param exercise the key of the only one that is wanted; all without it
   */
  checks<Wanted extends Column<"checkAnswer">>(
    wanted: readonly Wanted[],
    exercise?: string,
  ): Promise<PartRows<"checkAnswer", Wanted>> {
    const { checkAnswer } = this.#rows.t;
    const isOne = exercise === undefined ? undefined : eq(checkAnswer.exercise, exercise);
    const order = [desc(checkAnswer.kind), asc(checkAnswer.number)];
    return this.#read<"checkAnswer", Wanted>(checkAnswer, wanted, isOne, ...order);
  }

  /**
   * Answers to questions, in no order.
   *
   * @param keys of the questions that are wanted; all without it
   */
  questions<Wanted extends Column<"questionAnswer">>(
    wanted: readonly Wanted[],
    keys?: readonly string[],
  ): Promise<PartRows<"questionAnswer", Wanted>> {
    const { questionAnswer } = this.#rows.t;
    const areWanted = keys && inArray(questionAnswer.screenKey, [...keys]);
    return this.#read<"questionAnswer", Wanted>(questionAnswer, wanted, areWanted);
  }

  /** Amounts that were given to items: allocations and direct anchors, in no order. */
  allocations<Wanted extends Column<"allocation">>(
    wanted: readonly Wanted[],
  ): Promise<PartRows<"allocation", Wanted>> {
    return this.#read<"allocation", Wanted>(this.#rows.t.allocation, wanted);
  }

  /** Everything that was posted, in the order in which it came. */
  posts<Wanted extends Column<"attempt">>(
    wanted: readonly Wanted[],
  ): Promise<PartRows<"attempt", Wanted>> {
    const { attempt } = this.#rows.t;
    return this.#read<"attempt", Wanted>(attempt, wanted, undefined, asc(attempt.receivedAt));
  }

  async #read<Name extends Part, Wanted extends Column<Name>>(
    table: SQLiteTable & { readonly respondentId: SQLiteColumn },
    wanted: readonly Wanted[],
    isWanted?: SQL,
    ...order: SQL[]
  ): Promise<PartRows<Name, Wanted>> {
    const { respondentId } = table;
    const found = await this.#rows.queries
      .select({ ...columnsOf(table, wanted), respondentId })
      .from(table)
      .where(and(inArray(respondentId, this.#ids), isWanted))
      .orderBy(...order);
    type Found = Pick<Row<Name>, Wanted> & { readonly respondentId: string };
    const grouped = new Map<string, Found[]>();
    for (const row of found as unknown as Found[]) {
      const own = grouped.get(row.respondentId);
      if (own) own.push(row);
      else grouped.set(row.respondentId, [row]);
    }
    await this.#pause();
    return (id) => grouped.get(id) ?? [];
  }
}

/**
 * Interviews some at a time, few enough that none of their parts holds the thread for long.
 *
 * @param size how many at once; the usual number is for interviews of some dozen tasks read whole
 */
export function* interviewsOf<Head extends { readonly id: string }>(
  rows: Pick<StudyRows, "t" | "queries">,
  respondents: readonly Head[],
  size = INTERVIEWS_AT_ONCE,
): Generator<Interviews<Head>, void> {
  for (let start = 0; start < respondents.length; start += size) {
    yield new Interviews(rows, respondents.slice(start, start + size));
  }
}

/** The columns of a table by their names, for a select that reads these alone. */
function columnsOf(table: SQLiteTable, wanted: readonly string[]): Record<string, SQLiteColumn> {
  const all = getTableColumns(table);
  return Object.fromEntries(wanted.map((name) => [name, all[name]]));
}
