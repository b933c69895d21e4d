import { describe, expect, it } from "vitest";
import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { estimateHb } from "@/lib/maxdiff/hb/estimate-hb";
import { estimatePower } from "@/lib/maxdiff/power/estimate-power";
import { typicalUtilities } from "@/lib/maxdiff/power/power-plan";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { estimateHbInWorkers } from "./estimate-hb";
import { estimatePowerInWorkers } from "./estimate-power";

const design = generateDesign({
  itemCount: 6,
  itemsPerTask: 3,
  taskCount: 6,
  versionCount: 4,
  seed: 2,
});
const { data } = simulateRespondents({
  itemCount: 6,
  versions: design.versions,
  cohorts: [
    { respondents: 30, utilities: typicalUtilities(6), spread: 1 },
    { respondents: 20, utilities: typicalUtilities(6).reverse(), spread: 1 },
  ],
  random: seededRandom(5),
});
const options = {
  chains: 3,
  warmup: 100,
  drawsPerLook: 40,
  maxDraws: 120,
  targetEss: 1e6,
  seed: 9,
};

describe("hierarchical Bayes in threads", () => {
  it("gives the very numbers of one thread, and tells how far it is", async () => {
    const iterations: number[] = [];
    const looks: (number | undefined)[] = [];
    const result = await estimateHbInWorkers({
      data,
      options,
      onProgress: (progress) => {
        iterations.push(progress.iterations);
        looks.push(progress.convergence?.rHatMax);
        expect(progress.ceiling).toBe(3 * 220);
      },
    });
    expect(result).toEqual(estimateHb({ data, options }));
    expect(iterations).toEqual([...iterations].sort((a, b) => a - b));
    expect(iterations.at(-1)).toBe(3 * 220);
    expect(looks[0]).toBeUndefined();
    expect(looks.at(-1)).toBeGreaterThan(0.9);
  });

  it("ends at once when it is cancelled", async () => {
    const controller = new AbortController();
    const endless = { ...options, drawsPerLook: 20_000, maxDraws: 20_000 };
    const run = estimateHbInWorkers({
      data,
      options: endless,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error("no longer wanted")),
    });
    await expect(run).rejects.toThrow("no longer wanted");
  });

  it("refuses bad options before any thread starts", async () => {
    const refused = estimateHbInWorkers({ data, options: { chains: 0 } });
    await expect(refused).rejects.toThrow("chains must be a whole number from 1 to 64, not 0");
  });
});

it("simulates planned studies in threads with the very figures of one thread", async () => {
  const plan = {
    design,
    cohorts: [{ respondents: 20 }, { respondents: 30 }] as const,
    utilities: typicalUtilities(6),
    spread: 1,
    item: 2,
    scale: "net" as const,
    likelihood: "sequential" as const,
    studies: 20,
    seed: 1,
  };
  const fractions: number[] = [];
  const onProgress = (fraction: number) => fractions.push(fraction);
  expect(await estimatePowerInWorkers({ plan, onProgress })).toEqual(estimatePower(plan));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeCloseTo(1, 9);
});
