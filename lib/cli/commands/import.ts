import { importStudy } from "@/lib/studies/import/import-study";
import type { Command } from "../console/command";
import { notesText } from "../console/explain";
import { readOptions } from "../console/options";
import { organisationActor } from "../console/organisation";
import { sentFile } from "../console/sent-file";
import { withDatabase } from "../console/with-database";

export const importCommand: Command = {
  summary: "make a closed study with its answers from CSV files",
  help: `Usage: npm run tradeoff -- import --items FILE --design FILE --answers FILE --name NAME [options]

Makes a closed study with its answers from files in the field's layouts. Nothing is written when
anything in them is refused; each fault is told as file:line:column with its reason.

  --items FILE         number,label,definition
  --design FILE        Version,Set,Item1..Itemk
  --answers FILE       id,Version,B1,W1,B2,W2,…  item numbers; both of a pair empty: not answered
  --respondents FILE   id,<columns>              each column becomes a question to filter by
  --pairs FILE         item1,item2,kind,reason   pairs decided about before anybody answered; kind is
                       synonym, substitute or dismissed, the reason can be left out
  --checks FILE        id,Version,kind,number,task,best,worst,Item1..Itemk   repeated and holdout tasks
  --cohort COLUMN      the column of the respondents file whose values are the cohorts
  --name NAME          the study's name
  --slug SLUG          its link /s/SLUG; made up when left out
  --organisation NAME  whose study it is; made when there is none of this name. Left out: the only one
`,
  async run(args) {
    const options = readOptions(args, {
      required: ["items", "design", "answers", "name"],
      optional: ["respondents", "pairs", "checks", "cohort", "slug", "organisation"],
    });
    const files = {
      items: sentFile("items", options.items),
      design: sentFile("design", options.design),
      answers: sentFile("answers", options.answers),
      respondents:
        options.respondents === undefined
          ? undefined
          : sentFile("respondents", options.respondents),
      checks: options.checks === undefined ? undefined : sentFile("checks", options.checks),
      pairs: options.pairs === undefined ? undefined : sentFile("pairs", options.pairs),
    };
    const { imported, organisation } = await withDatabase(async (db) => {
      const { actor, organisation } = await organisationActor(db, options.organisation);
      const input = {
        name: options.name,
        slug: options.slug,
        files,
        cohortColumn: options.cohort,
      };
      return { imported: await importStudy({ db, actor, input }), organisation };
    });
    const cohorts = imported.cohorts.map(({ name, respondents }) => `${name} (${respondents})`);
    process.stderr.write(notesText(imported.notes));
    console.log(`Imported “${options.name}” for ${organisation} as ${imported.slug}.`);
    console.log(`Cohorts: ${cohorts.join(", ")}; ${imported.answers} answers.`);
    return 0;
  },
};
