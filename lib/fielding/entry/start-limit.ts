import { and, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { prepared } from "@/db/prepared";
import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import type { Tables } from "@/db/schema/tables";
import { dailyHash } from "@/lib/auth/daily-hash";
import { Conflict } from "@/lib/errors";
import { interviewToken, tokenHash } from "../interview/interview-link";
import type { OpenedLink } from "./entry";
import { isSourceCode, linkParameters } from "./link-parameters";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

/** Within this time of their start, interviews that have not passed their first task count. */
const COUNTED_MS = 60 * 60_000;

/** How many early interviews a key stands for: never many more than its limit, so they can be counted. */
const countOfAddress = prepared<{ key: string; since: number }, { count: number }[]>(
  (queries, { earlyInterview }) =>
    queries
      .select({ count: count() })
      .from(earlyInterview)
      .where(since(earlyInterview.address, earlyInterview.startedAt)),
);

const countOfSource = prepared<{ key: string; since: number }, { count: number }[]>(
  (queries, { earlyInterview }) =>
    queries
      .select({ count: count() })
      .from(earlyInterview)
      .where(since(earlyInterview.sourceId, earlyInterview.startedAt)),
);

type Early = Tables["earlyInterview"];

function since(column: Early["address"] | Early["sourceId"], startedAt: Early["startedAt"]) {
  return and(eq(column, sql.placeholder("key")), gt(startedAt, sql.placeholder("since")));
}

type Source = Pick<Row<"source">, "id" | "kind" | "settings">;

const namedSource = prepared<{ studyId: string; code: string }, Source[]>((queries, { source }) =>
  queries
    .select({ id: source.id, kind: source.kind, settings: source.settings })
    .from(source)
    .where(
      and(eq(source.studyId, sql.placeholder("studyId")), eq(source.code, sql.placeholder("code"))),
    )
    .limit(1),
);

const openSource = prepared<{ studyId: string }, Source[]>((queries, { source }) =>
  queries
    .select({ id: source.id, kind: source.kind, settings: source.settings })
    .from(source)
    .where(
      and(
        eq(source.studyId, sql.placeholder("studyId")),
        eq(source.kind, "open"),
        isNull(source.code),
      ),
    )
    .limit(1),
);

/** What this process itself lets in by a link or from an address: no count shows it before its commit. */
interface Admissions {
  readonly underWay: Set<Promise<void>>;
  /** How many there have been so far. */
  total: number;
}

const admissions = new Map<string, Admissions>();

/**
 * Runs a start unless too many interviews that were begun within the hour, from its address or by its
 * link, have not passed their first task. Whoever passes it makes room at once. People whom an
 * invitation or a panel's signature vouches for have one interview each, and no limit.
 *
 * Counted beside the transaction, so that no save can run into it. A process counts its own starts
 * exactly; several processes may let in a few more between them when they do so in the same moment.
 *
 * @param from what the address is counted as; null for none
 * @throws Conflict tooManyStarts with the minutes until there is room for certain
 */
export async function withinStartLimit<T>(
  db: Database,
  {
    study,
    query = {},
    start,
    from,
  }: Pick<OpenedLink, "query"> & {
    study: Pick<Row<"study">, "id" | "fieldwork">;
    start: string;
    from: string | null;
  },
  run: () => Promise<T>,
): Promise<T> {
  const source = await limitedSource(db, study.id, query);
  if (!source) return run();
  const limits = { ...USUAL_FIELDWORK, ...study.fieldwork };
  const { sourceId, address } = db.t.earlyInterview;
  const counts: Count[] = [
    { key: source.id, column: sourceId, most: limits.startsPerLink, countOf: countOfSource },
  ];
  if (from !== null) {
    counts.push({
      ...{ key: from, column: address, most: limits.startsPerAddress },
      countOf: countOfAddress,
    });
  }
  const admission = await admit(db, counts);
  if (Array.isArray(admission)) {
    // A start that is sent again leads to its interview, however many have begun since.
    if (await hasBegun(db, study.id, start)) return run();
    throw new Conflict("tooManyStarts", { minutes: await minutesUntilRoom(db, admission) });
  }
  try {
    return await run();
  } finally {
    admission.over();
  }
}

/** One of the things that starts are counted by. */
interface Count {
  readonly key: string;
  readonly column: Early["address"] | Early["sourceId"];
  readonly most: number;
  readonly countOf: typeof countOfSource;
}

/** A start that was let in: counted as under way until its end is told. */
interface Admission {
  over(): void;
}

/** Lets a start in; or the counts that have no room for one more. */
async function admit(db: Database, counts: readonly Count[]): Promise<Admission | Count[]> {
  for (;;) {
    const before = counts.map(({ key }) => {
      const { underWay, total } = admissionsOf(key);
      return { underWay: underWay.size, total };
    });
    const since = Date.now() - COUNTED_MS;
    const rows = await Promise.all(
      counts.map(({ key, countOf }) => countOf(db.read, db.t, { key, since })),
    );
    // What was under way may be among the rows by now, or not yet.
    const unseen = counts.map(
      ({ key }, at) => before[at].underWay + admissionsOf(key).total - before[at].total,
    );
    const full = counts.filter(({ most }, at) => rows[at][0].count + unseen[at] >= most);
    // In the same turn of the event loop: between a look and its outcome nobody else may look.
    if (full.length === 0) return underWayIn(counts.map(({ key }) => admissionsOf(key)));
    if (counts.every((count, at) => unseen[at] === 0 || !full.includes(count))) return full;
    // Once they are written the rows tell it exactly.
    await Promise.all(full.flatMap(({ key }) => [...admissionsOf(key).underWay]));
  }
}

function underWayIn(all: readonly Admissions[]): Admission {
  let over = () => {};
  const running = new Promise<void>((resolve) => {
    over = resolve;
  });
  for (const each of all) {
    each.underWay.add(running);
    each.total += 1;
  }
  return {
    over: () => {
      for (const { underWay } of all) underWay.delete(running);
      over();
    },
  };
}

async function minutesUntilRoom(db: Database, full: readonly Count[]): Promise<number> {
  const { earlyInterview } = db.t;
  const since = Date.now() - COUNTED_MS;
  const waits = [];
  for (const { key, column, most } of full) {
    // Room comes when the oldest of the newest so many is no longer counted.
    const [row] = await db.read
      .select({ startedAt: earlyInterview.startedAt })
      .from(earlyInterview)
      .where(and(eq(column, key), gt(earlyInterview.startedAt, since)))
      .orderBy(desc(earlyInterview.startedAt))
      .limit(1)
      .offset(most - 1);
    waits.push(row ? row.startedAt - since : 0);
  }
  return Math.ceil(Math.max(60_000, ...waits) / 60_000);
}

function admissionsOf(key: string): Admissions {
  let known = admissions.get(key);
  if (!known) {
    if (admissions.size >= MAX_KNOWN) forgetIdle();
    known = { underWay: new Set(), total: 0 };
    admissions.set(key, known);
  }
  return known;
}

/** More addresses than come within the time of a start. */
const MAX_KNOWN = 10_000;

function forgetIdle(): void {
  for (const [key, { underWay }] of admissions) {
    if (underWay.size === 0) admissions.delete(key);
  }
}

/** What starts of an address are counted by. */
export function countedAddress(address: string | null): string | null {
  return address === null ? null : dailyHash("starts", address);
}

/** The source whose starts are limited; undefined for a link of one person, or one that leads nowhere. */
async function limitedSource(
  db: Database,
  studyId: string,
  query: NonNullable<OpenedLink["query"]>,
): Promise<Source | undefined> {
  if (query.invite !== undefined) return undefined;
  const { via } = query;
  if (via !== undefined && !isSourceCode(via)) return undefined;
  const [source] = await (isSourceCode(via)
    ? namedSource(db.read, db.t, { studyId, code: via })
    : openSource(db.read, db.t, { studyId }));
  return source && linkParameters(source, query)?.isSigned ? undefined : source;
}

async function hasBegun(db: Database, studyId: string, start: string): Promise<boolean> {
  const { respondent } = db.t;
  const [known] = await db.read
    .select({ id: respondent.id })
    .from(respondent)
    .where(eq(respondent.tokenHash, tokenHash(interviewToken(studyId, start))));
  return known !== undefined;
}
