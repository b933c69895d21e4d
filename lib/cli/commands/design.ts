import { inWorker } from "@/lib/compute/in-worker";
import type { ProhibitedPair } from "@/lib/maxdiff/design/design";
import { MAX_ITEMS } from "@/lib/maxdiff/design/generate-design";
import { ENGINE } from "@/lib/maxdiff/engine";
import { UsageError } from "../console/command";
import { designText, readNumberedDesign } from "../console/design-files";
import { engineCommand } from "../console/engine-command";
import { numberedDiagnostics, warningText } from "../console/numbered-diagnostics";
import { listOf, oneOf, seedOf, wholeNumber } from "../console/option-values";
import { readOptions } from "../console/options";
import { jsonText, writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";
import { progressBar } from "../console/terminal";

const KINDS = ["balanced", "sparse", "express"] as const;
/** The most versions that one design may have: more only make files longer. */
const MAX_VERSIONS = 100_000;

export const designCommand = engineCommand({
  summary: "design the versions of a study, and measure them",
  help: `Usage: npm run tradeoff -- design --items K --per-task N --tasks T [options]

Prints the design as CSV: Version,Set,Item1..ItemN, item numbers 1 to K. What is doubtful about it is
said on standard error.

  --items K            2 to ${MAX_ITEMS}
  --per-task N         items in a task; 4 or 5 are usual, at most half of K
  --tasks T            tasks in a version; 3 K / N show each item three times
  --versions V         300; with --continue those of the file included
  --seed N             1; the same seed gives the same bytes
  --prohibit PAIRS     item numbers that never meet in a task: "1-2,3-4"
  --continue FILE      a design in the same layout: its versions stay and come first
  --kind KIND          balanced (default), sparse (each item about once) or express (each version
                       shows a part of the items, about three times each)
  --diagnostics FILE   balance, connectivity, dispersion, D-efficiency and a verdict, as JSON
  --out FILE           the design goes there, not to standard output
`,
  async run(args, terminal) {
    const options = readOptions(args, {
      required: ["items", "per-task", "tasks"],
      optional: ["versions", "seed", "prohibit", "continue", "kind", "diagnostics", "out"],
    });
    const request = {
      itemCount: wholeNumber("items", options.items, 2, MAX_ITEMS),
      itemsPerTask: wholeNumber("per-task", options["per-task"], 2),
      taskCount: wholeNumber("tasks", options.tasks),
      versionCount: wholeNumber("versions", options.versions ?? "300", 1, MAX_VERSIONS),
      seed: seedOf(options.seed),
      prohibitedPairs: options.prohibit === undefined ? [] : pairsOf(options.prohibit),
      kind: oneOf("kind", options.kind ?? "balanced", KINDS),
      continueFrom:
        options.continue === undefined
          ? undefined
          : await continued(options.continue, Number(options.items)),
    };
    const bar = progressBar(terminal);
    const { design, diagnostics } = await inWorker("generate-design", request, {
      signal: terminal.signal,
      onProgress: (fraction) => bar.show(fraction, `${request.versionCount} versions`),
    }).finally(() => bar.clear());
    const { seed, kind } = request;
    if (options.diagnostics !== undefined) {
      const measured = { engine: ENGINE, seed, kind, ...numberedDiagnostics(diagnostics) };
      writeNamed("diagnostics", options.diagnostics, jsonText(measured));
    }
    if (options.out === undefined) terminal.stdout.write(designText(design));
    else writeNamed("out", options.out, designText(design));
    for (const warning of diagnostics.warnings) {
      terminal.stderr.write(`${warningText(warning, design.itemCount)}\n`);
    }
    if (terminal.stderr.isTTY) terminal.stderr.write(`Verdict: ${diagnostics.verdict}.\n`);
  },
});

function pairsOf(text: string): ProhibitedPair[] {
  return listOf("prohibit", text).map((pair) => {
    const [, first, second] = /^(\d+)-(\d+)$/.exec(pair) ?? [];
    if (first === undefined || second === undefined) {
      throw new UsageError(`--prohibit: “${pair}” is no pair of item numbers like 1-2.`);
    }
    return [Number(first) - 1, Number(second) - 1];
  });
}

/** A design to go on with: its items must be 1 … K, for new versions name them so. */
async function continued(file: string, itemCount: number) {
  const { design, itemNumbers } = await readNumberedDesign(sentFile("continue", file));
  if (itemNumbers.length !== itemCount || itemNumbers.at(-1) !== itemCount) {
    throw new UsageError(
      `--continue: ${file} shows ${itemNumbers.length} items with numbers up to ` +
        `${itemNumbers.at(-1)}, not items 1 to ${itemCount}.`,
    );
  }
  return design;
}
