import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { cohortPairs } from "./cohort-pairs";
import { compareCohorts } from "./compare-cohorts";
import { columnsBelow } from "./significance-letters";

/*
 * How often a table of six cohorts without any difference has a letter: `npx tsx
 * lib/maxdiff/compare/false-letters.bench.ts STUDIES`. Respondents differ by one logit; net counts.
 */
const studies = Number(process.argv[2] ?? 200);
const sizes = [30, 40, 50, 60, 80, 120];
const random = seededRandom(20261201);
const versions = thirteenItemDesign(12, random);
const utilities = [1.1, 0.5, 0.1, 0.3, 0.7, -0.3, 0.4, 0.2, 0, -0.4, -0.5, -1, -1.1];
const pairs = cohortPairs(sizes.length);
const withLetter = new Array<number>(utilities.length).fill(0);
for (let study = 0; study < studies; study++) {
  const { data } = simulateRespondents({
    itemCount: utilities.length,
    versions,
    cohorts: sizes.map((respondents) => ({ respondents, utilities, spread: 1 })),
    random,
  });
  const { gaps } = compareCohorts({
    data,
    options: {
      likelihood: "sequential",
      seed: 1,
      pairs: pairs.filter(({ from }) => from > 0).map(({ from, to }) => [from, to] as const),
    },
  });
  const lists = gaps.filter(({ scale }) => scale === "net");
  utilities.forEach((_, item) => {
    const row = lists.map(({ from, to, items }) => ({ from, to, ...items[item] }));
    if (columnsBelow(row, sizes.length).some((below) => below.length > 0)) withLetter[item]++;
  });
}
const most = Math.max(...withLetter);
const all = withLetter.reduce((sum, own) => sum + own, 0);
process.stdout.write(
  `${studies} studies: the first item had a letter in ${withLetter[0]}, the worst item in ${most}; ` +
    `${((100 * all) / (studies * utilities.length)).toFixed(1)} % of ${studies * utilities.length} rows\n`,
);
