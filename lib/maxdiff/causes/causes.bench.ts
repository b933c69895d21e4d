/**
 * True causes against told ones: simulated studies of each kind through the whole pipeline.
 *
 *   npm run causes -- [--studies 200] [--per-cohort 950] [--rows 0,1,2] [--out FILE]
 *
 * Each study is a line of the file (JSON) as soon as it is done; a file that exists is gone on with.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CAUSES_CASES, causesData, causesOf } from "./fixtures/causes-study";

const { values } = parseArgs({
  options: {
    studies: { type: "string", default: "200" },
    "per-cohort": { type: "string", default: "950" },
    rows: { type: "string" },
    out: { type: "string" },
  },
});
const studies = Number(values.studies);
const perCohort = Number(values["per-cohort"]);
const rows = values.rows ? values.rows.split(",").map(Number) : CAUSES_CASES.map((_, row) => row);
const ITERATIONS = { warmup: 100, draws: 150 };

interface Line {
  row: number;
  study: number;
  perCohort: number;
  ratio: number;
  decisiveness: string;
  told: { item: number; gap: number; cause: string; reasons: unknown }[];
}
const known = new Map<string, Line>();
const keyOf = ({ row, study, perCohort: size }: Pick<Line, "row" | "study" | "perCohort">) =>
  `${row} ${study} ${size}`;
if (values.out && existsSync(values.out)) {
  for (const text of readFileSync(values.out, "utf8").split("\n").filter(Boolean)) {
    const line: Line = JSON.parse(text);
    known.set(keyOf(line), line);
  }
}
for (const row of rows) {
  const kind = CAUSES_CASES[row];
  const lines: Line[] = [];
  for (let study = 0; study < studies; study++) {
    let line = known.get(keyOf({ row, study, perCohort }));
    if (!line) {
      const causes = causesOf(causesData(kind, perCohort, study), kind, study, ITERATIONS);
      line = {
        row,
        study,
        perCohort,
        ratio: causes.decisiveness.ratio,
        decisiveness: causes.decisiveness.verdict,
        told: causes.items.flatMap(({ item, gap, cause, reasons }) =>
          cause === null ? [] : [{ item, gap: gap ?? 0, cause, reasons }],
        ),
      };
      if (values.out) appendFileSync(values.out, `${JSON.stringify(line)}\n`);
    }
    lines.push(line);
  }
  const causes = ["priority", "vocabulary", "substitution", "answer-noise", "cannot-tell"];
  const found = causes.map((cause) => {
    const count = lines.filter(({ told }) => told.some((item) => item.cause === cause)).length;
    return `${cause} ${count}`;
  });
  process.stdout.write(`${kind.name}: ${found.join(", ")} of ${lines.length}\n`);
}
