import fs from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import type { QuestionSettings } from "@/db/schema/study-content";
import { earlierDatabase } from "@/db/testing";
import { keptRun } from "@/lib/analysis/runs/kept-runs";
import { typeOf } from "@/lib/questionnaire/types/list";
import { DOWNLOADS_SECRET, downloaded, here, listed, studyIds } from "./downloads";

vi.mock("@/app/_http/current-actor", () => ({ currentActor: async () => here.actor }));
vi.mock("@/db/client", () => ({ database: async () => here.database }));

/** Writes what is downloaded instead of comparing it: for a checkout of the build that made the data. */
const IS_RECORDING = process.env.RECORD_DOWNLOADS === "1";
const RECORDED = path.join(import.meta.dirname, "downloads.json.gz");

/** A few seconds of processor; this is for a busy machine. */
const PATIENCE = 300_000;

/** As a report kept one: that build's downloads leave none behind. */
const KEPT_COMPARISON = `
insert into report_run (id, study_id, kind, fingerprint, settings, engine, result, created_at)
select 'kept', id, 'cohort-report', 'of that state', '{"seed":1,"exercise":"second"}', 'tradeoff-0.1.0 compare-cohorts/1', '{"gaps":[]}', 1790000000000
from study where slug = 'everything';`;

const unpacked = (file: string) => gunzipSync(fs.readFileSync(file)).toString();
const addresses = listed("addresses.txt");
const recorded: Record<string, string> = IS_RECORDING ? {} : JSON.parse(unpacked(RECORDED));

for (const dialect of ["sqlite", "postgres"] as const) {
  describe(`studies that an earlier build stored, migrated on ${dialect}`, () => {
    let database: Database;
    let ids: Map<string, string>;
    beforeAll(async () => {
      vi.stubEnv("NEXTAUTH_SECRET", DOWNLOADS_SECRET);
      vi.stubEnv("NEXTAUTH_URL", "https://surveys.example");
      const dump = unpacked(path.join(import.meta.dirname, "studies.sql.gz"));
      database = await earlierDatabase(dialect, dump + KEPT_COMPARISON);
      ids = await studyIds(database);
    }, PATIENCE);
    afterAll(async () => {
      vi.unstubAllEnvs();
      await database.close();
      if (!IS_RECORDING || dialect === "postgres") return;
      fs.writeFileSync(RECORDED, gzipSync(JSON.stringify(recorded, null, 1), { level: 9 }));
    });

    it.each(addresses)("give the same bytes in %s", async (address) => {
      const text = await downloaded(address, ids);
      if (IS_RECORDING) recorded[address] ??= text;
      expect(text).toBe(recorded[address]);
    });

    it("hold every answer as the JSON of its question's type", async () => {
      const { t, read } = database;
      const rows = await read
        .select({ key: t.screen.key, settings: t.screen.settings, value: t.questionAnswer.value })
        .from(t.questionAnswer)
        .innerJoin(t.respondent, eq(t.respondent.id, t.questionAnswer.respondentId))
        .innerJoin(
          t.screen,
          and(
            eq(t.screen.revisionId, t.respondent.revisionId),
            eq(t.screen.key, t.questionAnswer.screenKey),
          ),
        );
      const types = new Set<string>();
      for (const { key, settings, value } of rows) {
        const question = settings as QuestionSettings;
        types.add(question.type);
        expect(typeOf(question).stored(question).safeParse(value), key).toMatchObject({
          success: true,
        });
      }
      expect(types.size).toBe(7);
    });

    it("keep the comparisons that reports kept, under their keys", async () => {
      const { t, read: queries } = database;
      const [{ id: studyId }] = await queries
        .select({ id: t.study.id })
        .from(t.study)
        .where(eq(t.study.slug, "everything"));
      expect(await keptRun({ t, queries, studyId }, "of that state")).toEqual({
        engine: "tradeoff-0.1.0 compare-cohorts/1",
        result: { gaps: [] },
        individual: null,
        finishedAt: 1_790_000_000_000,
      });
      const [run] = await queries.select().from(t.analysisRun).where(eq(t.analysisRun.id, "kept"));
      expect(run).toMatchObject({
        method: "cohort-comparison",
        options: { seed: 1, exercise: "second" },
        seed: 1,
        exercise: "second",
      });
    });

    it("have every download that was recorded looked at", () => {
      expect(Object.keys(recorded)).toEqual(addresses);
    });
  });
}
