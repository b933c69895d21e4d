import { nameEnd } from "@/db/queries/revision-exercises";
import { exerciseNames } from "@/lib/analysis/study-data/exercise-names";
import { csvChunks, safeCell } from "@/lib/files/csv";
import { flagReasons } from "./flag-words";
import type { Flag } from "./quality-flags";
import type { Progress } from "./read-progress";

type Told = Pick<Progress, "flagged" | "cohorts" | "exercises" | "revisions">;

/**
 * Every flagged interview with its reasons and the figures behind them, one line each: what was seen
 * in which exercise in words, and in columns that end in `_<key>` for exercises after the main one.
 * Gives way to others in between.
 */
export async function flagsCsv(progress: Told): Promise<string> {
  let text = "";
  for await (const piece of csvChunks(rowsOf(progress))) text += piece;
  return text;
}

function* rowsOf({ flagged, cohorts, exercises, revisions }: Told): Generator<string[]> {
  const cohortNames = new Map(cohorts.map(({ number, name }) => [number, name ?? ""]));
  const names = exerciseNames(exercises);
  const columns = exercises.map((exercise) => ({ key: exercise.key, end: nameEnd(exercise) }));
  const hasRevisions = revisions.length > 1;
  yield [
    ...["id", "number", "cohort", "finished_at", "flags", "flag_reasons"],
    ...columns.map(({ end }) => `straight_lining${end}`),
    "pace",
    ...columns.flatMap(({ end }) => [`fit${end}`, `fit_cutoff${end}`]),
    ...["gibberish", "duplicate_of"],
    ...(hasRevisions ? ["revision"] : []),
  ];
  for (const { externalId, number, cohortNumber, revision, finishedAt, flags } of flagged) {
    const of = <Reason extends Flag["reason"]>(reason: Reason) =>
      flags.filter((flag): flag is Flag & { reason: Reason } => flag.reason === reason);
    const figure = (value: number | undefined) => (value === undefined ? "" : value.toFixed(4));
    const lined = new Map(of("straight-lining").map(({ exercise, share }) => [exercise, share]));
    const rlhs = new Map(of("fit").map((flag) => [flag.exercise, flag]));
    yield [
      externalId,
      String(number),
      cohortNames.get(cohortNumber ?? 0) ?? "",
      finishedAt === null ? "" : new Date(finishedAt).toISOString(),
      flagNames(flags),
      flagReasons(flags, names),
      ...columns.map(({ key }) => figure(lined.get(key))),
      figure(of("speeding")[0]?.pace),
      ...columns.flatMap(({ key }) => [figure(rlhs.get(key)?.rlh), figure(rlhs.get(key)?.cutoff)]),
      of("gibberish")[0]?.fault ?? "",
      String(of("duplicate")[0]?.first ?? ""),
      ...(hasRevisions ? [String(revision)] : []),
    ].map(safeCell);
  }
}

/** The reasons of one interview in a cell: "speeding; fit". */
export function flagNames(flags: readonly Flag[]): string {
  return [...new Set(flags.map(({ reason }) => reason))].join("; ");
}
