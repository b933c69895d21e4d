import {
  addCoverageStudy,
  type CoverageCase,
  coverageRates,
  emptyTally,
} from "./fixtures/coverage-study";
import { type CovariancePrior, fieldPrior, halfTPrior, learntPrior } from "./hb-options";

/*
 * How often 95 % intervals of cohort gaps hold the truth, over simulated studies:
 *
 *   npx tsx lib/maxdiff/hb/coverage.bench.ts [studies of each case, 100] [word in the title, to pick some]
 *
 * Prints a line for each case and prior after every tenth study; all priors get the same studies. 100
 * studies of everything take half an hour of processor time.
 */
const studies = Number(process.argv[2] ?? 100);
const asked = process.argv[3] ?? "";

const usual = { itemCount: 13, itemsPerTask: 4, taskCount: 9, gapSd: 0.5 };
const cases: Record<string, CoverageCase> = {
  "300:700, spread 1": { ...usual, respondents: [300, 700], spread: 1 },
  "500:500, spread 1": { ...usual, respondents: [500, 500], spread: 1 },
  "300:700, spread 0.3": { ...usual, respondents: [300, 700], spread: 0.3 },
  "60:140, spread 1": { ...usual, respondents: [60, 140], spread: 1 },
  "300:700, spread 1, one taste": { ...usual, respondents: [300, 700], spread: 1, oneTaste: 0.7 },
};
const priors: Record<string, CovariancePrior> = {
  "learnt variance": learntPrior,
  "half-t": halfTPrior,
  "inverse Wishart": fieldPrior,
};

const runs = Object.entries(cases)
  .flatMap(([name, of]) =>
    Object.entries(priors).map(([word, prior]) => ({
      title: `${name}, ${word}`,
      of,
      prior,
      tally: emptyTally(),
    })),
  )
  .filter(({ title }) => title.includes(asked));
for (let study = 1; study <= studies; study++) {
  for (const { of, prior, tally } of runs) {
    addCoverageStudy(tally, of, prior, study, { warmup: 150, draws: 400 });
  }
  if (study % 10 !== 0 && study !== studies) continue;
  for (const { title, tally } of runs) {
    const { coverage, zeroCoverage, falseFamilies, slope, spreadRatio } = coverageRates(tally);
    const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
    process.stdout.write(
      `${study} studies, ${title}: gaps covered ${percent(coverage)}, zero gaps ${percent(zeroCoverage)}, ` +
        `studies with a false gap ${percent(falseFamilies)}; fitted on true ${slope.toFixed(3)}, ` +
        `spread ${spreadRatio.toFixed(3)} of the true one\n`,
    );
  }
}
