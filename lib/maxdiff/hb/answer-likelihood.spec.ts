import { expect, it } from "vitest";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { choiceData } from "../choice/choice-data";
import { likelihoodNames, logLikelihood } from "../choice/likelihood";
import { answerBlocks, LANES } from "./answer-blocks";
import { answerLikelihood } from "./answer-likelihood";
import { laneOffset } from "./hb-model";

/** Seven respondents, tasks of two to five of six items, one respondent without any. */
function mixedStudy() {
  const random = seededRandom(8);
  return choiceData({
    itemCount: 6,
    cohortCount: 1,
    respondents: Array.from({ length: 7 }, (_, r) => ({
      cohort: 0,
      tasks: Array.from({ length: r === 3 ? 0 : 5 + r }, (_, t) => {
        const shown = random.shuffle([0, 1, 2, 3, 4, 5]).slice(0, 2 + ((t + r) % 4));
        return { shown: random.shuffle([...shown]), best: shown[0], worst: shown[1] };
      }),
    })),
  });
}

it.each(likelihoodNames)(
  "gives every respondent the %s log-likelihood and gradient of the plain definition",
  (name) => {
    const data = mixedStudy();
    const answers = answerBlocks(data);
    const likelihood = answerLikelihood(answers, name);
    const random = seededRandom(2);
    const width = data.itemCount * LANES;
    for (const spread of [0.1, 2, 25]) {
      const utilities = new Float64Array(answers.blockCount * width);
      for (let i = 0; i < utilities.length; i++) utilities[i] = spread * standardNormal(random);
      for (let block = 0; block < answers.blockCount; block++) {
        const gradient = new Float64Array(width);
        const values = new Float64Array(LANES);
        likelihood.evaluate(
          block,
          utilities.subarray(block * width, (block + 1) * width),
          gradient,
          values,
        );
        for (let lane = 0; lane < LANES && block * LANES + lane < 7; lane++) {
          const respondent = block * LANES + lane;
          const own = new Float64Array(data.itemCount);
          answers.itemAt.forEach((item, i) => {
            own[item] = utilities[laneOffset(data.itemCount, respondent) + i * LANES];
          });
          const expected = logLikelihood({
            data,
            likelihood: name,
            utilities: own,
            respondents: Int32Array.of(respondent),
          });
          expect(Math.abs(values[lane] - expected.value)).toBeLessThan(
            1e-12 * (1 + Math.abs(expected.value)),
          );
          answers.itemAt.forEach((item, i) => {
            expect(gradient[i * LANES + lane]).toBeCloseTo(expected.gradient[item], 10);
          });
        }
      }
    }
  },
);

it("never gives a finite likelihood to utilities whose exponentials overflow", () => {
  const data = mixedStudy();
  const answers = answerBlocks(data);
  const values = new Float64Array(LANES);
  const width = data.itemCount * LANES;
  const extreme = Float64Array.from({ length: width }, (_, place) => (place < LANES ? 1000 : -200));
  answerLikelihood(answers, "sequential").evaluate(0, extreme, new Float64Array(width), values);
  for (const value of values.subarray(0, 3)) expect(Number.isFinite(value)).toBe(false);
});
