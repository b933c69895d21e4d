import { readChoiceStudy } from "@/lib/analysis/field-layout/read-choice-study";
import { individualText } from "@/lib/analysis/methods/individual-utilities";
import { methodNames, methods } from "@/lib/analysis/methods/list";
import type { Method, MethodProgress } from "@/lib/analysis/methods/method";
import { requireParts } from "@/lib/analysis/methods/require-parts";
import { computeHere } from "@/lib/compute/compute";
import { parse } from "@/lib/errors";
import { UsageError } from "../console/command";
import { engineCommand } from "../console/engine-command";
import { notesText } from "../console/explain";
import { listOf, oneOf, seedOf } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { helpOfSchemas, optionNames, optionValues } from "../console/schema-options";
import { sentFile } from "../console/sent-file";
import { progressBar } from "../console/terminal";

const REQUIRED = ["design", "answers"] as const;
const FILES = ["respondents", "cohort", "individual", "out", "anchor", "anchors"] as const;
const OPTIONAL = ["method", "seed", ...FILES] as const;

type Options = Record<(typeof REQUIRED)[number], string> &
  Partial<Record<(typeof OPTIONAL)[number], string>>;

/** Files that mean something to some methods only. */
const OWN_FILES: Partial<Record<string, (method: Method) => boolean>> = {
  individual: ({ givesIndividual }) => givesIndividual,
  anchor: ({ needs, takes }) => [...needs, ...takes].includes("anchors"),
  anchors: ({ needs, takes }) => [...needs, ...takes].includes("anchors"),
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
  --anchor KINDS       dual, direct or “dual,direct”: logit prints \`anchored\` too, each cohort's items
                       with the anchor at 0; the columns A1,A2,… of the answers file say all, some or
                       none of those shown are above it (dual), and …
  --anchors FILE       id,item1,item2,… or id,item,important: 1 above, 0 below, empty not asked (direct)
  --out FILE           the JSON goes there, not to standard output

${helpOfSchemas(methods.map(({ optionsSchema, ...method }) => ({ ...method, schema: optionsSchema })))}`,
  async run(args, terminal) {
    const options: Options & Partial<Record<string, string>> = readOptions(args, {
      required: REQUIRED,
      optional: [...OPTIONAL, ...methodOptions],
    });
    const name = oneOf("method", options.method ?? "logit", methodNames);
    const method = methodOf(name);
    refuseOthersOptions(options, method);
    const given = optionValues(method.optionsSchema, options);
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
    const { result, individual } = await method
      .run(study, asked, {
        seed,
        signal: terminal.signal,
        onProgress: (progress) => bar.show(progress.fraction, progressWords(progress)),
        compute: computeHere,
      })
      .finally(() => method.takesLong && bar.clear());
    const text = jsonText(result);
    if (options.individual !== undefined && individual) {
      writeNamed("individual", options.individual, individualText(individual));
    }
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});

/** A method by its name, its own types put aside: its schema checks what it is given. */
function methodOf(name: string): Method {
  const found: Method | undefined = methods.find((method) => method.name === name);
  if (!found) throw new Error(`No method ${name}.`);
  return found;
}

/** @throws UsageError for an option that the method has no use for, naming the methods that have */
function refuseOthersOptions(options: Partial<Record<string, string>>, method: Method): void {
  const uses = (option: string) => (other: Method) =>
    OWN_FILES[option]?.(other) ?? optionNames(other.optionsSchema).includes(option);
  for (const option of [...Object.keys(OWN_FILES), ...methodOptions]) {
    if (options[option] === undefined || uses(option)(method)) continue;
    const owners = methodNames.filter((name) => uses(option)(methodOf(name)));
    throw new UsageError(`--${option} is for --method ${owners.join(" or ")}, not ${method.name}.`);
  }
}

function progressWords({ convergence }: MethodProgress): string {
  if (convergence === undefined) return "";
  return convergence
    ? `R-hat ${convergence.rHatMax.toFixed(3)}, effective draws ${Math.floor(convergence.essBulkMin)}`
    : "until the first look at convergence";
}

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

async function studyOf(
  options: Options,
  anchors: ReturnType<typeof anchorsOf>,
): ReturnType<typeof readChoiceStudy> {
  if (options.cohort !== undefined && options.respondents === undefined) {
    throw new UsageError(
      `--cohort ${options.cohort} is a column of a respondents file: name it with --respondents.`,
    );
  }
  return readChoiceStudy({
    design: sentFile("design", options.design),
    answers: sentFile("answers", options.answers),
    respondents:
      options.respondents === undefined ? undefined : sentFile("respondents", options.respondents),
    cohortColumn: options.cohort,
    anchors,
  });
}
