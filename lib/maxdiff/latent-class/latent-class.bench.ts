/**
 * Speed of latent classes, one random start of three classes, in one thread, beside flexmix where R
 * has it: on 1,900 respondents × 15 tasks × 4 of 20 items, and on a sixth of them.
 *
 *     npx tsx lib/maxdiff/latent-class/latent-class.bench.ts
 *
 * Both go by their own stopping rule; ours is the stricter one (1e-6 in log-likelihood, theirs 1e-6
 * of it).
 */
import path from "node:path";
import { seededRandom } from "@/lib/stats/random";
import { generateDesign } from "../design/generate-design";
import { besideR, measured, say } from "../fixtures/beside-r";
import { typicalUtilities } from "../power/power-plan";
import { simulateRespondents } from "../simulate/simulate-respondents";
import { latentClass } from "./latent-class";

const CLASSES = 3;
const size = { itemCount: 20, itemsPerTask: 4, taskCount: 15, versionCount: 100, seed: 1 };
const { versions } = generateDesign(size);
const script = path.join(import.meta.dirname, "fixtures/flexmix.R");

for (const total of [300, 1900]) {
  const random = seededRandom(2026);
  const { data } = simulateRespondents({
    itemCount: size.itemCount,
    versions,
    cohorts: Array.from({ length: CLASSES }, (_, group) => ({
      respondents: Math.round(total / CLASSES) + (group === 0 ? total % CLASSES : 0),
      utilities: random.shuffle(typicalUtilities(size.itemCount)),
      spread: 0.5,
    })),
    random,
  });
  const { seconds, result } = measured(3, () =>
    latentClass({
      data,
      likelihood: "sequential",
      classCount: CLASSES,
      starts: 1,
      random: seededRandom(1),
    }),
  );
  if (result.status !== "ok") throw new Error(`No estimate: ${result.status}.`);
  say(
    `latent class, ${data.cohort.length} respondents: ${(1000 * seconds).toFixed(0)} ms, ` +
      `${result.iterations} iterations, log-likelihood ${result.logLikelihood.toFixed(2)}`,
  );
  const theirs = besideR({ script, packageName: "flexmix", data, more: [String(CLASSES)] });
  if (!theirs) continue;
  say(
    `flexmix ${theirs.version}: ${theirs.cpuSeconds.toFixed(1)} s, ${theirs.iterations} iterations, ` +
      `${theirs.classes} classes, log-likelihood ${theirs.logLikelihood.toFixed(2)}`,
  );
  const whole = theirs.cpuSeconds / seconds;
  const iteration = (whole * result.iterations) / (theirs.iterations ?? result.iterations);
  say(
    `ratio to flexmix, ${data.cohort.length} respondents: ${whole.toFixed(0)} a start, ` +
      `${iteration.toFixed(0)} an iteration`,
  );
}
