import type { RespondentUtilities } from "@/lib/analysis/methods/respondent-utilities";
import { findPortfolios, type Turf } from "@/lib/analysis/methods/turf";
import { csvText, fromSafeCell } from "@/lib/files/csv";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import { UsageError } from "../console/command";
import { engineCommand } from "../console/engine-command";
import { readNumberTable } from "../console/number-table";
import { decimal, listOf, oneOf, wholeNumber } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";

/** A third column follows, of no interest here: RLH, or who answers at random. */
const LAYOUT = ["id", "cohort"];
const TEXT_COLUMNS = 3;
const RULES = ["weighted", "threshold", "first-choice"] as const;

export const turfCommand = engineCommand({
  summary: "find the portfolios of items that reach most respondents",
  help: `Usage: npm run tradeoff -- turf --individual FILE --size LIST [options]

Prints the portfolios of each size with their reach, the percentage of respondents for whom one of
the items counts, and their frequency, the mean number of items that do.

  --individual FILE    id,cohort,rlh,u1..uK as \`analyse\` and \`simulate --individual\` write it
  --size LIST          items in a portfolio: "3" or "1,2,3"
  --reach RULE         weighted (default): the probability of choosing an item of the portfolio over
                       N - 1 average ones; threshold: that of any one item passes --threshold;
                       first-choice: the most preferred item is in it
  --per-task N         4; the N of those probabilities
  --threshold P        0.5; between 0 and 1
  --cohort NAME        only respondents of this cohort
  --include LIST       item numbers that every portfolio holds
  --exclude LIST       item numbers that none holds
  --top N              10 portfolios of each size
  --format FORMAT      json (default) or csv
  --seed N             taken, as everywhere; nothing here is drawn
  --out FILE           the result goes there, not to standard output
`,
  async run(args, terminal) {
    const options = readOptions(args, {
      required: ["individual", "size"],
      optional: [
        "reach",
        "per-task",
        "threshold",
        "cohort",
        "include",
        "exclude",
        "top",
        "format",
        "seed",
        "out",
      ],
    });
    const format = oneOf("format", options.format ?? "json", ["json", "csv"]);
    const reach = oneOf("reach", options.reach ?? "weighted", RULES);
    const itemsPerTask = wholeNumber("per-task", options["per-task"] ?? "4", 2);
    if (options.threshold !== undefined && reach !== "threshold") {
      throw new UsageError(`--threshold is for --reach threshold, not ${reach}.`);
    }
    const threshold = decimal("threshold", options.threshold ?? "0.5", 0, 1);
    const sizes = listOf("size", options.size).map((text) => wholeNumber("size", text));
    const keep = wholeNumber("top", options.top ?? "10");

    const numbersOf = (option: "include" | "exclude") =>
      (options[option] === undefined ? [] : listOf(option, options[option])).map((text) =>
        wholeNumber(option, text),
      );
    const found = await findPortfolios(
      await readIndividual(options.individual, options.cohort),
      {
        size: sizes,
        reach,
        perTask: itemsPerTask,
        threshold,
        only: options.cohort,
        include: numbersOf("include"),
        exclude: numbersOf("exclude"),
        top: keep,
      },
      { signal: terminal.signal },
    );
    const text = format === "json" ? jsonText(found) : tableText(found.sizes);
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});

function tableText(found: Turf["sizes"]): string {
  const rows = found.flatMap(({ size, exhaustive, portfolios }) =>
    portfolios.map(({ items, reach, frequency }, index) => [
      size,
      index + 1,
      items.join(" "),
      tenDigitsText(reach),
      tenDigitsText(frequency),
      exhaustive ? "yes" : "no",
    ]),
  );
  return csvText([["size", "rank", "items", "reach", "frequency", "exhaustive"], ...rows]);
}

async function readIndividual(
  path: string,
  cohort: string | undefined,
): Promise<RespondentUtilities> {
  const { header, rows } = await readNumberTable(
    sentFile("individual", path),
    LAYOUT,
    TEXT_COLUMNS,
  );
  const itemNumbers = header.slice(TEXT_COLUMNS).map((column) => {
    const [, number] = /^u(\d+)$/.exec(column) ?? [];
    if (number === undefined) {
      throw new UsageError(`--individual: the column “${column}” is not u and an item's number.`);
    }
    return Number(number);
  });
  const cohorts = rows.map(({ text }) => fromSafeCell(text[1]));
  if (cohort !== undefined && !cohorts.includes(cohort)) {
    const names = [...new Set(cohorts)].join(", ");
    throw new UsageError(`--cohort: nobody is in “${cohort}”. There are: ${names}.`);
  }
  const utilities = new Float64Array(rows.length * itemNumbers.length);
  rows.forEach(({ numbers }, row) => {
    utilities.set(numbers, row * itemNumbers.length);
  });
  return { itemNumbers, cohorts, utilities };
}
