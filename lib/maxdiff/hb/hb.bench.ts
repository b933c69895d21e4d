import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { essBulk } from "@/lib/stats/convergence";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import type { ChoiceData } from "../choice/choice-data";
import type { LikelihoodName } from "../choice/likelihood";
import { generateDesign } from "../design/generate-design";
import { simulateRespondents } from "../simulate/simulate-respondents";
import { estimateHb } from "./estimate-hb";
import { coefficientDraws } from "./hb-convergence";
import { hbModel } from "./hb-model";
import { runChain } from "./run-chain";

/*
 * Speed of hierarchical Bayes on 1,900 respondents × 15 tasks × 4 of 20 items, in one thread, beside
 * bayesm where R has it:
 *
 *   npx tsx lib/maxdiff/hb/hb.bench.ts [bayesm draws, 3000 when left out; 0 for none]
 *
 * Times are processor seconds of the process, so that a busy machine burdens neither side. Ratios
 * are of bulk effective samples per second of the population means, by one and the same function.
 */
const ITEMS = 20;
const RESPONDENTS = [1000, 900];
const DRAWS = 600;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1];

function study() {
  const random = seededRandom(2026);
  const first = Float64Array.from({ length: ITEMS }, () => standardNormal(random));
  const second = first.map((u) => u + 0.4 * standardNormal(random));
  const { versions } = generateDesign({
    itemCount: ITEMS,
    itemsPerTask: 4,
    taskCount: 15,
    versionCount: 100,
    seed: 1,
  });
  return simulateRespondents({
    itemCount: ITEMS,
    versions,
    cohorts: [first, second].map((utilities, c) => ({
      respondents: RESPONDENTS[c],
      utilities,
      spread: 1.5,
    })),
    random,
  });
}

/** Median and least bulk effective samples per processor second over both cohorts' means. */
function ownSpeed(data: ChoiceData, likelihood: LikelihoodName): number {
  const model = hbModel(data, { likelihood });
  const warmedUp = runChain({ model, chain: 0, until: 1 });
  const before = cpuSeconds();
  const chain = runChain({ model, chain: warmedUp, until: 1 + DRAWS });
  const seconds = cpuSeconds() - before;
  const sizes: number[] = [];
  for (let row = 0; row < 2; row++) {
    for (let item = 0; item < ITEMS; item++) {
      sizes.push(essBulk([coefficientDraws(model, chain, row, item)]));
    }
  }
  const perSecond = median(sizes) / seconds;
  say(
    `${likelihood}: ${((1000 * seconds) / DRAWS).toFixed(2)} ms an iteration, ${chain.steps} leapfrogs; ` +
      `population means: ${(median(sizes) / DRAWS).toFixed(2)} effective samples an iteration ` +
      `(least ${(Math.min(...sizes) / DRAWS).toFixed(2)}), ${perSecond.toFixed(1)} a second ` +
      `(least ${(Math.min(...sizes) / seconds).toFixed(1)})`,
  );
  return perSecond;
}

function bayesmSpeed(data: ChoiceData, draws: number): number | null {
  const found = spawnSync("Rscript", ["-e", "library(bayesm)"], { stdio: "ignore" });
  if (found.status !== 0) {
    say("SKIPPED: R with bayesm is absent (Debian: r-cran-bayesm); no ratio can be given.");
    return null;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "hb-bench-"));
  try {
    const lines = ["respondent,cohort,i1,i2,i3,i4,best,worst"];
    for (let r = 0; r < data.cohort.length; r++) {
      for (let t = data.respondentStart[r]; t < data.respondentStart[r + 1]; t++) {
        const shown = data.shown.subarray(data.taskStart[t], data.taskStart[t + 1]);
        const cells = [r, data.cohort[r], ...shown, data.best[t], data.worst[t]];
        lines.push(cells.map((cell) => cell + 1).join(","));
      }
    }
    const answers = path.join(folder, "answers.csv");
    writeFileSync(answers, `${lines.join("\n")}\n`);
    const script = path.join(import.meta.dirname, "fixtures/bayesm.R");
    const run: { version: string; cpuSeconds: number } = JSON.parse(
      execFileSync("Rscript", [script, answers, String(ITEMS), String(draws)], {
        encoding: "utf8",
      }),
    );
    const rows = readFileSync(path.join(folder, "means.csv"), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(",").map(Number));
    const kept = rows.slice(rows.length >> 2); // the first quarter is its warm-up, not charged
    const sizes = kept[0].map((_, column) => essBulk([Float64Array.from(kept, (r) => r[column])]));
    const seconds = (run.cpuSeconds * kept.length) / rows.length;
    say(
      `bayesm ${run.version}, tricked: ${((1000 * run.cpuSeconds) / draws).toFixed(1)} ms a draw; population ` +
        `means: ${(median(sizes) / seconds).toFixed(3)} effective samples a second ` +
        `(least ${(Math.min(...sizes) / seconds).toFixed(3)})`,
    );
    return median(sizes) / seconds;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { data, utilities } = study();
const trickedSpeed = ownSpeed(data, "tricked");
ownSpeed(data, "sequential");

const before = cpuSeconds();
const result = estimateHb({ data });
const { rHatMax, essBulkMin, converged } = result.convergence;
const truth = new Float64Array(ITEMS);
for (let r = 0; r < data.cohort.length; r++) {
  const own = utilities.subarray(r * ITEMS, (r + 1) * ITEMS);
  const mean = own.reduce((sum, u) => sum + u, 0) / ITEMS;
  own.forEach((u, i) => {
    truth[i] += ((data.cohort[r] === 1 ? 1 : -1) * (u - mean)) / RESPONDENTS[data.cohort[r]];
  });
}
let products = 0;
let squares = 0;
truth.forEach((gap, i) => {
  products += gap * result.gaps[0].mean[i];
  squares += gap * gap;
});
say(
  `whole run, ${result.chainCount} chains in one thread: ${(cpuSeconds() - before).toFixed(1)} s, ` +
    `${result.drawsPerChain} draws a chain, converged ${converged}, R-hat at most ${rHatMax.toFixed(4)}, ` +
    `bulk effective size at least ${essBulkMin.toFixed(0)}; fitted-on-true slope of the gaps ` +
    `${(products / squares).toFixed(3)}`,
);

const bayesmDraws = Number(process.argv[2] ?? 3000);
const theirs = bayesmDraws > 0 ? bayesmSpeed(data, bayesmDraws) : null;
if (theirs !== null) say(`ratio to bayesm, tricked: ${(trickedSpeed / theirs).toFixed(0)}`);
