import fs from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { type AnsweredQuestion, questionFigures } from "./question-figures";

/** Made by fixtures/reference.R. */
const read = (file: string): Record<string, string>[] =>
  parse(fs.readFileSync(path.join(import.meta.dirname, "fixtures", file)), { columns: true });

describe("the template's customers and generative AI questions", () => {
  const answers = read("answers.csv");
  const question = (key: string, measure: AnsweredQuestion["measure"]): AnsweredQuestion => {
    const columns = Object.keys(answers[0]).filter((name) => name.startsWith(key));
    return {
      ...{ key, label: key, measure },
      parts: columns.map((id) => ({ id, label: id })),
      values: Float64Array.from(answers.flatMap((row) => columns.map((name) => Number(row[name])))),
      cohort: Int32Array.from(answers, ({ cohort }) => Number(cohort) - 1),
      weight: new Float64Array(answers.length).fill(1),
    };
  };
  const [customers, tasks] = questionFigures({
    questions: [question("customer", "chosen"), question("task", "ranked")],
    cohortNames: ["1", "2"],
    topBox: 2,
  });

  it.each([
    { figure: "customers", found: customers.shares, parts: 10 },
    { figure: "ranked", found: tasks.shares, parts: 12 },
    { figure: "place", found: tasks.means, parts: 12 },
  ])("are those of R to 1e-6: $figure", ({ figure, found, parts }) => {
    const reference = read("reference.csv").filter((row) => row.figure === figure);
    expect(reference).toHaveLength(parts);
    reference.forEach((row, part) => {
      found?.cohorts.forEach((cohort, index) => {
        const own = cohort.parts[part];
        const value = "share" in own ? own.share : own.mean;
        const told = { n: own.answered, value, low: own.low, high: own.high };
        for (const [name, figureOf] of Object.entries(told)) {
          expect(figureOf).toBeCloseTo(Number(row[`${name}_${index + 1}`]), 6);
        }
      });
      const gap = found?.gaps[part];
      expect(gap?.gap).toBeCloseTo(Number(row.gap), 6);
      expect(gap?.low).toBeCloseTo(Number(row.gap_low), 6);
      expect(gap?.high).toBeCloseTo(Number(row.gap_high), 6);
      expect(gap?.p).toBeCloseTo(Number(row.p), 6);
      expect(gap?.pHolm).toBeCloseTo(Number(row.p_holm), 6);
    });
  });
});
