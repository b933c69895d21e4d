import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exportStudy } from "@/lib/reports/export/export-study";
import { actingForStudy } from "@/lib/studies/draft/acting-for-study";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { withDatabase } from "../console/with-database";

export const exportCommand: Command = {
  summary: "write a study's items, design, answers and respondents as CSV files",
  help: `Usage: npm run tradeoff -- export --study SLUG --out FOLDER

Writes, all from one moment, into FOLDER (made when it is not there; files of these names are
replaced):

  items.csv         number,label,definition
  design.csv        Version,Set,Item1..Itemk
  answers.csv       id,Version,B1,W1,…  complete interviews, item numbers, missing answers empty
  answers-long.csv  id,version,task,position,item,choice,opened,anchor,asked,locale
                    choice 1 best, -1 worst, 0 neither; opened 1 when the definition was
  respondents.csv   id,<columns>  everybody who started

Those of a further exercise end in its key: answers_KEY.csv, answers-long_KEY.csv, design_KEY.csv,
and items_KEY.csv for a list of its own.

  --study SLUG      the last part of the study's link /s/SLUG
  --out FOLDER
`,
  async run(args) {
    const { study, out } = readOptions(args, { required: ["study", "out"], optional: [] });
    await withDatabase(async (db) => {
      const { actor, studyId } = await actingForStudy({ db, input: { slug: study } });
      const input = { studyId, files: "all" } as const;
      await exportStudy({ db, actor, input }, async ({ name, text }) => {
        fs.mkdirSync(out, { recursive: true });
        const file = path.join(out, name);
        await pipeline(text, fs.createWriteStream(file));
        console.log(file);
      });
    });
    return 0;
  },
};
