import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { say } from "@/lib/maxdiff/fixtures/beside-r";
import { estimateHb } from "@/lib/maxdiff/hb/estimate-hb";
import { judgeHbGaps } from "@/lib/maxdiff/hb/judge-hb-gaps";
import { typicalUtilities } from "@/lib/maxdiff/power/power-plan";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { compareCohorts } from "./compare-cohorts";
import type { Gap } from "./compare-estimates";
import { compareScaleAdjusted } from "./compare-scale-adjusted";
import { defaultUtilityMargin } from "./margins";

/*
 * How often a study of cohorts without any difference tells of a gap:
 *
 *   npx tsx lib/maxdiff/compare/false-gaps.bench.ts [studies, 2000] [sizes, 100:100] [consistency of the second, 1] [tasks, 13] [hb]
 *
 * 13 items in tasks of 4, 300 versions, respondents who differ by one logit. With `hb` hierarchical
 * Bayes as well, run until it has converged: some seconds a study. A family is all items
 * of a study on one scale; it is false when any of them is significant after Holm's adjustment. Where
 * consistency differs, only gaps with it divided out are counted: the others are there.
 */
const studies = Number(process.argv[2] ?? 2000);
const sizes = (process.argv[3] ?? "100:100").split(":").map(Number);
const consistency = Number(process.argv[4] ?? 1);
const taskCount = Number(process.argv[5] ?? 13);
const withHb = process.argv[6] === "hb";

const design = { itemCount: 13, itemsPerTask: 4, taskCount, versionCount: 300, seed: 1 };
const utilities = typicalUtilities(design.itemCount);
const { versions } = generateDesign(design);

interface Tally {
  families: number;
  falseFamilies: number;
  tests: number;
  falseTests: number;
  /** Squared gaps, and what their errors say they should be. */
  squares: number;
  variances: number;
}
const tallies = new Map<string, Tally>();

function count(scale: string, gaps: readonly Gap[]): void {
  const tally = tallies.get(scale) ?? {
    ...{ families: 0, falseFamilies: 0, tests: 0, falseTests: 0, squares: 0, variances: 0 },
  };
  tallies.set(scale, tally);
  tally.families++;
  if (gaps.some(({ significant }) => significant)) tally.falseFamilies++;
  for (const { gap, se, p } of gaps) {
    if (gap === null || se === null || p === null) continue;
    tally.tests++;
    if (p < 0.05) tally.falseTests++;
    tally.squares += gap ** 2;
    tally.variances += se ** 2;
  }
}

for (let study = 0; study < studies; study++) {
  const random = seededRandom(900_000 + study);
  const { data } = simulateRespondents({
    itemCount: design.itemCount,
    versions,
    cohorts: sizes.map((respondents, cohort) => ({
      respondents,
      utilities,
      spread: 1,
      consistency: cohort === 0 ? 1 : consistency,
    })),
    random,
  });
  if (consistency === 1) {
    const { gaps } = compareCohorts({ data, options: { likelihood: "sequential", seed: 1 } });
    for (const { scale, items } of gaps) count(scale, items);
    if (withHb) {
      const [fitted] = estimateHb({ data, options: { seed: study } }).gaps;
      count("utility, hierarchical Bayes", judgeHbGaps(fitted, defaultUtilityMargin));
    }
  }
  const adjusted = compareScaleAdjusted({ data, likelihood: "sequential" });
  if (adjusted.status === "ok") count("utility, scale-adjusted", adjusted.gaps[0].after);
}

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(2)} %`;
for (const [scale, tally] of tallies) {
  const rate = tally.falseFamilies / tally.families;
  const reach = 196 * Math.sqrt((rate * (1 - rate)) / tally.families);
  say(
    `${sizes.join(":")}, ${tally.families} studies, ${scale}: false families ` +
      `${percent(tally.falseFamilies, tally.families)} ± ${reach.toFixed(2)}, single items ` +
      `${percent(tally.falseTests, tally.tests)}, variance of gaps ` +
      `${(tally.squares / tally.variances).toFixed(4)} of what errors say`,
  );
}
