import fs from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { Allocations } from "@/lib/analysis/methods/allocation";
import type { Questions } from "@/lib/analysis/methods/questions";
import { runEngine, scratchFolder } from "../testing";
import { analyseCommand } from "./analyse";

const scratch = scratchFolder();
afterAll(scratch.remove);

const FILES = {
  "d.csv": "Version,Set,Item1,Item2,Item3\n1,1,1,2,3\n",
  "a.csv": "id,Version,B1,W1\nr1,1,1,3\nr2,1,1,2\nr3,1,2,3\nr4,1,3,1\n",
  // Laid out as an export writes it: r3 was not asked two of the questions.
  "r.csv": [
    "id,cohort,role,tools_pen,tools_pc,rank_1,rank_2,staff,clear,agree_clear,agree_fair,since,now_1,now_2,now_3",
    "r1,A,lead,1,0,pen,pc,10,,5,1,2024-02-28,50,100,50",
    "r2,A,staff,1,1,pc,pen,20,,4,,2024-03-01,200,0,0",
    "r3,B,lead,0,1,NA,NA,,,NA,NA,2026-11-30,0,0,200",
    "r4,B,lead,1,0,pen,,40,,2,3,2020-01-01,20,80,100",
    "",
  ].join("\n"),
};
for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(scratch.at(name), text);

function run(...args: string[]) {
  const files = ["--design", scratch.at("d.csv"), "--answers", scratch.at("a.csv")];
  const people = ["--respondents", scratch.at("r.csv"), "--cohort", "cohort"];
  return runEngine(analyseCommand, [...files, ...people, ...args]);
}

async function printed<Result>(...args: string[]): Promise<Result> {
  const { status, stdout, stderr } = await run(...args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

describe("questions and allocations from a terminal", () => {
  it("are read from the columns of the respondents file, by cohort as counted by hand", async () => {
    const kinds = "role:one,tools:several,rank:ranked,staff:amount,agree:rating:5,since:day";
    const { questions } = await printed<Questions>("--method", "questions", "--columns", kinds);
    const of = (key: string) => questions.find((question) => question.key === key);
    const shares = (key: string) =>
      of(key)?.shares?.cohorts.map(({ parts }) => parts.map(({ part, share }) => [part, share]));
    const means = (key: string) =>
      of(key)?.means?.cohorts.map(({ parts }) => parts.map(({ part, mean }) => [part, mean]));
    expect(shares("role")).toEqual([
      [
        ["lead", 50],
        ["staff", 50],
      ],
      [
        ["lead", 100],
        ["staff", 0],
      ],
    ]);
    expect(shares("tools")).toEqual([
      [
        ["pen", 100],
        ["pc", 50],
      ],
      [
        ["pen", 50],
        ["pc", 50],
      ],
    ]);
    expect(means("rank")).toEqual([
      [
        ["pc", 1.5],
        ["pen", 1.5],
      ],
      [
        ["pc", null],
        ["pen", 1],
      ],
    ]);
    expect(means("staff")).toEqual([[["staff", 15]], [["staff", 40]]]);
    expect(means("agree")).toEqual([
      [
        ["clear", 4.5],
        ["fair", 1],
      ],
      [
        ["clear", 2],
        ["fair", 3],
      ],
    ]);
    expect(of("agree")?.topBox).toMatchObject({
      boxes: 2,
      cohorts: [{ parts: [{ share: 100 }, { share: 0 }] }, { parts: [{ share: 0 }, { share: 0 }] }],
    });
    expect(of("since")?.days?.cohorts[0]).toMatchObject({ median: "2024-02-29" });
    expect(of("since")?.days?.cohorts[1].latest).toBe("2026-11-30");
  });

  it("allocations add up to a hundred, whatever total was divided", async () => {
    const { allocations } = await printed<Allocations>(
      ...["--method", "allocation", "--allocations", "now"],
    );
    const means = allocations[0].cohorts.map(({ items }) => items.map(({ mean }) => mean));
    expect(means).toEqual([
      [62.5, 25, 12.5],
      [5, 20, 75],
    ]);
  });

  it.each([
    ["no column of that name", "age:amount", "There are: cohort, role"],
    ["a kind that is none", "role:many", "one, several, ranked"],
    ["a cell that is no number", "role:amount", "“lead” is no number"],
    ["a point beyond the scale", "agree:rating:3", "“5” is no point of 1 to 3"],
  ])("refuses %s", async (_, columns, reason) => {
    const { status, stdout, stderr } = await run("--method", "questions", "--columns", columns);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });
});
