import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runEngine, scratchFolder } from "../testing";
import { analyseCommand } from "./analyse";
import { designCommand } from "./design";
import { pairsCommand } from "./pairs";
import { powerCommand } from "./power";
import { simulateCommand } from "./simulate";
import { turfCommand } from "./turf";

const scratch = scratchFolder();
afterAll(scratch.remove);

const size = ["--items", "8", "--per-task", "4", "--tasks", "8"];
const rowsOf = (csv: string) =>
  csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));

const design = ["--design", scratch.at("design.csv")];
beforeAll(async () => {
  await runEngine(designCommand, [...size, "--versions", "40", "--out", scratch.at("design.csv")]);
});

describe("pairs", () => {
  it("prints item1,item2,score,why of the pairs that may be one thing", async () => {
    const items = scratch.write(
      "items.csv",
      "number,label,definition\n3,Stakeholder engagement,\n5,Speed,\n2,Customer relationship management,\n",
    );
    const { status, stdout } = await runEngine(pairsCommand, ["--items", items]);
    expect(status).toBe(0);
    expect(rowsOf(stdout)).toEqual([
      ["item1", "item2", "score", "why"],
      ["2", "3", "1", "customer / stakeholder; engagement / relationship"],
    ]);
  });

  it("refuses a list that is none, with its place", async () => {
    const items = scratch.write("wrong.csv", "number,label,definition\nx,A,\n");
    const { status, stderr } = await runEngine(pairsCommand, ["--items", items]);
    expect(status).toBe(2);
    expect(stderr).toContain("wrong.csv:2:1");
  });
});

describe("design", () => {
  it("prints versions, sets and item numbers; the same seed the same bytes, another one others", async () => {
    const print = (...more: string[]) =>
      runEngine(designCommand, [...size, "--versions", "5", ...more]);
    const { status, stdout, stderr } = await print("--seed", "4");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [header, ...rows] = rowsOf(stdout);
    expect(header).toEqual(["Version", "Set", "Item1", "Item2", "Item3", "Item4"]);
    expect(rows.map(([version, set]) => [Number(version), Number(set)])).toEqual(
      Array.from({ length: 40 }, (_, row) => [1 + Math.floor(row / 8), 1 + (row % 8)]),
    );
    expect(new Set(rows.flatMap((row) => row.slice(2).map(Number)))).toEqual(
      new Set([1, 2, 3, 4, 5, 6, 7, 8]),
    );
    expect((await print("--seed", "4")).stdout).toBe(stdout);
    expect((await print("--seed", "5")).stdout).not.toBe(stdout);
  });

  it("keeps prohibited pairs apart, goes on with a design, and measures it in item numbers", async () => {
    const first = scratch.at("first.csv");
    const second = scratch.at("second.csv");
    const apart = [...size, "--prohibit", "1-2, 3-8"];
    await runEngine(designCommand, [...apart, "--versions", "3", "--out", first]);
    const more = ["--versions", "6", "--continue", first, "--diagnostics", scratch.at("d.json")];
    const { status } = await runEngine(designCommand, [...apart, ...more, "--out", second]);
    expect(status).toBe(0);
    expect(scratch.read("second.csv").startsWith(scratch.read("first.csv"))).toBe(true);
    const tasks = rowsOf(scratch.read("second.csv"))
      .slice(1)
      .map((row) => row.slice(2));
    expect(tasks).toHaveLength(48);
    for (const task of tasks) {
      expect(task.includes("1") && task.includes("2")).toBe(false);
      expect(task.includes("3") && task.includes("8")).toBe(false);
    }
    const measured = JSON.parse(scratch.read("d.json"));
    expect(measured).toMatchObject({ seed: 1, versionCount: 6, pairs: { prohibitedShown: 0 } });
    expect(measured.items.worst.item).toBeGreaterThan(0);
  });

  it("says on standard error what is doubtful, items by their numbers", async () => {
    const few = ["--items", "12", "--per-task", "3", "--tasks", "4", "--versions", "1"];
    const { status, stderr } = await runEngine(designCommand, few);
    expect(status).toBe(0);
    expect(stderr).toMatch(/pairs never meet, “1” and “\d+” among them/);
    expect(stderr).toContain("A respondent sees each item 1 times on average.");
  });
});

describe("simulate", () => {
  it("gives back through analyse the utilities and gaps it was given", async () => {
    const truth =
      "number,Leaders,Seniors\n1,1.4,0.4\n2,1,1\n3,.6,.6\n4,.2,.2\n5,-.2,.8\n6,-.6,-.6\n7,-1,-1\n8,-1.4,-1.4\n";
    const written = ["--answers", scratch.at("a.csv"), "--respondents", scratch.at("r.csv")];
    const cohorts = ["--cohorts", "Leaders=900,Seniors=600", "--spread", "0", "--seed", "6"];
    const given = ["--utilities", scratch.write("truth.csv", truth)];
    const args = [...design, ...cohorts, ...given, ...written];
    const { status, stdout } = await runEngine(simulateCommand, args);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      seed: 6,
      cohorts: [
        {
          name: "Leaders",
          respondents: 900,
          items: [{ number: 1, utility: 1.4 }, {}, {}, {}, {}, {}, {}, {}],
        },
        { name: "Seniors", respondents: 600 },
      ],
    });
    const analysed = await runEngine(analyseCommand, [
      ...design,
      ...written,
      ...["--cohort", "cohort"],
    ]);
    const { cohorts: found, gaps } = JSON.parse(analysed.stdout);
    const expected = [1.4, 1, 0.6, 0.2, -0.2, -0.6, -1, -1.4];
    found[0].items.forEach((item: { utility: number }, index: number) => {
      expect(Math.abs(item.utility - expected[index])).toBeLessThan(0.12);
    });
    expect(
      gaps
        .filter((gap: { verdict: string }) => gap.verdict === "different")
        .map((gap: { number: number }) => gap.number),
    ).toEqual([1, 5]);
    const again = await runEngine(simulateCommand, args);
    expect(again.stdout).toBe(stdout);
    const asJson = ["--utilities", scratch.write("truth.json", stdout)];
    const fromJson = await runEngine(simulateCommand, [
      ...design,
      ...cohorts,
      ...asJson,
      ...written,
    ]);
    expect(fromJson.stdout).toBe(stdout);
  });
});

describe("power", () => {
  it("gives a plan for each size, in JSON and as a table, the same bytes for the same seed", async () => {
    const args = [...design, "--per-cohort", "30,60", "--studies", "20", "--seed", "2"];
    const { status, stdout } = await runEngine(powerCommand, args);
    expect(status).toBe(0);
    const { plans, ...asked } = JSON.parse(stdout);
    expect(asked).toMatchObject({ seed: 2, scale: "net", studies: 20, item: 5 });
    expect(plans.map((plan: { respondents: number[] }) => plan.respondents)).toEqual([
      [30, 30],
      [60, 60],
    ]);
    expect(plans[1].single.fromError).toBeLessThan(plans[0].single.fromError);
    expect((await runEngine(powerCommand, args)).stdout).toBe(stdout);
    const table = rowsOf((await runEngine(powerCommand, [...args, "--format", "csv"])).stdout);
    expect(table[0].slice(0, 3)).toEqual(["from", "to", "items"]);
    expect(table.slice(1).map(([from, to]) => [from, to])).toEqual([
      ["30", "30"],
      ["60", "60"],
    ]);
  });
});

describe("turf", () => {
  const individual = scratch.write(
    "individual.csv",
    "id,cohort,rlh,u2,u5,u7\na,x,0.5,2,0,-2\nb,x,0.5,-1,2,-1\nc,y,0.5,2,-2,0\nd,y,0.5,-3,1,2\n",
  );

  it("finds who is reached first, within a cohort too, and honours what must be in or out", async () => {
    const print = async (...more: string[]) => {
      const args = ["--individual", individual, "--reach", "first-choice", ...more];
      const { status, stdout } = await runEngine(turfCommand, args);
      expect(status).toBe(0);
      return JSON.parse(stdout);
    };
    const { sizes, ...asked } = await print("--size", "1,2", "--top", "1");
    expect(asked).toMatchObject({ rule: "first choice", respondents: 4, cohort: null });
    expect(sizes).toMatchObject([
      { size: 1, exhaustive: true, possible: 3, portfolios: [{ items: [2], reach: 50 }] },
      { size: 2, portfolios: [{ items: [2, 5], reach: 75 }] },
    ]);
    const y = await print("--size", "1", "--cohort", "y", "--exclude", "2");
    expect(y.sizes[0].portfolios[0]).toEqual({ items: [7], reach: 50, frequency: 0.5 });
    const held = await print("--size", "2", "--include", "7", "--top", "1");
    expect(held.sizes[0].portfolios[0]).toMatchObject({ items: [2, 7], reach: 75 });
  });

  it("counts probabilities under the other two rules", async () => {
    const table = async (...more: string[]) => {
      const args = ["--individual", individual, "--size", "1", "--format", "csv", ...more];
      return rowsOf((await runEngine(turfCommand, args)).stdout).slice(1);
    };
    const chance = (utility: number) => (100 * Math.exp(utility)) / (Math.exp(utility) + 2);
    const [first] = await table("--per-task", "3");
    expect(first[2]).toBe("5");
    expect(Number(first[3])).toBeCloseTo((chance(0) + chance(2) + chance(-2) + chance(1)) / 4, 6);
    const [most] = await table("--reach", "threshold", "--threshold", "0.3", "--per-task", "3");
    expect(most.slice(2, 4)).toEqual(["5", "75"]);
  });
});

describe("bad input to any of them", () => {
  const answered = ["--answers", scratch.at("n.csv"), "--respondents", scratch.at("m.csv")];
  const small = scratch.write("small.csv", "Version,Set,Item1,Item2,Item3\n1,1,1,2,3\n");
  it.each([
    [
      designCommand,
      ["--items", "5", "--per-task", "6", "--tasks", "3"],
      "A task cannot show 6 of 5 items.",
    ],
    [designCommand, [...size, "--prohibit", "1:2"], "--prohibit: “1:2” is no pair"],
    [designCommand, [...size, "--prohibit", "1-9"], "Prohibited pair 1-9"],
    [
      designCommand,
      [...size, "--continue", small],
      "shows 3 items with numbers up to 3, not items 1 to 8",
    ],
    [designCommand, [...size, "--kind", "odd"], "--kind must be one of balanced, sparse, express"],
    [
      simulateCommand,
      ["--design", small, "--cohorts", "A", ...answered],
      "“A” is not NAME=RESPONDENTS",
    ],
    [
      simulateCommand,
      ["--design", small, "--cohorts", "A=1,A=2", ...answered],
      "“A” is there twice",
    ],
    [
      simulateCommand,
      ["--design", small, "--cohorts", "A=9", ...answered, "--consistency", "1,2,3"],
      "needs one number, or 1, not 3",
    ],
    [
      simulateCommand,
      [
        "--design",
        small,
        "--cohorts",
        "A=9",
        ...answered,
        "--utilities",
        scratch.write("u.csv", "number,B\n1,2\n2,3\n3,x\n"),
      ],
      "u.csv:4:2",
    ],
    [powerCommand, [...size], "Either --per-cohort or --cohorts is needed"],
    [powerCommand, ["--per-cohort", "50"], "Either --design is needed"],
    [
      powerCommand,
      ["--design", small, "--per-cohort", "50", "--item", "9"],
      "--item 9 is not in the design",
    ],
    [turfCommand, ["--individual", small, "--size", "1"], "small.csv:1:1"],
    [
      turfCommand,
      ["--individual", scratch.at("individual.csv"), "--size", "4"],
      "A portfolio of 4",
    ],
    [
      turfCommand,
      ["--individual", scratch.at("individual.csv"), "--size", "1", "--cohort", "z"],
      "nobody is in “z”. There are: x, y.",
    ],
  ])("case %# is one line, status 2, and writes nothing", async (command, args, words) => {
    const { status, stdout, stderr } = await runEngine(command, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.split("\n")).toHaveLength(2);
    expect(scratch.has("n.csv") || scratch.has("m.csv")).toBe(false);
  });
});

describe("as a process", () => {
  const cwd = path.resolve(import.meta.dirname, "../../..");
  const command = (...args: string[]) => ["--import", "tsx", "lib/cli/tradeoff.ts", ...args];

  it("prints help for each, and a design into a pipe", () => {
    const print = (...args: string[]) =>
      execFileSync(process.execPath, command(...args), { cwd, encoding: "utf8" });
    for (const name of ["design", "simulate", "analyse", "power", "turf"]) {
      expect(print(name, "--help")).toMatch(`Usage: npm run tradeoff -- ${name} `);
    }
    expect(print("design", ...size, "--versions", "2").split("\n")).toHaveLength(18);
  });

  it("stops at Ctrl-C with status 130 and one line", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      const long = ["--items", "60", "--per-task", "5", "--tasks", "60", "--versions", "20000"];
      const running = designCommand.run([...long, "--out", scratch.at("never.csv")]);
      process.emit("SIGINT");
      expect(await running).toBe(130);
      expect(written.mock.calls).toEqual([["Cancelled. Nothing was written.\n"]]);
      expect(process.listenerCount("SIGINT")).toBe(0);
      expect(scratch.has("never.csv")).toBe(false);
    } finally {
      written.mockRestore();
    }
  });
});
