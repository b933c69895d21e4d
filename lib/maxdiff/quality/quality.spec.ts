import { describe, expect, it } from "vitest";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { positionShares, straightLiningByChance } from "./position-shares";
import { anyBelow, caughtByEach, ownRlh, rlhCutoff } from "./rlh-cutoff";
import { areTelling } from "./same-choices";

const versions = thirteenItemDesign(30, seededRandom(1));

function positionsOf(data: ChoiceData, respondent: number) {
  const tasks = [];
  for (
    let task = data.respondentStart[respondent];
    task < data.respondentStart[respondent + 1];
    task++
  ) {
    const shown = data.shown.subarray(data.taskStart[task], data.taskStart[task + 1]);
    tasks.push({ best: shown.indexOf(data.best[task]), worst: shown.indexOf(data.worst[task]) });
  }
  return tasks;
}

describe("straight-lining by position", () => {
  it("is the largest share of one position, for best and worst by themselves", () => {
    const best = [0, 0, 0, 0, 0, 0, 1, 2];
    const worst = [1, 2, 3, 1, 2, 3, 0, 0];
    expect(positionShares(best.map((of, task) => ({ best: of, worst: worst[task] })))).toEqual({
      best: 0.75,
      worst: 0.25,
      tasks: 8,
    });
  });

  it("cannot be told from five tasks, or of a worst that was never asked", () => {
    const top = { best: 0, worst: 1 };
    expect(positionShares(Array.from({ length: 5 }, () => top))).toBeNull();
    const bestOnly = Array.from({ length: 6 }, () => ({ best: 2, worst: null }));
    expect(positionShares(bestOnly)).toEqual({ best: 1, worst: 0, tasks: 6 });
  });

  it("is reached by chance as rarely as the binomial says", () => {
    // P(X ≥ 11 of 13 at p = 1/4) = Σ C(13, x) 3^(13−x) / 4^13 = (78·9 + 13·3 + 1) / 4^13; times 2·4.
    expect(straightLiningByChance(0.8, 13, 4)).toBeCloseTo((8 * 742) / 4 ** 13, 12);
    // Nobody can be told from five tasks, so nobody is by chance.
    expect(straightLiningByChance(0.8, 5, 4)).toBe(0);
  });

  it("is not reached by sincere or by random respondents, and always by those who do it", () => {
    const { data } = simulateRespondents({
      itemCount: 13,
      versions,
      cohorts: [
        { respondents: 1_000, utilities: new Float64Array(13), spread: 1.5 },
        { respondents: 1_000, utilities: new Float64Array(13), randomShare: 1 },
      ],
      random: seededRandom(4),
    });
    const shares = Array.from(data.cohort, (_, r) => positionShares(positionsOf(data, r)));
    const caught = shares.filter((share) => Math.max(share?.best ?? 0, share?.worst ?? 0) >= 0.8);
    process.stdout.write(`Straight-lining: ${caught.length} of 2,000 others flagged at 0.8.\n`);
    expect(caught.length).toBeLessThanOrEqual(2);
    const lined = Array.from({ length: 13 }, (_, task) => ({
      best: task === 5 ? 2 : 0,
      worst: (task % 3) + 1,
    }));
    expect(positionShares(lined)?.best).toBeCloseTo(12 / 13);
  });
});

describe("the cut-off on RLH", () => {
  const cutoffOf = (randomCaught: number) =>
    rlhCutoff({ itemCount: 13, versions, likelihood: "sequential", randomCaught });

  it("has the error rates it names, among new respondents of the same design", () => {
    const cut = cutoffOf(0.8);
    expect(cut).toEqual(cutoffOf(0.8));
    expect(cut.randomPassed).toBeCloseTo(20, 0);
    const utilities = new Float64Array(13);
    const { data } = simulateRespondents({
      itemCount: 13,
      versions,
      cohorts: [
        { respondents: 500, utilities, randomShare: 1 },
        ...cut.sincere.map(({ spread }) => ({ respondents: 500, utilities, spread })),
      ],
      random: seededRandom(99),
    });
    const values = ownRlh(data, "sequential");
    const below = (group: number) =>
      values.slice(500 * group, 500 * group + 500).filter((rlh) => (rlh ?? 1) < cut.cutoff).length /
      5;
    process.stdout.write(
      `RLH: cut-off ${cut.cutoff.toFixed(3)} catches ${below(0)} % of random, flags ${cut.sincere
        .map(({ flagged }, group) => `${below(group + 1)} % (said ${flagged.toFixed(0)})`)
        .join(
          ", ",
        )} of sincere at spreads ${cut.sincere.map(({ spread }) => spread).join(", ")}.\n`,
    );
    // Two percentages of 500 to 1,000 respondents: 4.5 standard errors of their difference.
    expect(Math.abs(below(0) - 80)).toBeLessThan(10);
    cut.sincere.forEach(({ flagged }, group) => {
      expect(Math.abs(below(group + 1) - flagged)).toBeLessThan(14.5);
    });
    expect(cut.chance).toBeCloseTo(12 ** -0.5, 12);
  });

  it("is stricter the more random answerers it is to catch, and costs sincere ones the more", () => {
    const [low, high] = [cutoffOf(0.5), cutoffOf(0.95)];
    expect(high.cutoff).toBeGreaterThan(low.cutoff);
    high.sincere.forEach(({ flagged }, place) => {
      expect(flagged).toBeGreaterThanOrEqual(low.sincere[place].flagged);
    });
    expect(() => cutoffOf(0)).toThrow("0");
    expect(() => cutoffOf(1)).toThrow("1");
  });

  it("has, over two exercises, the error rates of people who answer both", () => {
    const each = caughtByEach(0.5, 2);
    expect(each).toBeCloseTo(1 - Math.SQRT1_2, 12);
    expect(caughtByEach(0.8, 1)).toBe(0.8);
    const pair = { itemCount: 7, likelihood: "sequential", randomCaught: each } as const;
    const short = Array.from({ length: 7 }, (_, task) =>
      [0, 1, 3].map((step) => (task + step) % 7),
    );
    const cutoffs = [cutoffOf(each), rlhCutoff({ ...pair, versions: [short] })];
    const together = anyBelow(cutoffs);
    expect(together.randomPassed).toBeCloseTo(50, 0);
    const people = 600;
    const fitsIn = (itemCount: number, design: typeof versions, seed: number) => {
      const utilities = new Float64Array(itemCount);
      const { data } = simulateRespondents({
        itemCount,
        versions: design,
        cohorts: [
          { respondents: people, utilities, randomShare: 1 },
          ...together.sincere.map(({ spread }) => ({ respondents: people, utilities, spread })),
        ],
        random: seededRandom(seed),
      });
      return ownRlh(data, "sequential");
    };
    const long = fitsIn(13, versions, 21);
    const other = fitsIn(7, [short], 22);
    const below = (group: number) => {
      let found = 0;
      for (let person = people * group; person < people * (group + 1); person++) {
        const isBelow =
          (long[person] ?? 1) < cutoffs[0].cutoff || (other[person] ?? 1) < cutoffs[1].cutoff;
        if (isBelow) found++;
      }
      return (100 * found) / people;
    };
    const said = [100 - together.randomPassed, ...together.sincere.map(({ flagged }) => flagged)];
    process.stdout.write(
      `RLH in either of two: ${said.map((share, group) => `${below(group).toFixed(0)} % (said ${share.toFixed(0)})`).join(", ")}.\n`,
    );
    said.forEach((share, group) => {
      // Percentages of 600 and of two cut-offs from 500: 4.5 standard errors of their difference.
      expect(Math.abs(below(group) - share)).toBeLessThan(17);
      expect(share).toBeGreaterThanOrEqual(
        Math.max(
          ...cutoffs.map((one) =>
            group === 0 ? 100 - one.randomPassed : one.sincere[group - 1].flagged,
          ),
        ),
      );
    });
  });

  it("judges nobody by the others: one respondent's RLH stays whoever else answers", () => {
    const simulated = simulateRespondents({
      itemCount: 13,
      versions,
      cohorts: [{ respondents: 20, utilities: new Float64Array(13), spread: 1 }],
      random: seededRandom(5),
    }).data;
    const end = simulated.respondentStart[1];
    const alone = {
      ...simulated,
      respondentStart: Int32Array.of(0, end),
      cohort: Int32Array.of(0),
    };
    expect(ownRlh(alone, "sequential")[0]).toBe(ownRlh(simulated, "sequential")[0]);
  });
});

describe("the same choices in every task", () => {
  /** How many of 2,000 people of one strong taste, all on one version, repeat somebody before. */
  const repeats = (itemCount: number, version: readonly (readonly number[])[]) => {
    const random = seededRandom(8);
    const taste = Float64Array.from({ length: itemCount }, () => 1.5 * standardNormal(random));
    const { data } = simulateRespondents({
      itemCount,
      versions: [version],
      cohorts: [{ respondents: 2_000, utilities: taste, spread: 0.5 }],
      random,
    });
    const seen = new Set<string>();
    let found = 0;
    for (let respondent = 0; respondent < 2_000; respondent++) {
      const [from, to] = data.respondentStart.subarray(respondent, respondent + 2);
      const answers = `${data.best.subarray(from, to)} ${data.worst.subarray(from, to)}`;
      if (seen.has(answers)) found++;
      seen.add(answers);
    }
    return found;
  };

  it("are told from chance where there are enough ways to answer, and not where there are few", () => {
    const eight = Array.from({ length: 8 }, (_, task) =>
      [0, 1, 3].map((step) => (task + step) % 8),
    );
    const counts = [repeats(13, versions[0]), repeats(8, eight)];
    process.stdout.write(
      `Same choices throughout: ${counts[0]} of 2,000 in 13 tasks of 4, ${counts[1]} in 8 of 3.\n`,
    );
    expect(areTelling(versions[0].map((task) => task.length))).toBe(true);
    expect(counts[0]).toBe(0);
    expect(areTelling(eight.map((task) => task.length))).toBe(false);
    expect(counts[1]).toBeGreaterThan(100);
    const ofSize = (size: number, count: number) => areTelling(new Array(count).fill(size));
    expect([ofSize(4, 11), ofSize(4, 12), ofSize(3, 15), ofSize(3, 16)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
