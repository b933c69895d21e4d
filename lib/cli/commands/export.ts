import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exportStudy } from "@/lib/reports/export/export-study";
import type { CellForm, StudyFileKind } from "@/lib/reports/export/files/study-file";
import { STUDY_FILES } from "@/lib/reports/export/study-files";
import { actingForStudy } from "@/lib/studies/draft/acting-for-study";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { withDatabase } from "../console/with-database";

export const exportCommand: Command = {
  summary: "write a study's items, design, answers and respondents as CSV files",
  help: `Usage: npm run tradeoff -- export --study SLUG --out FOLDER [--revision N] [--cells FORM]

Writes, all from one moment, into FOLDER (made when it is not there; files of these names are
replaced):

${STUDY_FILES.map(fileHelp).join("\n")}

Those of a further exercise end in its key: answers_KEY.csv, answers-long_KEY.csv, design_KEY.csv,
and items_KEY.csv for a list of its own.

  --study SLUG      the last part of the study's link /s/SLUG
  --out FOLDER
  --revision N      a launched revision: its words and questions, and those who answered it or one
                    that is counted together with it; the newest one without it
  --cells FORM      safe: a text that a spreadsheet would run as a formula has an apostrophe before
                    it (the usual); plain: every text byte for byte; excel: safe, with a byte order
                    mark by which Excel reads the letters right
`,
  async run(args) {
    const { study, out, revision, cells } = readOptions(args, {
      required: ["study", "out"],
      optional: ["revision", "cells"],
    });
    await withDatabase(
      async (db) => {
        const { actor, studyId } = await actingForStudy({ db, input: { slug: study } });
        // The verb checks what was asked for.
        const form = cells as CellForm | undefined;
        const input = { studyId, files: "all", revision, cells: form } as const;
        await exportStudy({ db, actor, input }, async ({ name, pieces }) => {
          fs.mkdirSync(out, { recursive: true });
          const file = path.join(out, name);
          await pipeline(pieces, fs.createWriteStream(file));
          console.log(file);
        });
      },
      { signs: false },
    );
    return 0;
  },
};

function fileHelp({ name, ending, layout }: StudyFileKind): string {
  const [first, ...more] = layout.split("\n");
  const indented = more.map((line) => `${" ".repeat(20)}${line}`);
  return [`  ${`${name}.${ending}`.padEnd(18)}${first}`, ...indented].join("\n");
}
