import type { z } from "zod";
import { readChoiceStudy } from "@/lib/analysis/field-layout/read-choice-study";
import { readNamedPairs } from "@/lib/analysis/field-layout/read-pairs";
import { COLUMN_KINDS, type QuestionColumns } from "@/lib/analysis/field-layout/read-questions";
import { type Causes, causesMethod } from "@/lib/analysis/methods/causes";
import { individualText } from "@/lib/analysis/methods/individual-utilities";
import { methodNames, methods } from "@/lib/analysis/methods/list";
import type { Method, MethodHooks, MethodProgress } from "@/lib/analysis/methods/method";
import { requireParts } from "@/lib/analysis/methods/require-parts";
import type { ChoiceStudy } from "@/lib/analysis/study-data/choice-study";
import { computeHere } from "@/lib/compute/compute";
import { parse } from "@/lib/errors";
import { UsageError } from "../console/command";
import { engineCommand } from "../console/engine-command";
import { notesText } from "../console/explain";
import { listOf, oneOf, seedOf, wholeNumber } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { helpOfSchemas, optionNames, optionValues } from "../console/schema-options";
import { sentFile } from "../console/sent-file";
import { progressBar } from "../console/terminal";

const REQUIRED = ["design", "answers"] as const;
const FILES = [
  ...["respondents", "cohort", "individual", "out"],
  ...["anchor", "anchors", "checks", "columns", "allocations"],
] as const;
const OPTIONAL = ["method", "seed", "causes", ...FILES] as const;

type Options = Record<(typeof REQUIRED)[number], string> &
  Partial<Record<(typeof OPTIONAL)[number], string>>;

/** Files that mean something to some methods only. */
const OWN_FILES: Partial<Record<string, (method: Method) => boolean>> = {
  individual: ({ givesIndividual }) => givesIndividual,
  anchor: ({ needs, takes }) => [...needs, ...takes].includes("anchors"),
  anchors: ({ needs, takes }) => [...needs, ...takes].includes("anchors"),
  checks: ({ needs, takes }) => [...needs, ...takes].includes("checks"),
  columns: ({ needs, takes }) => [...needs, ...takes].includes("questions"),
  allocations: ({ needs, takes }) => [...needs, ...takes].includes("allocations"),
};

/** Options in the words of every method's schema. */
const methodOptions = [...new Set(methods.flatMap((method) => optionNames(method.optionsSchema)))];

export const analyseCommand = engineCommand({
  summary: "estimate utilities and cohort gaps from a design and its answers",
  help: `Usage: npm run tradeoff -- analyse --design FILE --answers FILE [options]

Prints one JSON object. counts, logit, hb and latent-class: method, likelihood, seed, engine,
respondents, logLikelihood, cohorts with their items, gaps of every pair of cohorts in utility (to
minus from), diagnostics. A figure that does not exist is null.

  --design FILE        Version,Set,Item1..Itemk
  --answers FILE       id,Version,B1,W1,B2,W2,…  item numbers; both of a pair empty: not answered,
                       one empty: only the other was asked. Logit and latent-class pool such tasks
                       with complete ones as one choice from all shown (sequential, tricked)
  --respondents FILE   id,<columns>
  --cohort COLUMN      the column of the respondents file whose values are the cohorts; without it
                       there is one cohort, “All respondents”
  --method METHOD      logit without it; each is told of below, with its own options
  --seed N             1; the same seed gives the same bytes, \`seconds\` of hb apart (--timings no)
  --individual FILE    hb, latent-class: writes id,cohort,rlh,u1..uK, utilities zero-centred
  --causes             adds \`causes\`: why two cohorts differ on an item, whatever the method beside it;
                       as --method causes tells it by itself, with its options
  --pairs FILE         with --causes: item1,item2,kind, the pairs of items named beforehand, as numbers;
                       kind is synonym (two words for one thing?) or substitute
  --anchor KINDS       dual, direct or “dual,direct”: logit prints \`anchored\` too, each cohort's items
                       with the anchor at 0; the columns A1,A2,… of the answers file say all, some or
                       none of those shown are above it (dual), and …
  --anchors FILE       id,item1,item2,… or id,item,important: 1 above, 0 below, empty not asked (direct)
  --checks FILE        agreement, causes: repeated and holdout tasks, as exports write them:
                       id,Version,kind,number,task,best,worst,Item1..Itemk; in no estimate
  --columns KEY:KIND,… questions: how they stand in the respondents file, as exports write them: one
                       (KEY is the option), several (KEY_<option> 1 or 0), ranked (KEY_1, KEY_2 … the
                       options), amount (KEY or KEY_<part>), rating:5 (KEY_<row>, here 1 to 5), day
                       (KEY like 2026-11-30); empty cells and NA are no answer
  --allocations KEY:FORMAT,…
                       allocation: columns KEY_<item number> of the respondents file; constant-sum
                       (on whatever total), percentage (0-100, empty not answered) or top (1 or 0)
  --out FILE           the JSON goes there, not to standard output

${helpOfSchemas(methods.map(({ optionsSchema, ...method }) => ({ ...method, schema: optionsSchema })))}`,
  async run(args, terminal) {
    const options: Options & Partial<Record<string, string>> = readOptions(args, {
      required: REQUIRED,
      optional: [...OPTIONAL, ...methodOptions],
      flags: ["causes"],
    });
    const name = oneOf("method", options.method ?? "logit", methodNames);
    const method = methodOf(name);
    const causes = await causesAsked(options);
    const own = causes ? { ...options, pairs: undefined } : options;
    refuseOthersOptions(own, causes ? [method, causesMethod] : [method]);
    const given = optionValues(method.optionsSchema, own);
    const asked = parse(method.optionsSchema, given);
    const seed = seedOf(options.seed);
    const anchors = anchorsOf(options);
    if (anchors && given.likelihood === "pair") {
      throw new UsageError("--anchor needs --likelihood sequential or tricked, not pair.");
    }
    const study = await studyOf(options, anchors);
    terminal.stderr.write(notesText(study.notes));
    requireParts(method, study, asked);
    const bar = progressBar(terminal);
    const hooks: MethodHooks = {
      seed,
      signal: terminal.signal,
      onProgress: (progress) => bar.show(progress.fraction, progressWords(progress)),
      compute: computeHere,
    };
    const { result, individual } = await method
      .run(study, asked, hooks)
      .finally(() => method.takesLong && bar.clear());
    const text = jsonText(
      causes
        ? {
            ...Object(result),
            ...(await causesBeside(study, causes, hooks).finally(() => bar.clear())),
          }
        : result,
    );
    if (options.individual !== undefined && individual) {
      writeNamed("individual", options.individual, individualText(individual));
    }
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});

/**
 * The options of the method of causes, where it is asked for beside another.
 *
 * @throws UsageError for pairs without causes; InvalidInput for what is wrong in their file
 */
async function causesAsked(
  options: Options & Partial<Record<string, string>>,
): Promise<z.output<typeof causesMethod.optionsSchema> | null> {
  if (options.causes === undefined) return null;
  const { pairs, ...others } = options;
  const named = pairs === undefined ? {} : await readNamedPairs(sentFile("pairs", pairs));
  return parse(causesMethod.optionsSchema, {
    ...optionValues(causesMethod.optionsSchema, others),
    ...named,
  });
}

/** What `--causes` adds: the table of causes, and what it could not test. */
async function causesBeside(
  study: ChoiceStudy,
  options: z.output<typeof causesMethod.optionsSchema>,
  hooks: MethodHooks,
): Promise<Pick<Causes, "causes" | "notAsked" | "checks">> {
  requireParts(causesMethod, study, options);
  const { result } = await causesMethod.run(study, options, hooks);
  const { causes, notAsked, checks } = result;
  return { causes, notAsked, ...(checks ? { checks } : {}) };
}

/** A method by its name, its own types put aside: its schema checks what it is given. */
function methodOf(name: string): Method {
  const found: Method | undefined = methods.find((method) => method.name === name);
  if (!found) throw new Error(`No method ${name}.`);
  return found;
}

/** @throws UsageError for an option that the method has no use for, naming the methods that have */
function refuseOthersOptions(
  options: Partial<Record<string, string>>,
  asked: readonly Method[],
): void {
  const uses = (option: string) => (other: Method) =>
    OWN_FILES[option]?.(other) ?? optionNames(other.optionsSchema).includes(option);
  for (const option of [...Object.keys(OWN_FILES), ...methodOptions]) {
    if (options[option] === undefined || asked.some(uses(option))) continue;
    const owners = methodNames.filter((name) => uses(option)(methodOf(name)));
    throw new UsageError(
      `--${option} is for --method ${owners.join(" or ")}, not ${asked[0].name}.`,
    );
  }
}

function progressWords({ convergence }: MethodProgress): string {
  if (convergence === undefined) return "";
  return convergence
    ? `R-hat ${convergence.rHatMax.toFixed(3)}, effective draws ${Math.floor(convergence.essBulkMin)}`
    : "until the first look at convergence";
}

const ALLOCATION_FORMATS = ["constant-sum", "percentage", "top"] as const;

const anchorKinds = ["dual", "direct"] as const;

/** Which anchors are asked for, and the file of the direct ones. */
function anchorsOf(options: Options): Parameters<typeof readChoiceStudy>[0]["anchors"] {
  const { anchor, anchors } = options;
  const kinds =
    anchor === undefined
      ? []
      : listOf("anchor", anchor).map((word) => oneOf("anchor", word, anchorKinds));
  if (kinds.includes("direct") !== (anchors !== undefined)) {
    throw new UsageError("--anchor direct and --anchors FILE go together.");
  }
  if (kinds.length === 0) return undefined;
  return {
    dual: kinds.includes("dual"),
    direct: anchors === undefined ? undefined : sentFile("anchors", anchors),
  };
}

/** @throws UsageError for a kind that is not known, naming those that are */
function questionColumns(text: string): QuestionColumns[] {
  return listOf("columns", text).map((part) => {
    const [key, kind = "", points] = part.split(":");
    const asked = { key, kind: oneOf("columns", kind, COLUMN_KINDS) };
    if (asked.kind !== "rating") return asked;
    return { ...asked, points: wholeNumber("columns", points ?? "", 2, 11) };
  });
}

/** @throws UsageError for a format that is not known, naming those that are */
function askedAllocations(text: string) {
  return listOf("allocations", text).map((part) => {
    const [key, format = "constant-sum"] = part.split(":");
    return { key, format: oneOf("allocations", format, ALLOCATION_FORMATS) };
  });
}

async function studyOf(
  options: Options,
  anchors: ReturnType<typeof anchorsOf>,
): ReturnType<typeof readChoiceStudy> {
  if (options.cohort !== undefined && options.respondents === undefined) {
    throw new UsageError(
      `--cohort ${options.cohort} is a column of a respondents file: name it with --respondents.`,
    );
  }
  const { columns, allocations } = options;
  if (options.respondents === undefined && (columns ?? allocations) !== undefined) {
    throw new UsageError(
      "--columns and --allocations are of a respondents file: name it with --respondents.",
    );
  }
  return readChoiceStudy({
    design: sentFile("design", options.design),
    answers: sentFile("answers", options.answers),
    respondents:
      options.respondents === undefined ? undefined : sentFile("respondents", options.respondents),
    cohortColumn: options.cohort,
    anchors,
    checks: options.checks === undefined ? undefined : sentFile("checks", options.checks),
    questions: columns === undefined ? [] : questionColumns(columns),
    allocations: allocations === undefined ? [] : askedAllocations(allocations),
  });
}
