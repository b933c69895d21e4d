import { csvText, safeCell } from "@/lib/files/csv";
import type { Flag } from "./judge-interviews";
import type { Progress } from "./read-progress";

const HEADER = [
  "id",
  "number",
  "cohort",
  "finished_at",
  "flags",
  "straight_lining",
  "pace",
  "fit",
  "fit_cutoff",
  "gibberish",
  "duplicate_of",
];

/** Every flagged interview with its reasons and the figures behind them, one line each. */
export function flagsCsv({ flagged, cohorts }: Pick<Progress, "flagged" | "cohorts">): string {
  const names = new Map(cohorts.map(({ number, name }) => [number, name ?? ""]));
  return csvText([
    HEADER,
    ...flagged.map(({ externalId, number, cohortNumber, finishedAt, flags }) => {
      const of = <Reason extends Flag["reason"]>(reason: Reason) =>
        flags.find((flag): flag is Flag & { reason: Reason } => flag.reason === reason);
      const fit = of("fit");
      const figure = (value: number | undefined) => (value === undefined ? "" : value.toFixed(4));
      return [
        externalId,
        String(number),
        names.get(cohortNumber ?? 0) ?? "",
        finishedAt === null ? "" : new Date(finishedAt).toISOString(),
        flagNames(flags),
        figure(of("straight-lining")?.share),
        figure(of("speeding")?.pace),
        figure(fit?.fit),
        figure(fit?.cutoff),
        of("gibberish")?.fault ?? "",
        String(of("duplicate")?.first ?? ""),
      ].map(safeCell);
    }),
  ]);
}

/** The reasons of one interview in a cell: "speeding; fit". */
export function flagNames(flags: readonly Flag[]): string {
  return [...new Set(flags.map(({ reason }) => reason))].join("; ");
}
