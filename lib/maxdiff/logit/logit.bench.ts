/**
 * Speed of the aggregate logit on 1,900 respondents × 15 tasks × 4 of 20 items, in one thread, beside
 * survival::clogit where R has it:
 *
 *     npx tsx lib/maxdiff/logit/logit.bench.ts
 *
 * Ours includes the check for separation and both kinds of errors; theirs is the fit alone.
 */
import path from "node:path";
import { seededRandom } from "@/lib/stats/random";
import { allRespondents } from "../choice/cohort-respondents";
import { generateDesign } from "../design/generate-design";
import { besideR, measured, say } from "../fixtures/beside-r";
import { typicalUtilities } from "../power/power-plan";
import { simulateRespondents } from "../simulate/simulate-respondents";
import { aggregateLogit } from "./aggregate-logit";

const size = { itemCount: 20, itemsPerTask: 4, taskCount: 15, versionCount: 100, seed: 1 };
const { data } = simulateRespondents({
  itemCount: size.itemCount,
  versions: generateDesign(size).versions,
  cohorts: [{ respondents: 1900, utilities: typicalUtilities(size.itemCount), spread: 1 }],
  random: seededRandom(2026),
});

const respondents = allRespondents(data);
for (const likelihood of ["tricked", "pair", "sequential"] as const) {
  const { seconds } = measured(9, () => aggregateLogit({ data, respondents, likelihood }));
  say(`aggregate logit, ${likelihood}: ${(1000 * seconds).toFixed(1)} ms`);
}
const own = measured(9, () => aggregateLogit({ data, respondents, likelihood: "sequential" }));
if (own.result.status !== "ok") throw new Error(`No estimate: ${own.result.status}.`);
const script = path.join(import.meta.dirname, "fixtures/clogit.R");
const theirs = besideR({ script, packageName: "survival", data });
if (theirs) {
  const { version, cpuSeconds, quickestSeconds = cpuSeconds, logLikelihood } = theirs;
  say(
    `survival::clogit ${version}, sequential: ${(1000 * cpuSeconds).toFixed(0)} ms, with its quickest ` +
      `method ${(1000 * quickestSeconds).toFixed(0)} ms; log-likelihood ${logLikelihood.toFixed(3)}, ` +
      `ours ${own.result.logLikelihood.toFixed(3)}`,
  );
  say(
    `ratio to survival::clogit, sequential: ${(cpuSeconds / own.seconds).toFixed(0)}, to its quickest ` +
      `method ${(quickestSeconds / own.seconds).toFixed(0)}`,
  );
}
