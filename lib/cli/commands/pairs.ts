import { readItems } from "@/lib/analysis/field-layout/read-items";
import { csvText, safeCell } from "@/lib/files/csv";
import { FileIssues } from "@/lib/files/file-issues";
import { tenDigitsText } from "@/lib/stats/ten-digits";
import { proposePairs } from "@/lib/studies/pairs/propose-pairs";
import { engineCommand } from "../console/engine-command";
import { readOptions } from "../console/options";
import { writeNamed } from "../console/output";
import { sentFile } from "../console/sent-file";

export const pairsCommand = engineCommand({
  summary: "propose pairs of items that people may take for one thing",
  help: `Usage: npm run tradeoff -- pairs --items FILE [--out FILE]

Prints item1,item2,score,why: the pairs whose labels and definitions speak of one thing, the most
alike first. Look at each; those you name go into a file item1,item2,kind for analyse --pairs.

  --items FILE         number,label,definition
  --out FILE           the result goes there, not to standard output
`,
  async run(args, terminal) {
    const options = readOptions(args, { required: ["items"], optional: ["out"] });
    const issues = new FileIssues();
    const items = await readItems(sentFile("items", options.items), issues);
    issues.throwIfAny();
    const rows = proposePairs(items ?? []).map(({ first, second, score, why }) => [
      ...[first.number, second.number].sort((one, other) => one - other),
      tenDigitsText(score),
      safeCell(why.join("; ")),
    ]);
    const text = csvText([["item1", "item2", "score", "why"], ...rows]);
    if (options.out === undefined) terminal.stdout.write(text);
    else writeNamed("out", options.out, text);
  },
});
