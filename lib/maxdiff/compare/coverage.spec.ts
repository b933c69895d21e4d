import { expect, test } from "vitest";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateAllocation } from "@/lib/maxdiff/simulate/simulate-allocation";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { softmax } from "@/lib/stats/softmax";
import { inFull } from "@/lib/stats/testing";
import { compareCohorts } from "./compare-cohorts";

const itemCount = 13;
const utilities = [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0, -0.1, -0.3, -0.5, -0.6, -0.8, -1.1];
const options = { likelihood: "sequential", seed: 1 } as const;

/*
 * 100 studies of 13 items are 1,300 intervals. Were they independent, their coverage would have a
 * standard error of √(0.95 · 0.05 / 1300) = 0.6 points; the 13 of a study are nearly so, as their
 * correlation is −1/12. 92 % to 98 % is then five standard errors to each side.
 *
 * A true familywise rate of 5 % gives 5 of 100 studies on average; 13 or more has probability 0.1 %.
 * In the quick form, 30 studies, the bounds are nearly three standard errors away, and 7 or more false
 * families have probability 0.06 %.
 */
const studies = inFull(100, 30);
const mostFalseFamilies = inFull(12, 6);
/** A few seconds each on an idle machine; this is for a busy one. */
const patience = 120_000;

test(
  "on 300 against 700 respondents, 95 % intervals of true gaps cover 92 to 98 %",
  () => {
    const changed = utilities.with(1, 0.3).with(5, 0.5).with(12, -1.5);
    const centred = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / itemCount;
      return values.map((value) => value - mean);
    };
    const sharesOf = (values: number[]) => softmax(Float64Array.from(values)).map((s) => 100 * s);
    const truth = {
      utility: centred(changed).map((value, item) => value - centred(utilities)[item]),
      share: Array.from(sharesOf(changed), (value, item) => value - sharesOf(utilities)[item]),
    };
    const covered = { utility: 0, share: 0 };
    for (let study = 0; study < studies; study++) {
      const random = seededRandom(1000 + study);
      const { data } = simulateRespondents({
        itemCount,
        versions: thirteenItemDesign(20, random),
        cohorts: [
          { respondents: 300, utilities },
          { respondents: 700, utilities: changed },
        ],
        random,
      });
      for (const list of compareCohorts({ data, options }).gaps) {
        expect(list.status).toBe("ok");
        if (list.scale !== "utility" && list.scale !== "share") continue;
        for (const { item, low, high } of list.items) {
          const gap = truth[list.scale][item];
          if (low !== null && high !== null && low <= gap && gap <= high) covered[list.scale]++;
        }
      }
    }
    for (const count of Object.values(covered)) {
      expect(count / (studies * itemCount)).toBeGreaterThan(0.92);
      expect(count / (studies * itemCount)).toBeLessThan(0.98);
    }
  },
  patience,
);

test(
  "where respondents differ but cohorts do not, gaps cover 0 and false ones stay at 5 % of studies",
  () => {
    const means = [20, 15, 12, 10, 9, 8, 7, 6, 5, 4, 2, 1, 1];
    const covered = new Map<string, number>();
    const falseFamilies = new Map<string, number>();
    const falseGlobal = new Map<string, number>();
    const add = (counts: Map<string, number>, scale: string, amount: number) =>
      counts.set(scale, (counts.get(scale) ?? 0) + amount);
    for (let study = 0; study < studies; study++) {
      const random = seededRandom(5000 + study);
      const { data } = simulateRespondents({
        itemCount,
        versions: thirteenItemDesign(20, random),
        cohorts: [
          { respondents: 300, utilities, spread: 1 },
          { respondents: 700, utilities, spread: 1 },
        ],
        random,
      });
      const allocation = simulateAllocation({
        name: "now",
        format: "constant-sum",
        itemCount,
        cohorts: [
          { respondents: 300, means },
          { respondents: 700, means },
        ],
        random,
      });
      for (const list of compareCohorts({ data, allocations: [allocation], options }).gaps) {
        const covering = list.items.filter(
          ({ low, high }) => low !== null && high !== null && low <= 0 && high >= 0,
        );
        add(covered, list.scale, covering.length);
        add(falseFamilies, list.scale, list.items.some((gap) => gap.significant) ? 1 : 0);
        add(falseGlobal, list.scale, list.global && list.global.p < 0.05 ? 1 : 0);
      }
    }
    expect([...covered.keys()]).toEqual(["net", "utility", "share", "score", "allocation"]);
    for (const count of covered.values()) {
      expect(count / (studies * itemCount)).toBeGreaterThan(0.92);
      expect(count / (studies * itemCount)).toBeLessThan(0.98);
    }
    for (const counts of [falseFamilies, falseGlobal]) {
      for (const count of counts.values()) expect(count).toBeLessThanOrEqual(mostFalseFamilies);
    }
  },
  patience,
);
