import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import {
  readReferenceFigures,
  type SharedStudyName,
  sharedStudiesPresent,
} from "@/lib/maxdiff/fixtures/shared-study";
import { importStudy } from "@/lib/studies/import/import-study";
import { readCohortReport } from "./read-cohort-report";

const DATA = path.resolve("../shared/data");
const present = sharedStudiesPresent();
if (!present) process.stderr.write(`Skipped: no real data sets in ${DATA}.\n`);

describe.skipIf(!present)("the report of real data", () => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    await db.write((tx) =>
      tx.insert(db.t.organisation).values({ id: "real", name: "Real", createdAt: 1 }),
    );
  });
  afterAll(() => db.close());
  const actor = systemActor("real");

  const file = (study: string, name: string) => ({
    name,
    bytes: new Uint8Array(fs.readFileSync(path.join(DATA, study, "field-layout", name))),
  });
  async function report(name: SharedStudyName, cohortColumn?: string) {
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
    ["seg_age", [30, 30, 30]],
    ["seg_hp", [15, 39, 36]],
    ["seg_chem", [34, 56]],
  ])(
    "compares the rice buyers by %s, and filters them by the other columns",
    async (column, sizes) => {
      const ask = await report("rice-characteristics", column);
      const all = await ask("net");
      expect(all.cohorts.map(({ name }) => name)[0]).toMatch(new RegExp(`^${column} \\d$`));
      expect(all.response.map(({ complete }) => complete)).toEqual(sizes);
      expect(all.tables[0].cohorts.map(({ respondents }) => respondents)).toEqual(
        sizes.slice(0, 2),
      );
      const other = column === "seg_chem" ? "seg_hp" : "seg_chem";
      const some = await ask("net", { [other]: ["1"] });
      expect(some.counted).toBe(other === "seg_chem" ? 56 : 15);
    },
  );
});
