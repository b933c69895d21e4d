/** One process of `burst.ts`: its share of the people, each doing the step it is told at once. */
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { newStart } from "@/lib/fielding/interview/interview-link";
import { saveScreen } from "@/lib/fielding/save-screen";
import { startInterview } from "@/lib/fielding/start-interview";
import { sentForm } from "@/lib/fielding/testing";

/** A screen, or the start. */
export type Step = "start" | "role" | "region";

export interface Done {
  /** How often somebody was told to send the same again. */
  readonly busy: number;
  readonly failed: number;
  readonly slowestMs: number;
}

const ANSWERS = { role: "pmo", region: "europe" };

const { BURST_URL, BURST_SLUG = "", BURST_PEOPLE } = process.env;
const db = await openDatabase(BURST_URL, { migrate: false });
const people = Array.from({ length: Number(BURST_PEOPLE) }, () => ({
  start: newStart(),
  token: "",
  isOver: false,
}));

process.on("message", async (step: Step) => {
  let [busy, failed, slowestMs] = [0, 0, 0];
  const faults = new Set<string>();
  await Promise.all(
    people.map(async (person) => {
      if (person.isOver) return;
      const before = performance.now();
      const form = step === "start" ? {} : sentForm({ answer: ANSWERS[step] });
      for (;;) {
        try {
          if (step === "start") {
            const input = { slug: BURST_SLUG, form: { start: person.start } };
            person.token = (await startInterview({ db, input })).token;
          } else {
            const { screen } = await saveScreen({
              db,
              token: person.token,
              input: { screen: step, form },
            });
            person.isOver = screen === "over-quota";
          }
          break;
        } catch (error) {
          if (error instanceof DatabaseUnavailable) busy++;
          else {
            failed++;
            faults.add(error instanceof Error ? error.message : String(error));
          }
          await pause(100);
        }
      }
      slowestMs = Math.max(slowestMs, performance.now() - before);
    }),
  );
  for (const fault of faults) console.error(fault);
  process.send?.({ busy, failed, slowestMs } satisfies Done);
});
process.once("disconnect", () => void db.close());
process.send?.({ busy: 0, failed: 0, slowestMs: 0 } satisfies Done);
