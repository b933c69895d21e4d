import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Agreement } from "@/lib/analysis/methods/agreement";
import type { Analysis } from "@/lib/analysis/methods/analysis";
import type { Causes } from "@/lib/analysis/methods/causes";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import {
  REFERENCE,
  type ReferenceFit,
  type ReferenceStudy,
  readReferenceClasses,
  readReferenceFigures,
  referenceFile,
} from "@/lib/maxdiff/fixtures/reference-study";
import { runEngine, scratchFolder } from "../testing";
import { analyseCommand } from "./analyse";
import { designCommand } from "./design";
import { simulateCommand } from "./simulate";

const scratch = scratchFolder();
afterAll(scratch.remove);

async function analyse(...args: string[]): Promise<Analysis> {
  const { status, stdout, stderr } = await runEngine(analyseCommand, args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

const study = ["--design", scratch.at("d.csv"), "--answers", scratch.at("a.csv")];
const byCohort = [...study, "--respondents", scratch.at("r.csv"), "--cohort", "cohort"];

beforeAll(async () => {
  const design = ["--items", "6", "--per-task", "3", "--tasks", "6", "--versions", "10"];
  await runEngine(designCommand, [...design, "--out", scratch.at("d.csv")]);
  const cohorts = ["--cohorts", "Leaders=40,Seniors=60", "--design", scratch.at("d.csv")];
  const written = ["--answers", scratch.at("a.csv"), "--respondents", scratch.at("r.csv")];
  await runEngine(simulateCommand, [...cohorts, ...written, "--seed", "3"]);
});

describe("what analyse prints", () => {
  it.each(["counts", "logit", "latent-class"])(
    "by %s: the fixed fields, in figures that fit",
    async (method) => {
      const args = [...byCohort, "--method", method, "--seed", "7"];
      if (method === "latent-class") args.push("--classes", "2");
      const printed = await analyse(...args);
      expect(Object.keys(printed)).toEqual([
        "method",
        "likelihood",
        "seed",
        "engine",
        "respondents",
        "logLikelihood",
        "cohorts",
        "gaps",
        "diagnostics",
      ]);
      expect(printed).toMatchObject({
        method,
        likelihood: "sequential",
        seed: 7,
        respondents: 100,
      });
      expect(printed.cohorts.map(({ name, respondents }) => [name, respondents])).toEqual([
        ["Leaders", 40],
        ["Seniors", 60],
      ]);
      for (const { items } of printed.cohorts) {
        expect(Object.keys(items[0])).toEqual([
          ...["number", "shown", "best", "worst", "net"],
          ...["utility", "se", "low", "high", "share", "score"],
        ]);
        expect(items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
        const sum = (figure: "utility" | "share" | "score") =>
          items.reduce((total, item) => total + (item[figure] ?? Number.NaN), 0);
        expect(sum("utility")).toBeCloseTo(0, 7);
        expect(sum("share")).toBeCloseTo(100, 7);
        expect(sum("score")).toBeCloseTo(100, 7);
        for (const { shown, best, worst, net } of items) {
          expect(net).toBeCloseTo((100 * (best - worst)) / shown, 6);
        }
      }
      expect(printed.gaps).toHaveLength(6);
      for (const gap of printed.gaps) {
        expect(Object.keys(gap)).toEqual([
          ...["number", "from", "to", "gap", "low", "high", "pHolm", "verdict"],
        ]);
        const [from, to] = printed.cohorts.map(({ items }) => items[gap.number - 1].utility ?? 0);
        expect(gap).toMatchObject({ from: "Leaders", to: "Seniors" });
        expect(gap.gap).toBeCloseTo(to - from, 7);
      }
      expect(await analyse(...args)).toEqual(printed);
    },
  );

  it("by hb: convergence, the same bytes without timings, and a row for every respondent", async () => {
    const hb = [...byCohort, "--method", "hb", "--chains", "2", "--max-draws", "120"];
    const run = async (name: string, ...more: string[]) => {
      const file = scratch.at(`${name}.csv`);
      const { status, stdout } = await runEngine(analyseCommand, [
        ...hb,
        "--individual",
        file,
        ...more,
      ]);
      expect(status).toBe(0);
      return { stdout, individual: scratch.read(`${name}.csv`) };
    };
    const once = await run("one", "--timings", "no");
    expect(await run("two", "--timings", "no")).toEqual(once);
    expect((await run("other", "--timings", "no", "--seed", "2")).stdout).not.toBe(once.stdout);

    const timed: Analysis = JSON.parse((await run("timed")).stdout);
    expect(timed.diagnostics).toMatchObject({
      rhatMax: expect.any(Number),
      essBulkMin: expect.any(Number),
      seconds: expect.any(Number),
    });
    expect(JSON.parse(once.stdout)).toEqual({
      ...timed,
      diagnostics: { ...timed.diagnostics, seconds: null },
    });
    const rows = once.individual
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    expect(rows[0]).toEqual(["id", "cohort", "rlh", "u1", "u2", "u3", "u4", "u5", "u6"]);
    expect(rows).toHaveLength(101);
    for (const [, cohort, rlh, ...utilities] of rows.slice(1)) {
      expect(["Leaders", "Seniors"]).toContain(cohort);
      expect(Number(rlh)).toBeGreaterThan(0.2);
      expect(utilities.reduce((sum, text) => sum + Number(text), 0)).toBeCloseTo(0, 7);
    }
  });

  it("by hb: the prior asked for, and the field's where its variance is named", async () => {
    const hb = [...study, "--method", "hb", "--chains", "1", "--max-draws", "20"];
    const prior = async (...args: string[]) => (await analyse(...hb, ...args)).diagnostics.prior;
    expect(await prior()).toEqual({ kind: "learnt-variance", most: 2, extraDegrees: 5 });
    expect(await prior("--prior", "half-t")).toMatchObject({ kind: "half-t" });
    expect(await prior("--prior", "inverse-wishart")).toMatchObject({
      variance: 2,
      extraDegrees: 5,
    });
    expect(await prior("--prior-df", "3")).toMatchObject({
      kind: "inverse-wishart",
      variance: 2,
      extraDegrees: 3,
    });
  });

  it("with --causes: the table of causes beside the figures, pairs named in a file", async () => {
    scratch.write("pairs.csv", "item1,item2,kind\n2,5,synonym\n3,4,substitute\n");
    const short = ["--chains", "1", "--max-draws", "60", "--causes"];
    const plain = await analyse(...byCohort, "--method", "logit");
    const printed = await analyse(
      ...[...byCohort, "--method", "logit", ...short, "--pairs", scratch.at("pairs.csv")],
    );
    const { causes, notAsked, ...figures } = printed as Analysis &
      Pick<Causes, "causes" | "notAsked">;
    expect(figures).toEqual(plain);
    expect(notAsked).toEqual(["anchors", "repeated-tasks", "wordings", "definitions"]);
    expect(causes.map(({ number, from, to }) => [number, from, to])).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [number, "Leaders", "Seniors"]),
    );
    for (const { verdict, cause, reasons, gap, low, high } of causes) {
      expect(low).toBeLessThan(Number(gap));
      expect(high).toBeGreaterThan(Number(gap));
      expect(cause === null).toBe(verdict !== "different");
      expect(reasons.length > 0).toBe(verdict === "different");
    }
    const { pairs: _, ...alone } = (await analyse(
      ...[...byCohort, "--method", "causes", "--chains", "1", "--max-draws", "60"],
      ...["--synonyms", "2-5", "--substitutes", "3-4"],
    )) as unknown as Causes;
    expect(alone.causes).toEqual(causes);
  }, 60_000);

  it("with --checks: agreement by cohort and hits, and estimates as without them", async () => {
    const lines = (file: string) => scratch.read(file).trim().split("\n").slice(1);
    const sets = new Map(
      lines("d.csv").map((line) => {
        const [version, set, ...items] = line.split(",");
        return [`${version} ${set}`, items];
      }),
    );
    // Leaders repeat their first task, seniors turn it round.
    const cohortOf = new Map(lines("r.csv").map((line) => line.split(",") as [string, string]));
    const rows = lines("a.csv").map((line) => {
      const [id, version, best, worst] = line.split(",");
      const choice = cohortOf.get(id) === "Leaders" ? [best, worst] : [worst, best];
      const shown = sets.get(`${version} 1`)?.toReversed() ?? [];
      return [id, version, "repeat", 1, 1, ...choice, ...shown].join(",");
    });
    const header = "id,Version,kind,number,task,best,worst,Item1,Item2,Item3";
    scratch.write("checks.csv", `${[header, ...rows].join("\n")}\n`);
    const short = ["--chains", "1", "--max-draws", "60", "--checks", scratch.at("checks.csv")];
    const { agreement, differences, holdouts } = (await analyse(
      ...[...byCohort, "--method", "agreement", ...short],
    )) as unknown as Agreement;
    expect(agreement.map(({ name, tasks, parts }) => [name, tasks, parts.both.share])).toEqual([
      ["Leaders", 40, 1],
      ["Seniors", 60, 0],
    ]);
    expect(agreement[0].parts.best.low).toBeGreaterThan(0.9);
    expect(agreement[0].parts.both.chance).toBeCloseTo(1 / 6, 9);
    expect(differences[0]).toMatchObject({ from: "Leaders", to: "Seniors" });
    expect(differences[0].parts.both.difference).toBe(-1);
    expect(holdouts).toBeNull();
    const plain = await analyse(...byCohort, "--method", "logit");
    const { causes, notAsked, checks, ...figures } = (await analyse(
      ...[...byCohort, "--method", "logit", "--causes", ...short],
    )) as Analysis & Pick<Causes, "causes" | "notAsked" | "checks">;
    expect(figures).toEqual(plain);
    expect(notAsked).not.toContain("repeated-tasks");
    expect(checks).toEqual({ agreement, differences, holdouts });
    expect(causes).toHaveLength(6);
    const { status, stderr } = await runEngine(analyseCommand, [
      ...[...byCohort, "--method", "agreement"],
    ]);
    expect(status).not.toBe(0);
    expect(stderr).toContain("repeated or holdout tasks");
  }, 60_000);

  it.each([
    [
      "item1,item2,kind\n2,5,twin\n",
      "kind must be one of synonym, substitute, dismissed, not “twin”.",
    ],
    ["item1,item2,kind\n2,2,synonym\n", "A pair is of two items; both are 2."],
    ["item1,item2,kind\n2,5,synonym\n5,2,substitute\n", "The pair 2-5 stands in line 2 already."],
    ["item1,item2,kind\n2,99,synonym\n", "The pair 2-99 is not of two items of the study."],
    ["item1,item2\n2,5\n", "column"],
  ])("with --pairs: a file that is none is refused (%j)", async (text, message) => {
    scratch.write("pairs.csv", text);
    const asked = [...byCohort, "--causes", "--pairs", scratch.at("pairs.csv")];
    const { status, stderr, stdout } = await runEngine(analyseCommand, asked);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("by hb: a handful of respondents are refused at once, with the number it takes", async () => {
    const few = scratch.read("a.csv").split("\n").slice(0, 6).join("\n");
    const files = ["--design", scratch.at("d.csv"), "--answers", scratch.write("few.csv", few)];
    const { status, stdout, stderr } = await runEngine(analyseCommand, [
      ...files,
      "--method",
      "hb",
    ]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /needs 6 respondents or more .* on 6 items \(1 cohort\), not 5: use counts/,
    );
  });

  it("without a cohort column is one cohort and no gaps", async () => {
    const printed = await analyse(...study);
    expect(printed.cohorts.map(({ name }) => name)).toEqual(["All respondents"]);
    expect(printed.gaps).toEqual([]);
    expect(printed.diagnostics).toMatchObject({ converged: true, iterations: expect.any(Number) });
  });

  it("does not change with the order of rows, nor with what cohorts are called", async () => {
    const shuffled = (name: string) => {
      const [header, ...rows] = scratch.read(name).trim().split("\n");
      return `${[header, ...rows.reverse()].join("\n")}\n`;
    };
    const files = ["--design", scratch.write("d2.csv", shuffled("d.csv"))];
    files.push("--answers", scratch.write("a2.csv", shuffled("a.csv")));
    files.push("--respondents", scratch.write("r2.csv", shuffled("r.csv")), "--cohort", "cohort");
    expect(await analyse(...files)).toEqual(await analyse(...byCohort));
  });

  it("gives null where there is no figure: an item that always wins, one that nobody was shown", async () => {
    const files = [
      "--design",
      scratch.write("d3.csv", "Version,Set,Item1,Item2,Item3\n1,1,1,2,3\n2,1,2,3,9\n"),
    ];
    files.push("--answers", scratch.write("a3.csv", "id,Version,B1,W1\na,1,1,2\nb,1,1,3\nc,2,,\n"));
    for (const method of ["counts", "logit"]) {
      const { cohorts, logLikelihood, respondents } = await analyse(...files, "--method", method);
      expect(respondents).toBe(2);
      expect(logLikelihood).toBeNull();
      expect(cohorts[0].items.map(({ number, net }) => [number, net])).toEqual([
        [1, 100],
        [2, -50],
        [3, -50],
        [9, null],
      ]);
      expect(
        cohorts[0].items
          .flatMap(({ utility, se, share }) => [utility, se, share])
          .every((figure) => figure === null),
      ).toBe(true);
    }
  });

  it("gives no utilities by any method of a design in two parts, whose items never met", async () => {
    const tasks = ["1,1,1,2,3", "1,2,1,2,3", "1,3,4,5,6", "1,4,4,5,6"];
    // Each item is best and worst somewhere, so that nothing but the parts stands in the way.
    const answers = ["a,1,1,2,2,3,4,5,5,6", "b,1,3,1,1,2,6,4,4,5", "c,1,2,1,3,2,5,4,6,5"];
    const header = "id,Version,B1,W1,B2,W2,B3,W3,B4,W4";
    const files = [
      ...[
        "--design",
        scratch.write("parts.csv", `Version,Set,Item1,Item2,Item3\n${tasks.join("\n")}\n`),
      ],
      ...["--answers", scratch.write("apart.csv", `${header}\n${answers.join("\n")}\n`)],
    ];
    for (const method of ["counts", "logit"]) {
      const { cohorts, diagnostics } = await analyse(...files, "--method", method);
      expect(cohorts[0].items.map(({ utility }) => utility)).toEqual(new Array(6).fill(null));
      expect(cohorts[0].items.every(({ net }) => net !== null)).toBe(true);
      expect(JSON.stringify(diagnostics)).toContain('"disconnected"');
    }
  });

  it("draws a bar on a terminal and nothing in a pipe", async () => {
    const hb = [...study, "--method", "hb", "--chains", "2", "--max-draws", "40"];
    const seen = await runEngine(analyseCommand, hb, { isTTY: true });
    expect(seen.stderr).toMatch(/░ +\d+ %/);
    expect(seen.stderr.endsWith("\r\u001b[K")).toBe(true);
    expect((await runEngine(analyseCommand, hb)).stderr).toBe("");
  });

  it("ends on Ctrl-C with nothing written", async () => {
    const interrupt = new AbortController();
    const { Cancelled } = await import("../console/terminal");
    setTimeout(() => interrupt.abort(new Cancelled()), 300);
    const hb = [...study, "--method", "hb", "--target-ess", "1000000", "--max-draws", "100000"];
    const files = ["--individual", scratch.at("never.csv"), "--out", scratch.at("never.json")];
    const { signal } = interrupt;
    expect(await runEngine(analyseCommand, [...hb, ...files], { signal })).toEqual({
      status: 130,
      stdout: "",
      stderr: "Cancelled. Nothing was written.\n",
    });
    expect(scratch.has("never.csv") || scratch.has("never.json")).toBe(false);
  });
});

describe("anchors and half tasks", () => {
  const cellsOf = (name: string) =>
    scratch
      .read(name)
      .trim()
      .split("\n")
      .map((line) => line.split(","));
  const written = (name: string, rows: readonly (readonly (string | number)[])[]) =>
    scratch.write(name, `${rows.map((row) => row.join(",")).join("\n")}\n`);
  const ANCHOR = 0.4;
  let truth: Map<string, number[]>;
  let shown: Map<string, number[]>;

  beforeAll(async () => {
    const study = ["--design", scratch.at("d.csv"), "--cohorts", "All=400", "--spread", "0.3"];
    const out = ["--answers", scratch.at("aa.csv"), "--respondents", scratch.at("ar.csv")];
    const individual = ["--individual", scratch.at("ai.csv"), "--seed", "5"];
    await runEngine(simulateCommand, [...study, ...out, ...individual]);
    truth = new Map(
      cellsOf("ai.csv")
        .slice(1)
        .map(([id, , , ...utilities]) => [id, utilities.map(Number)]),
    );
    shown = new Map(
      cellsOf("d.csv")
        .slice(1)
        .map(([version, set, ...items]) => [`${version}:${set}`, items.map(Number)]),
    );
  });

  /** The answers file with what each respondent, judging item by item, says of those shown. */
  function dualAnswers(): string {
    const [header, ...rows] = cellsOf("aa.csv");
    const sets = (header.length - 2) / 2;
    const columns = Array.from({ length: sets }, (_, set) => `A${set + 1}`);
    const judged = rows.map((row) => {
      const own = truth.get(row[0]) ?? [];
      const words = columns.map((_, set) => {
        const items = shown.get(`${row[1]}:${set + 1}`) ?? [];
        const above = items.filter((item) => own[item - 1] > ANCHOR).length;
        return above === 0 ? "none" : above === items.length ? "all" : "some";
      });
      return [...row, ...words];
    });
    return written("dual.csv", [[...header, ...columns], ...judged]);
  }

  const directRows = () =>
    [...truth].map(([id, own]) => [id, ...own.map((utility) => (utility > ANCHOR ? 1 : 0))]);
  const design = ["--design", scratch.at("d.csv")];

  it("puts items above or below the anchor as respondents do, by dual and by direct responses", async () => {
    const items = Array.from({ length: 6 }, (_, index) => `item${index + 1}`);
    const wide = written("wide.csv", [["id", ...items], ...directRows()]);
    const dual = ["--answers", dualAnswers(), "--anchor", "dual"];
    const direct = ["--answers", scratch.at("aa.csv"), "--anchor", "direct", "--anchors", wide];
    const both = [
      "--answers",
      scratch.at("dual.csv"),
      "--anchor",
      "dual,direct",
      "--anchors",
      wide,
    ];
    const averages = Array.from(
      { length: 6 },
      (_, item) => [...truth.values()].reduce((sum, own) => sum + own[item], 0) / truth.size,
    );
    for (const args of [dual, direct, both]) {
      const printed = await analyse(...design, ...args);
      const [cohort] = printed.anchored ?? [];
      expect(cohort).toMatchObject({ name: "All respondents", status: "ok", respondents: 400 });
      expect(cohort.dualResponses).toBe(args === direct ? 0 : 2400);
      expect(cohort.directResponses).toBe(args === dual ? 0 : 2400);
      cohort.items.forEach(({ number, utility, low, high }, item) => {
        expect(number).toBe(item + 1);
        if (Math.abs(averages[item] - ANCHOR) < 0.3) return;
        expect(Math.sign(utility ?? 0)).toBe(Math.sign(averages[item] - ANCHOR));
        expect(low ?? 0).toBeLessThan(utility ?? 0);
        expect(high ?? 0).toBeGreaterThan(utility ?? 0);
      });
      const plain = await analyse(...design, "--answers", scratch.at("aa.csv"));
      expect(plain).not.toHaveProperty("anchored");
      expect(printed.cohorts).toEqual(plain.cohorts);
    }
  });

  it("reads direct responses a row a judgement like a row a respondent, unasked ones left out", async () => {
    const rows = directRows().slice(0, 300);
    const kept = (r: number, item: number) => (r + item) % 3 > 0;
    const wide = written("part.csv", [
      ["id", ...[1, 2, 3, 4, 5, 6].map((item) => `item${item}`)],
      ...rows.map(([id, ...cells], r) => [id, ...cells.map((cell, i) => (kept(r, i) ? cell : ""))]),
    ]);
    const long = written("long.csv", [
      ["id", "item", "important"],
      ...rows.flatMap(([id, ...cells], r) =>
        cells.flatMap((cell, i) => (kept(r, i) ? [[id, i + 1, cell]] : [])),
      ),
    ]);
    const args = [...design, "--answers", scratch.at("aa.csv"), "--anchor", "direct", "--anchors"];
    expect(await analyse(...args, long)).toEqual(await analyse(...args, wide));
  });

  it("pools tasks that asked for the best alone, and says which methods cannot", async () => {
    const [header, ...rows] = cellsOf("aa.csv");
    const half = written("half.csv", [
      header,
      ...rows.map((row, r) => row.map((cell, i) => (r >= 200 && i > 2 && i % 2 === 1 ? "" : cell))),
    ]);
    const args = [...design, "--answers", half];
    const whole = await analyse(...design, "--answers", scratch.at("aa.csv"));
    const pooled = await analyse(...args);
    expect(pooled.diagnostics).toMatchObject({ halfTasks: 1200, converged: true });
    pooled.cohorts[0].items.forEach(({ utility, se, net, worst }, item) => {
      const full = whole.cohorts[0].items[item];
      expect(net).toBeNull();
      expect(worst).toBeLessThan(full.worst + 1);
      expect(se ?? 0).toBeGreaterThan(full.se ?? 0);
      expect(Math.abs((utility ?? 0) - (full.utility ?? 0))).toBeLessThan(4 * (se ?? 0));
    });
    expect(
      (await analyse(...args, "--method", "latent-class", "--classes", "1")).logLikelihood,
    ).toBe(pooled.logLikelihood);
    for (const refused of [
      ["--method", "counts"],
      ["--method", "hb"],
      ["--likelihood", "pair"],
    ]) {
      const { status, stderr } = await runEngine(analyseCommand, [...args, ...refused]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^Respondent r201, set 1 has no best or no worst: .*\n$/);
    }
  });

  it.each([
    ["a word that is none", "1,1,1,2,maybe", "must be all, some, none or empty, not “maybe”"],
    ["a dual anchor without a worst", "1,1,1,,all", "needs a best and a worst in set 1"],
  ])("refuses %s", async (_name, row, words) => {
    const one = scratch.write("d1.csv", "Version,Set,Item1,Item2,Item3\n1,1,1,2,3\n");
    const answers = scratch.write("a1.csv", `id,Version,B1,W1,A1\n${row}\n`);
    const args = ["--design", one, "--answers", answers, "--anchor", "dual"];
    const { status, stderr } = await runEngine(analyseCommand, args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });

  it("refuses direct responses of strangers, of other items, twice, or of other words", async () => {
    const args = [...design, "--answers", scratch.at("aa.csv"), "--anchor", "direct", "--anchors"];
    for (const [text, words] of [
      ["id,item,important\nnobody,1,1\n", "nobody is not in aa.csv"],
      ["id,item,important\nr1,9,1\n", "item 9 is not in d.csv"],
      ["id,item,important\nr1,1,1\nr1,1,0\n", "Item 1 of r1 was on line 2"],
      ["id,item1\nr1,yes\n", "must be 1 (above the anchor), 0 or empty, not “yes”"],
      ["id,first\nr1,1\n", "id,item,important or id,item1,item2"],
    ]) {
      const { status, stderr } = await runEngine(analyseCommand, [
        ...args,
        scratch.write("bad.csv", text),
      ]);
      expect(status).toBe(2);
      expect(stderr).toContain(words);
    }
  });
});

describe("bad input", () => {
  it.each([
    ["an unknown method", [...study, "--method", "guess"], "--method must be one of counts, logit"],
    ["an unknown likelihood", [...study, "--likelihood", "best"], "--likelihood must be one of"],
    ["a seed that is no number", [...study, "--seed", "x"], "--seed must be a whole number"],
    ["a margin of nothing", [...study, "--margin", "0"], "--margin must be above 0"],
    ["a cohort without respondents", [...study, "--cohort", "x"], "name it with --respondents"],
    ["an unknown cohort", [...byCohort.slice(0, -1), "x"], "There is no column x"],
    [
      "direct anchors without a file",
      [...study, "--anchor", "direct"],
      "--anchor direct and --anchors FILE go together",
    ],
    [
      "anchors under the pair likelihood",
      [...study, "--anchor", "dual", "--likelihood", "pair"],
      "needs --likelihood sequential or tricked",
    ],
    [
      "an option of another method",
      [...study, "--classes", "3"],
      "--classes is for --method latent-class",
    ],
    [
      "a variance of a prior that learns it",
      [...study, "--method", "hb", "--prior", "half-t", "--prior-variance", "1"],
      "are for the prior inverse-wishart",
    ],
    [
      "individual utilities of logit",
      [...study, "--individual", "x"],
      "--individual is for --method hb or",
    ],
    ["nine classes", [...study, "--method", "latent-class", "--classes", "9"], "from 1 to 8"],
    [
      "a file that is not there",
      ["--design", "nowhere.csv", "--answers", "a"],
      "--design: cannot read",
    ],
    ["a missing option", ["--design", "d.csv"], "Missing: --answers."],
    [
      "files of another kind",
      ["--design", scratch.at("a.csv"), "--answers", scratch.at("a.csv")],
      "a.csv:1:2",
    ],
    [
      "a folder to write to that is not there",
      [...study, "--out", "/nowhere/x"],
      "--out: cannot write",
    ],
  ])("%s is one line and status 2", async (_name, args, words) => {
    const { status, stdout, stderr } = await runEngine(analyseCommand, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr.split("\n")).toHaveLength(2);
  });
});

const layout = (study: ReferenceStudy) => [
  ...["--design", referenceFile(study, "design.csv")],
  ...["--answers", referenceFile(study, "answers.csv")],
];

type Items = Analysis["cohorts"][number]["items"];

function expectReference(items: Items, fit: ReferenceFit, errors: readonly number[]) {
  items.forEach((item, index) => {
    expect(Math.abs((item.utility ?? Number.NaN) - fit.coefCentred[index])).toBeLessThan(1e-4);
    expect(Math.abs((item.se ?? Number.NaN) - errors[index])).toBeLessThan(1e-4);
    expect(Math.abs((item.share ?? Number.NaN) - fit.share[index])).toBeLessThan(1e-2);
  });
}

describe(`${REFERENCE} of other programs, through the command`, () => {
  const study = "simulated-cohorts";

  it.each(likelihoodNames)(
    "logit under the %s likelihood equals survival::clogit",
    async (name) => {
      const fit = readReferenceFigures(study).aggregateLogit[name];
      const args = [...layout(study), "--method", "logit", "--likelihood", name];
      const robust = await analyse(...args);
      const model = await analyse(...args, "--errors", "model");
      expect(Math.abs((robust.logLikelihood ?? 0) - fit.logLik)).toBeLessThan(1e-2);
      expectReference(robust.cohorts[0].items, fit, fit.clusterSeCentred);
      expectReference(model.cohorts[0].items, fit, fit.seCentred);
    },
  );

  it("cohorts from a column of the respondents file equal those of R by cohort", async () => {
    const respondents = ["--respondents", referenceFile(study, "respondents.csv")];
    const printed = await analyse(...layout(study), ...respondents, "--cohort", "cohort");
    const segments = readReferenceFigures(study).segments ?? {};
    expect(printed.cohorts.map((cohort) => cohort.name)).toEqual(Object.keys(segments));
    for (const { name, items } of printed.cohorts) {
      const { counts, sequential } = segments[name];
      expect(items.map(({ best }) => best)).toEqual(counts.best);
      expect(items.map(({ worst }) => worst)).toEqual(counts.worst);
      expectReference(items, sequential, sequential.clusterSeCentred);
    }
  });

  it("three latent classes are at least as likely as flexmix's", async () => {
    const { solutions } = readReferenceClasses(study);
    const printed = await analyse(...layout(study), "--method", "latent-class", "--classes", "3");
    expect(printed.logLikelihood).toBeGreaterThan(solutions["3"].logLik - 0.01);
  });
});
