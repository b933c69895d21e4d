import { csvText, safeCell } from "@/lib/files/csv";
import type { ChoiceData } from "@/lib/maxdiff/choice/choice-data";
import { ENGINE } from "@/lib/maxdiff/engine";
import { typicalUtilities } from "@/lib/maxdiff/power/power-plan";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { type Random, seededRandom } from "@/lib/stats/random";
import { standardNormal } from "@/lib/stats/standard-normal";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import { cohortList, perCohort } from "../console/cohort-list";
import { readNumberedDesign } from "../console/design-files";
import { engineCommand } from "../console/engine-command";
import { decimal, seedOf } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";
import { readUtilities, utilitiesOf } from "../console/utilities-file";

/** Utilities beyond this leave nothing to chance. */
const MAX_CONSISTENT = 100;

export const simulateCommand = engineCommand({
  summary: "answer a design with simulated respondents of known utilities",
  help: `Usage: npm run tradeoff -- simulate --design FILE --cohorts LIST --answers FILE --respondents FILE

Simulated respondents answer the design: the best of those shown with logistic noise, then the worst
of the rest. Prints the truth as JSON: seed, engine, cohorts with the utility of every item.

  --design FILE        Version,Set,Item1..Itemk
  --cohorts LIST       names and sizes: "PMO leaders=300,Senior leaders=700"
  --answers FILE       written: id,Version,B1,W1,…
  --respondents FILE   written: id,cohort
  --utilities FILE     mean utilities: CSV number,<cohort>,… or the JSON of analyse or simulate;
                       without it they are drawn from the seed
  --gap SD             0.3; of drawn utilities between cohorts, in logits
  --spread SD          1; of a respondent's utilities around the cohort's, by item
  --consistency LIST   1; multiplies utilities: one number for all cohorts, or one for each
  --random LIST        0; the part of respondents, 0 to 1, who answer at random; one, or one for each
  --individual FILE    written: id,cohort,random,u1..uK, true utilities before consistency
  --seed N             1; the same seed gives the same bytes
`,
  async run(args, terminal) {
    const options = readOptions(args, {
      required: ["design", "cohorts", "answers", "respondents"],
      optional: ["utilities", "gap", "spread", "consistency", "random", "individual", "seed"],
    });
    const named = cohortList("cohorts", options.cohorts);
    const spread = decimal("spread", options.spread ?? "1", 0);
    const gap = decimal("gap", options.gap ?? "0.3", 0);
    const seed = seedOf(options.seed);
    const consistency = perCohort(
      "consistency",
      options.consistency ?? "1",
      named.length,
      0.001,
      MAX_CONSISTENT,
    );
    const randomShare = perCohort("random", options.random ?? "0", named.length, 0, 1);
    const { design, itemNumbers, versionNumbers } = await readNumberedDesign(
      sentFile("design", options.design),
    );
    const random = seededRandom(seed);
    const given = options.utilities && (await readUtilities("utilities", options.utilities));
    const utilities = given
      ? named.map(({ name }) => utilitiesOf("utilities", given, name, itemNumbers))
      : drawnUtilities(itemNumbers.length, named.length, gap, random);
    const cohorts = named.map(({ name, respondents }, cohort) => ({
      name,
      respondents,
      consistency: consistency[cohort],
      randomShare: randomShare[cohort],
      spread,
      utilities: utilities[cohort],
    }));
    const simulated = simulateRespondents({
      itemCount: design.itemCount,
      versions: design.versions,
      cohorts,
      random,
    });
    const { data, version } = simulated;
    const ids = Array.from(data.cohort, (_, respondent) => `r${respondent + 1}`);
    const cohortOf = (respondent: number) => safeCell(cohorts[data.cohort[respondent]].name);
    const versionOf = (respondent: number) => versionNumbers[version[respondent]];
    writeNamed("answers", options.answers, answersText(data, ids, versionOf, itemNumbers));
    writeNamed(
      "respondents",
      options.respondents,
      csvText([["id", "cohort"], ...ids.map((id, respondent) => [id, cohortOf(respondent)])]),
    );
    if (options.individual !== undefined) {
      const { itemCount } = data;
      const rows = ids.map((id, respondent) => [
        id,
        cohortOf(respondent),
        simulated.random[respondent],
        ...Array.from(
          simulated.utilities.subarray(respondent * itemCount, (respondent + 1) * itemCount),
          tenDigitsText,
        ),
      ]);
      const header = ["id", "cohort", "random", ...itemNumbers.map((number) => `u${number}`)];
      writeNamed("individual", options.individual, csvText([header, ...rows]));
    }
    const truth = {
      seed,
      engine: ENGINE,
      cohorts: cohorts.map(({ utilities: own, ...cohort }) => ({
        ...cohort,
        items: itemNumbers.map((number, item) => ({ number, utility: own[item] })),
      })),
    };
    terminal.stdout.write(jsonText(truth));
  },
});

/** One list for all, in random order, and each cohort's differences from it; zero-centred. */
function drawnUtilities(
  itemCount: number,
  cohortCount: number,
  gap: number,
  random: Random,
): number[][] {
  const common = random.shuffle(typicalUtilities(itemCount));
  return Array.from({ length: cohortCount }, () => {
    const own = common.map((value) => value + gap * standardNormal(random));
    const mean = own.reduce((sum, value) => sum + value, 0) / itemCount;
    return own.map((value) => value - mean);
  });
}

function answersText(
  data: ChoiceData,
  ids: readonly string[],
  versionOf: (respondent: number) => number,
  itemNumbers: readonly number[],
): string {
  let taskCount = 0;
  const rows = ids.map((id, respondent) => {
    const start = data.respondentStart[respondent];
    const end = data.respondentStart[respondent + 1];
    taskCount = Math.max(taskCount, end - start);
    const row: (string | number)[] = [id, versionOf(respondent)];
    for (let task = start; task < end; task++) {
      row.push(itemNumbers[data.best[task]], itemNumbers[data.worst[task]]);
    }
    return row;
  });
  const sets = Array.from({ length: taskCount }, (_, set) => [`B${set + 1}`, `W${set + 1}`]);
  return csvText([["id", "Version", ...sets.flat()], ...rows]);
}
