import { describe, expect, it } from "vitest";
import { forecastFinish } from "./forecast-finish";
import { interviewPace } from "./interview-pace";
import { median } from "./median";
import { seededRandom } from "./random";
import { standardNormal } from "./standard-normal";

describe("the median", () => {
  it("is the middle one, the mean of two middle ones, nothing of nothing", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNull();
  });
});

describe("paces", () => {
  const mediansOf = (times: readonly ReadonlyMap<string, number>[]) => {
    const screens = new Set(times.flatMap((person) => [...person.keys()]));
    return new Map(
      [...screens].map((screen) => [
        screen,
        median(times.flatMap((person) => person.get(screen) ?? [])) ?? 0,
      ]),
    );
  };

  it("are times over the median times of the same screens", () => {
    const times = [
      new Map([
        ["a", 10],
        ["b", 20],
      ]),
      new Map([
        ["a", 20],
        ["b", 40],
      ]),
      new Map([
        ["a", 30],
        ["b", 60],
      ]),
      new Map([["b", 20]]),
      new Map<string, number>(),
    ];
    const medians = mediansOf(times);
    // b: 20, 20, 40, 60.
    expect(Object.fromEntries(medians)).toEqual({ a: 20, b: 30 });
    expect(times.map((person) => interviewPace(person, medians))).toEqual([
      0.6,
      1.2,
      1.8,
      20 / 30,
      null,
    ]);
  });

  it("find a speeder who left one screen open over lunch", () => {
    const random = seededRandom(3);
    const person = (speed: number) =>
      new Map(
        Array.from({ length: 18 }, (_, screen): [string, number] => [
          `screen ${screen}`,
          14 * speed * Math.exp(0.4 * standardNormal(random)),
        ]),
      );
    const times = [
      ...Array.from({ length: 300 }, () => person(1)),
      ...Array.from({ length: 15 }, () => person(0.3).set("screen 7", 3_600)),
    ];
    const medians = mediansOf(times);
    const paces = times.map((person) => interviewPace(person, medians));
    const middle = median(paces.flatMap((pace) => pace ?? [])) ?? 0;
    const fast = paces.map((pace) => (pace ?? 1) < 0.5 * middle);
    expect(fast.slice(300).every(Boolean)).toBe(true);
    expect(fast.slice(0, 300).some(Boolean)).toBe(false);
  });
});

describe("the forecast of a finish", () => {
  const poisson = (mean: number, random: ReturnType<typeof seededRandom>) => {
    let events = 0;
    for (let time = -Math.log(1 - random.next()); time < mean; events++) {
      time -= Math.log(1 - random.next());
    }
    return events;
  };
  /** Share of simulated fieldworks whose true finish lies in the interval. */
  const coverage = (burst: (random: ReturnType<typeof seededRandom>) => number) => {
    const random = seededRandom(12);
    let held = 0;
    for (let study = 0; study < 600; study++) {
      const hour = () => poisson(4 * burst(random), random);
      const forecast = forecastFinish(Array.from({ length: 24 }, hour), 1, 100);
      let missing = 100;
      let hours = 0;
      while (missing > 0) {
        missing -= hour();
        hours++;
      }
      if (forecast && hours >= forecast.earliest && hours - 1 <= forecast.latest) held++;
    }
    return held / 600;
  };

  it("holds the true finish 19 times in 20, whether completes come evenly or in bursts", () => {
    const even = coverage(() => 1);
    const inBursts = coverage((random) => (random.next() < 0.25 ? 4 : 0));
    process.stdout.write(`Forecast: ${even} held with even completes, ${inBursts} in bursts.\n`);
    // 600 studies: 4 standard errors are 0.036.
    expect(Math.abs(even - 0.95)).toBeLessThan(0.045);
    expect(Math.abs(inBursts - 0.95)).toBeLessThan(0.045);
  });

  it("is the missing over the rate, and cannot be told from nine completes", () => {
    expect(forecastFinish([6, 6], 2, 30)).toMatchObject({ rate: 3, expected: 10 });
    expect(forecastFinish([4, 5], 2, 30)).toBeNull();
  });
});
