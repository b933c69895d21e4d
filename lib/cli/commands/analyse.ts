import { readChoiceStudy } from "@/lib/analysis/field-layout/read-choice-study";
import { analysisMethods, describeAnalysis } from "@/lib/analysis/methods/analysis";
import { anchoredItems } from "@/lib/analysis/methods/anchored-items";
import { byCounts } from "@/lib/analysis/methods/by-counts";
import { byHb } from "@/lib/analysis/methods/by-hb";
import { byLatentClass } from "@/lib/analysis/methods/by-latent-class";
import { byLogit, errorKinds } from "@/lib/analysis/methods/by-logit";
import { individualText } from "@/lib/analysis/methods/individual-file";
import type { MethodEstimate } from "@/lib/analysis/methods/method-estimate";
import type { ChoiceStudy } from "@/lib/analysis/study-data/choice-study";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { defaultUtilityMargin } from "@/lib/maxdiff/compare/margins";
import {
  type CovariancePrior,
  fieldPrior,
  halfTPrior,
  hbDefaults,
  learntPrior,
} from "@/lib/maxdiff/hb/hb-options";
import { latentClassRange } from "@/lib/maxdiff/latent-class/latent-class";
import { UsageError } from "../console/command";
import { engineCommand } from "../console/engine-command";
import { notesText } from "../console/explain";
import { decimal, listOf, oneOf, positive, seedOf, wholeNumber } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";
import { progressBar, type Terminal } from "../console/terminal";

const REQUIRED = ["design", "answers"] as const;
const OPTIONAL = [
  "respondents",
  "cohort",
  "method",
  "likelihood",
  "seed",
  "margin",
  "individual",
  "out",
  "errors",
  "anchor",
  "anchors",
  "timings",
  "prior",
  "prior-variance",
  "prior-df",
  "chains",
  "target-ess",
  "max-draws",
  "classes",
  "starts",
] as const;

type Options = Record<(typeof REQUIRED)[number], string> &
  Partial<Record<(typeof OPTIONAL)[number], string>>;

/** Options that mean something to some methods only. */
const OWN_OPTIONS = {
  individual: ["hb", "latent-class"],
  errors: ["logit"],
  anchor: ["logit"],
  anchors: ["logit"],
  timings: ["hb"],
  prior: ["hb"],
  "prior-variance": ["hb"],
  "prior-df": ["hb"],
  chains: ["hb"],
  "target-ess": ["hb"],
  "max-draws": ["hb"],
  classes: ["latent-class"],
  starts: ["latent-class"],
} as const satisfies Partial<Record<keyof Options, readonly (typeof analysisMethods)[number][]>>;

const priorKinds = ["learnt-variance", "half-t", "inverse-wishart"] as const;
const CLASS_STARTS = 20;

export const analyseCommand = engineCommand({
  summary: "estimate utilities and cohort gaps from a design and its answers",
  help: `Usage: npm run tradeoff -- analyse --design FILE --answers FILE [options]

Prints one JSON object: method, likelihood, seed, engine, respondents, logLikelihood, cohorts with
their items, gaps of every pair of cohorts in utility (to minus from), diagnostics. A figure that
does not exist is null.

  --design FILE        Version,Set,Item1..Itemk
  --answers FILE       id,Version,B1,W1,B2,W2,…  item numbers; both of a pair empty: not answered,
                       one empty: only the other was asked. Logit and latent-class pool such tasks
                       with complete ones as one choice from all shown (sequential, tricked)
  --respondents FILE   id,<columns>
  --cohort COLUMN      the column of the respondents file whose values are the cohorts; without it
                       there is one cohort, “All respondents”
  --method METHOD      logit         aggregate logit of each cohort (default)
                       counts        closed-form logit
                       hb            means of the population each cohort stands for
                       latent-class  class utilities by membership, without errors
  --likelihood NAME    sequential (default), tricked, pair
  --seed N             1; the same seed gives the same bytes, \`seconds\` of hb apart (--timings no)
  --margin LOGITS      ${defaultUtilityMargin}; a gap whose interval lies within ± this is “same”
  --individual FILE    hb, latent-class: writes id,cohort,rlh,u1..uK, utilities zero-centred
  --out FILE           the JSON goes there, not to standard output

  logit:
  --errors KIND        robust (default, clustered on the respondent) or model; gaps are always robust
  --anchor KINDS       dual, direct or “dual,direct”: prints \`anchored\` too, each cohort's items with
                       the anchor at 0; the columns A1,A2,… of the answers file say all, some or none
                       of those shown are above it (dual), and …
  --anchors FILE       id,item1,item2,… or id,item,important: 1 above, 0 below, empty not asked (direct)

  hb:
  --prior KIND         of how much respondents differ:
                       learnt-variance  the field's, its variance learnt and at most that (default)
                       half-t           weaker
                       inverse-wishart  the field's as it is; the next two mean this one
  --prior-variance V   ${fieldPrior.variance}; of utilities between respondents
  --prior-df D         ${fieldPrior.extraDegrees}; beyond the number of items less one
  --chains N           ${hbDefaults.chains}
  --target-ess N       ${hbDefaults.targetEss}; it stops when every cohort mean and gap has so many effective draws and
                       R-hat below ${hbDefaults.targetRHat}, …
  --max-draws N        ${hbDefaults.maxDraws}; … or every chain has kept so many: \`converged\` tells which
  --timings no         \`seconds\` is null, so that every byte is the same

  latent-class:
  --classes N          1 to 8; without it all of these are fitted and the lowest BIC is kept
  --starts N           ${CLASS_STARTS}
`,
  async run(args, terminal) {
    const options: Options = readOptions(args, { required: REQUIRED, optional: OPTIONAL });
    const method = oneOf("method", options.method ?? "logit", analysisMethods);
    for (const [name, owners] of Object.entries(OWN_OPTIONS)) {
      if (name in options && !owners.some((owner) => owner === method)) {
        throw new UsageError(`--${name} is for --method ${owners.join(" or ")}, not ${method}.`);
      }
    }
    const asked = {
      method,
      likelihood: oneOf("likelihood", options.likelihood ?? "sequential", likelihoodNames),
      seed: seedOf(options.seed),
      margin:
        options.margin === undefined ? defaultUtilityMargin : positive("margin", options.margin),
    };
    const estimators = {
      counts: runCounts,
      logit: runLogit,
      hb: runHb,
      "latent-class": runClasses,
    };
    const estimate = estimators[method](options, asked);
    const anchors = anchorsOf(options);
    const { likelihood } = asked;
    if (anchors && likelihood === "pair") {
      throw new UsageError("--anchor needs --likelihood sequential or tricked, not pair.");
    }
    const study = await studyOf(options, anchors);
    terminal.stderr.write(notesText(study.notes));
    if (study.halfTasks && (method === "counts" || method === "hb" || likelihood === "pair")) {
      throw new UsageError(
        `${study.halfTasks.first} has no best or no worst: --method logit and latent-class take that, ` +
          "with --likelihood sequential or tricked; counts, hb and pair need both.",
      );
    }
    const found = await estimate(study, terminal);
    const anchored = likelihood === "pair" ? null : anchoredItems(study, likelihood);
    const text = jsonText(describeAnalysis(study, asked, found, anchored));
    if (options.individual !== undefined) {
      writeNamed("individual", options.individual, individualText(study, found));
    }
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});

type Asked = Parameters<typeof describeAnalysis>[1];

/** Reads a method's own options at once, so that a bad one is told before anything long begins. */
type Estimator = (
  options: Options,
  asked: Asked,
) => (study: ChoiceStudy, terminal: Terminal) => MethodEstimate | Promise<MethodEstimate>;

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
): Promise<ChoiceStudy> {
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

const runCounts: Estimator =
  (_options, { likelihood, margin }) =>
  (study) =>
    byCounts(study, likelihood, margin);

const runLogit: Estimator = (options, { likelihood, margin }) => {
  const errors = oneOf("errors", options.errors ?? "robust", errorKinds);
  return (study) => byLogit(study, likelihood, margin, errors);
};

const runHb: Estimator = (options, { likelihood, seed, margin }) => {
  const timings = oneOf("timings", options.timings ?? "yes", ["yes", "no"]);
  const { chains, "target-ess": ess, "max-draws": most } = options;
  const maxDraws = most === undefined ? hbDefaults.maxDraws : wholeNumber("max-draws", most, 8);
  const hbOptions = {
    likelihood,
    seed,
    prior: priorOf(options),
    chains: chains === undefined ? hbDefaults.chains : wholeNumber("chains", chains),
    targetEss: ess === undefined ? hbDefaults.targetEss : decimal("target-ess", ess, 1),
    maxDraws,
    drawsPerLook: Math.min(hbDefaults.drawsPerLook, maxDraws),
  };
  return async (study, terminal) => {
    const bar = progressBar(terminal);
    try {
      const estimate = await byHb(study, hbOptions, margin, {
        signal: terminal.signal,
        onProgress: ({ iterations, nextLookAt, convergence }) =>
          bar.show(
            iterations / nextLookAt,
            convergence
              ? `R-hat ${convergence.rHatMax.toFixed(3)}, effective draws ${Math.floor(convergence.essBulkMin)}`
              : "until the first look at convergence",
          ),
      });
      if (timings === "yes") return estimate;
      return { ...estimate, diagnostics: { ...estimate.diagnostics, seconds: null } };
    } finally {
      bar.clear();
    }
  };
};

/** A variance or degrees ask for the prior that has them, unless another one is named. */
function priorOf(options: Options): CovariancePrior {
  const { prior, "prior-variance": variance, "prior-df": degrees } = options;
  const asked = variance !== undefined || degrees !== undefined;
  const kind = oneOf("prior", prior ?? (asked ? "inverse-wishart" : learntPrior.kind), priorKinds);
  if (kind !== "inverse-wishart") {
    if (asked) {
      throw new UsageError("--prior-variance and --prior-df are for --prior inverse-wishart.");
    }
    return kind === "half-t" ? halfTPrior : learntPrior;
  }
  return {
    kind,
    variance: variance === undefined ? fieldPrior.variance : positive("prior-variance", variance),
    extraDegrees: degrees === undefined ? fieldPrior.extraDegrees : positive("prior-df", degrees),
  };
}

const runClasses: Estimator = (options, { likelihood, seed, margin }) => {
  const { fewest, most } = latentClassRange;
  const classCounts =
    options.classes === undefined
      ? Array.from({ length: most - fewest + 1 }, (_, index) => fewest + index)
      : [wholeNumber("classes", options.classes, fewest, most)];
  const starts =
    options.starts === undefined ? CLASS_STARTS : wholeNumber("starts", options.starts);
  return async (study, terminal) => {
    const bar = progressBar(terminal);
    try {
      return await byLatentClass(
        study,
        { likelihood, classCounts, starts, seed, margin },
        {
          signal: terminal.signal,
          onProgress: (fraction) =>
            bar.show(fraction, `${starts} starts of each number of classes`),
        },
      );
    } finally {
      bar.clear();
    }
  };
};
