/**
 * Seconds and quality of 300 versions as studies grow, in one thread:
 *
 *     npx tsx lib/maxdiff/design/design.bench.ts
 *
 * Each size asks for the tasks that show every item 3 times; the first two rows are the sizes whose
 * speed and quality are promised. Every coefficient of variation stands beside the least that
 * arithmetic allows, both in percent.
 */
import { diagnoseDesign } from "./diagnose-design";
import { generateDesign } from "./generate-design";

const VERSIONS = 300;
const sizes = [
  [20, 4, 15],
  [40, 5, 18],
  ...[8, 10, 13, 16, 20, 30, 40, 60, 80, 100, 150, 200].map((itemCount) => {
    const itemsPerTask = itemCount < 30 ? 4 : 5;
    return [itemCount, itemsPerTask, Math.ceil((3 * itemCount) / itemsPerTask)];
  }),
];

// The first run compiles; it is not timed.
generateDesign({ itemCount: 20, itemsPerTask: 4, taskCount: 15, versionCount: 30, seed: 1 });

const columns = [
  "K",
  "k",
  "T",
  "seconds",
  "items",
  "bound",
  "pairs",
  "bound",
  "positions",
  "bound",
];
write([...columns, "adjacent", "verdict"]);
for (const [itemCount, itemsPerTask, taskCount] of sizes) {
  const started = performance.now();
  const design = generateDesign({
    itemCount,
    itemsPerTask,
    taskCount,
    versionCount: VERSIONS,
    seed: 1,
  });
  const seconds = (performance.now() - started) / 1000;
  const { items, pairs, positions, dispersion, verdict } = diagnoseDesign(design);
  const figures = [items, pairs, positions].flatMap((spread) => [
    spread.variation.toFixed(3),
    spread.variationBound.toFixed(3),
  ]);
  const adjacent = dispersion.adjacentRepeats.toFixed(4);
  write([itemCount, itemsPerTask, taskCount, seconds.toFixed(2), ...figures, adjacent, verdict]);
}

function write(cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(10)).join("")}\n`);
}
