import { tenDigits } from "@/lib/stats/ten-digits";
import type { CausesReport } from "./cause-words";

/** The table of causes as the terminal's `analyse --causes` prints it; null before it was computed. */
export function causesJson({ study, causes }: CausesReport): string {
  const result = causes?.done?.result ?? null;
  const told = {
    study: study.name,
    origin: study.origin,
    stale: causes?.done?.isStale ?? null,
    seed: result?.seed ?? null,
    engine: result?.engine ?? null,
    notAsked: result?.notAsked ?? null,
    pairs: result?.pairs ?? null,
    causes: result?.causes ?? null,
    ...(result?.checks ? { checks: result.checks } : {}),
  };
  const text = JSON.stringify(
    told,
    (_, held: unknown) => (typeof held === "number" ? tenDigits(held) : held),
    2,
  );
  return `${text}\n`;
}
