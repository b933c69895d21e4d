import fs from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import {
  REFERENCE,
  type ReferenceStudy,
  readReferenceFigures,
  referenceFile,
} from "@/lib/maxdiff/fixtures/reference-study";
import { importStudy } from "@/lib/studies/import/import-study";
import { readCohortReport } from "./read-cohort-report";

describe(`${REFERENCE} in the report`, () => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    await db.write((tx) =>
      tx.insert(db.t.organisation).values({ id: "real", name: "Real", createdAt: 1 }),
    );
  });
  afterAll(() => db.close());
  const actor = systemActor("real");

  const file = (study: ReferenceStudy, name: string) => ({
    name,
    bytes: new Uint8Array(fs.readFileSync(referenceFile(study, name))),
  });
  async function report(name: ReferenceStudy, cohortColumn?: string) {
    const { studyId } = await importStudy({
      db,
      actor,
      input: {
        name,
        cohortColumn,
        files: {
          items: file(name, "items.csv"),
          design: file(name, "design.csv"),
          answers: file(name, "answers.csv"),
          ...(cohortColumn ? { respondents: file(name, "respondents.csv") } : {}),
        },
      },
    });
    return (scale: "net" | "utility" | "share", filters: Record<string, string[]> = {}) =>
      readCohortReport({ db, actor, input: { studyId, scale, sort: "list", filters } });
  }

  it("shows the reference counts, utilities, clustered errors and shares of the political issues", async () => {
    const ask = await report("political-issues");
    const { counts, aggregateLogit } = readReferenceFigures("political-issues");
    const reference = aggregateLogit.sequential;
    const net = (await ask("net")).tables[0].rows;
    expect(net.map((row) => row.counts?.[0].best)).toEqual(counts.best);
    expect(net.map((row) => row.counts?.[0].worst)).toEqual(counts.worst);
    const utilities = (await ask("utility")).tables[0].rows;
    utilities.forEach((row, item) => {
      const { value, low, high } = row.figures[0] ?? { value: Number.NaN, low: null, high: null };
      expect(Math.abs(value - reference.coefCentred[item])).toBeLessThan(1.5e-4);
      // Student's t with 349 degrees of freedom; the reference leaves out the factor N / (N − 1).
      const half = ((high ?? Number.NaN) - (low ?? Number.NaN)) / 2;
      expect(half / (1.96678 * reference.clusterSeCentred[item])).toBeCloseTo(1, 2);
    });
    const shares = (await ask("share")).tables[0].rows;
    shares.forEach((row, item) => {
      expect(row.figures[0]?.value).toBeCloseTo(reference.share[item], 2);
    });
  });

  it.each([
    ["cohort", "region", "North", [90, 60], 50],
    ["region", "cohort", "Seniors", [50, 50, 50], 60],
  ])("compares by %s, and filters by %s", async (column, other, value, sizes, counted) => {
    const ask = await report("simulated-cohorts", column);
    const all = await ask("net");
    expect(all.response.map(({ complete }) => complete)).toEqual(sizes);
    const heads = all.tables[0].cohorts.map(({ respondents }) => respondents);
    expect(heads).toEqual(sizes.slice(0, 2));
    // An answer that came from a file has its words for a name.
    expect((await ask("net", { [other]: [value] })).counted).toBe(counted);
  });
});
