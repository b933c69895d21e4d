import { estimatePowerInWorkers } from "@/lib/compute/estimate-power";
import { inWorker } from "@/lib/compute/in-worker";
import { csvText } from "@/lib/files/csv";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { MAX_ITEMS } from "@/lib/maxdiff/design/generate-design";
import { ENGINE } from "@/lib/maxdiff/engine";
import type { PowerResult } from "@/lib/maxdiff/power/estimate-power";
import { powerScales, typicalUtilities } from "@/lib/maxdiff/power/power-plan";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import { perCohort } from "../console/cohort-list";
import { UsageError } from "../console/command";
import { type NumberedDesign, readNumberedDesign } from "../console/design-files";
import { engineCommand } from "../console/engine-command";
import { decimal, listOf, oneOf, seedOf, wholeNumber } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";
import { progressBar, type Terminal } from "../console/terminal";
import { readUtilities, utilitiesOf } from "../console/utilities-file";

/** As many versions as a study has when nothing else is asked. */
const VERSIONS = 300;
const MAX_CONSISTENT = 100;

export const powerCommand = engineCommand({
  summary: "tell which cohort gap a planned study would find, and how often it would invent one",
  help: `Usage: npm run tradeoff -- power --items K --per-task N --tasks T --per-cohort LIST [options]

Fields simulated studies and compares their two cohorts like real ones. Prints, for each size, the gap
found in four studies of five, for one item tested alone and for all under Holm's adjustment, and the
rate of false gaps in studies without any.

  --items K            with --per-task N and --tasks T: a balanced design of 300 versions
  --design FILE        in place of these three: Version,Set,Item1..Itemk
  --per-cohort LIST    respondents in each cohort, one plan for each number: "100,200,400,950"
  --cohorts N,M        in place of it: one plan with cohorts of unequal size
  --scale SCALE        net (default, points of 100 (best - worst) / shown), utility, share
  --item NUMBER        which item the gap is planted on; the middle one of the list
  --utilities FILE     mean utilities: CSV number,utility; normal scores of one logit without it
  --spread SD          1; of a respondent's utilities around the mean, by item
  --consistency LIST   1; with two different numbers false gaps show the scale trap, and with
                       --scale utility also what is left of it once consistency is divided out
  --random LIST        0; the part of respondents who answer at random
  --likelihood NAME    sequential (default), tricked, pair
  --studies N          200; without a gap, and at each of four planted gaps; 20 or more
  --format FORMAT      json (default) or csv
  --seed N             1; the same seed gives the same bytes
  --out FILE           the result goes there, not to standard output
`,
  async run(args, terminal) {
    const options = readOptions(args, {
      required: [],
      optional: [
        "items",
        "per-task",
        "tasks",
        "design",
        "per-cohort",
        "cohorts",
        "scale",
        "item",
        "utilities",
        "spread",
        "consistency",
        "random",
        "likelihood",
        "studies",
        "format",
        "seed",
        "out",
      ],
    });
    const seed = seedOf(options.seed);
    const format = oneOf("format", options.format ?? "json", ["json", "csv"]);
    const studies = wholeNumber("studies", options.studies ?? "200", 20);
    const sizes = sizesOf(options);
    const consistency = perCohort(
      "consistency",
      options.consistency ?? "1",
      2,
      0.001,
      MAX_CONSISTENT,
    );
    const randomShare = perCohort("random", options.random ?? "0", 2, 0, 1);
    const common = {
      spread: decimal("spread", options.spread ?? "1", 0),
      scale: oneOf("scale", options.scale ?? "net", powerScales),
      likelihood: oneOf("likelihood", options.likelihood ?? "sequential", likelihoodNames),
      studies,
      seed,
    };
    const { design, itemNumbers } = await designOf(options, seed, terminal);
    const number =
      options.item === undefined
        ? itemNumbers[Math.floor(itemNumbers.length / 2)]
        : wholeNumber("item", options.item);
    const item = itemNumbers.indexOf(number);
    if (item < 0) throw new UsageError(`--item ${number} is not in the design.`);
    const utilities =
      options.utilities === undefined
        ? typicalUtilities(itemNumbers.length)
        : utilitiesOf(
            "utilities",
            await readUtilities("utilities", options.utilities),
            "utility",
            itemNumbers,
          );

    const results: PowerResult[] = [];
    const bar = progressBar(terminal);
    try {
      for (const [index, [from, to]] of sizes.entries()) {
        const cohort = (which: number, respondents: number) => ({
          respondents,
          consistency: consistency[which],
          randomShare: randomShare[which],
        });
        const plan = {
          ...common,
          design,
          utilities,
          item,
          cohorts: [cohort(0, from), cohort(1, to)] as const,
        };
        const onProgress = (fraction: number) =>
          bar.show((index + fraction) / sizes.length, `${from} and ${to} respondents`);
        results.push(await estimatePowerInWorkers({ plan, onProgress, signal: terminal.signal }));
      }
    } finally {
      bar.clear();
    }
    const asked = { ...common, item: number, consistency, randomShare };
    const text =
      format === "json"
        ? jsonText({ engine: ENGINE, ...asked, plans: results.map(printedPlan) })
        : tableText(results);
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});

type Given = Partial<
  Record<"items" | "per-task" | "tasks" | "design" | "per-cohort" | "cohorts", string>
>;

function sizesOf(options: Given): (readonly [number, number])[] {
  const each = options["per-cohort"];
  const unequal = options.cohorts;
  if ((each === undefined) === (unequal === undefined)) {
    throw new UsageError("Either --per-cohort or --cohorts is needed, and not both.");
  }
  if (each !== undefined) {
    return listOf("per-cohort", each).map((text) => {
      const size = wholeNumber("per-cohort", text, 2);
      return [size, size];
    });
  }
  const sizes = listOf("cohorts", unequal ?? "").map((text) => wholeNumber("cohorts", text, 2));
  if (sizes.length !== 2) throw new UsageError(`--cohorts needs two numbers, not ${sizes.length}.`);
  return [[sizes[0], sizes[1]]];
}

async function designOf(
  options: Given,
  seed: number,
  terminal: Terminal,
): Promise<Pick<NumberedDesign, "design" | "itemNumbers">> {
  const { items, "per-task": perTask, tasks } = options;
  if (options.design !== undefined) {
    if (items !== undefined || perTask !== undefined || tasks !== undefined) {
      throw new UsageError(
        "--design says items, items per task and tasks itself: leave those out.",
      );
    }
    return readNumberedDesign(sentFile("design", options.design));
  }
  if (items === undefined || perTask === undefined || tasks === undefined) {
    throw new UsageError("Either --design is needed, or --items, --per-task and --tasks.");
  }
  const itemCount = wholeNumber("items", items, 2, MAX_ITEMS);
  const { design } = await inWorker(
    "generate-design",
    {
      itemCount,
      itemsPerTask: wholeNumber("per-task", perTask, 2),
      taskCount: wholeNumber("tasks", tasks),
      versionCount: VERSIONS,
      seed,
    },
    { signal: terminal.signal },
  );
  return { design, itemNumbers: Array.from({ length: itemCount }, (_, index) => index + 1) };
}

function printedPlan({ scale: _, studies: __, ...result }: PowerResult) {
  return result;
}

/** One row a plan, for a spreadsheet. */
function tableText(results: readonly PowerResult[]): string {
  const header = [
    "from",
    "to",
    "items",
    "perTask",
    "tasks",
    "scale",
    "single",
    "singleError",
    "holm",
    "holmError",
    "falseGaps",
    "falseGapsLow",
    "falseGapsHigh",
    "falseGapsScaleAdjusted",
  ];
  const figure = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : tenDigitsText(value);
  const rows = results.map(({ single, holm, falseGaps, ...plan }) => [
    ...plan.respondents,
    plan.itemCount,
    plan.itemsPerTask,
    plan.taskCount,
    plan.scale,
    figure(single.simulated?.gap),
    figure(single.simulated?.se),
    figure(holm.simulated?.gap),
    figure(holm.simulated?.se),
    figure(falseGaps.holm.rate),
    figure(falseGaps.holm.low),
    figure(falseGaps.holm.high),
    figure(falseGaps.holmScaleAdjusted?.rate),
  ]);
  return csvText([header, ...rows]);
}
