import { expect, test } from "vitest";
import { choiceData } from "@/lib/maxdiff/choice/choice-data";
import { likelihoodNames, logLikelihood } from "@/lib/maxdiff/choice/likelihood";
import { individualLogit } from "./individual-logit";

const mean = Float64Array.from([0.5, 0.2, -0.3, -0.4]);
const data = choiceData({
  itemCount: 4,
  cohortCount: 1,
  respondents: [
    {
      cohort: 0,
      weight: 7,
      tasks: [
        { shown: [0, 1, 2], best: 2, worst: 0 },
        { shown: [1, 2, 3], best: 2, worst: 1 },
      ],
    },
    { cohort: 0, tasks: [] },
  ],
});

test("it is the mode of likelihood times normal prior, under every likelihood, whatever the weight", () => {
  for (const likelihood of likelihoodNames) {
    const utilities = individualLogit({ data, respondent: 0, likelihood, mean, variance: 2 });
    const { gradient } = logLikelihood({
      data,
      likelihood,
      utilities,
      respondents: Int32Array.of(0),
      equalWeights: true,
    });
    gradient.forEach((slope, item) => {
      expect(slope).toBeCloseTo((utilities[item] - mean[item]) / 2, 6);
    });
  }
});

test("without answers it is the population's mean, and little variance keeps it there", () => {
  const input = { data, likelihood: "sequential", mean } as const;
  const none = individualLogit({ ...input, respondent: 1, variance: 2 });
  const tight = individualLogit({ ...input, respondent: 0, variance: 1e-4 });
  mean.forEach((value, item) => {
    expect(none[item]).toBeCloseTo(value, 9);
    expect(tight[item]).toBeCloseTo(value, 3);
  });
  expect(() => individualLogit({ ...input, respondent: 0, variance: 0 })).toThrow("0");
});
