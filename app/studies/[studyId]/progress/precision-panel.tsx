import { type ChartLine, LineChart } from "@/app/_ui/charts/line-chart";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { roundTicks } from "@/app/_ui/charts/round-ticks";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import { exerciseNames } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { countText, figureText, listText } from "@/lib/reports/figure-text";
import type { CohortPrecision, Progress } from "@/lib/reports/monitoring/read-progress";
import { ExerciseTabs, exercisePath } from "../exercise-tabs";

interface Line {
  readonly number: number;
  readonly label: string;
  readonly precision: CohortPrecision;
}

/** Up to twice as many numbers stand side by side on a phone. */
const TICKS = 3;

/** Each cohort's interval width against its size, in one exercise; never a test. */
export function PrecisionPanel({
  progress: { study, cohorts, rules, exercises },
  exercise,
}: {
  progress: Progress;
  /** Of which exercise. */
  exercise: RevisionExercise | undefined;
}) {
  const t = translator("progress");
  const name = exercise && exerciseNames(exercises).get(exercise.key);
  const lead = t("precisionLead", {
    exercise: name ?? "",
    isNamed: String(name !== undefined),
    looks:
      rules.looks.length === 0
        ? t("precisionNoLooks")
        : t("precisionLooks", { sizes: listText(rules.looks.map(countText)) }),
  });
  const precise = cohorts.flatMap(({ number, name: label, precision }): Line[] => {
    const own = exercise && precision.get(exercise.key);
    return own ? [{ number, label: label ?? t("everybody"), precision: own }] : [];
  });
  const lines = precise.flatMap(linesOf);
  const tabs =
    exercises.length > 1 ? (
      <ExerciseTabs
        exercises={exercises}
        chosen={exercise?.key ?? null}
        hrefOf={(each) => exercisePath(`/studies/${encodeURIComponent(study.id)}/progress`, each)}
      />
    ) : null;
  if (lines.length === 0) {
    return (
      <Panel title={t("precisionTitle")} lead={lead}>
        {tabs}
        <p className="text-ink-soft">{t("precisionNone")}</p>
      </Panel>
    );
  }
  const largest = Math.max(...lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const ticks = roundTicks(largest, TICKS);
  return (
    <Panel title={t("precisionTitle")} lead={lead}>
      {tabs}
      <LineChart
        label={t("precisionTitle")}
        lines={lines}
        xTicks={ticks.map((x) => ({ x, text: countText(x) }))}
        xLabel={t("precisionAxis")}
        yLabel={t("precisionUnit")}
      />
      <DataTable
        caption={t("precisionTable")}
        columns={[
          { key: "cohort", title: t("cohort") },
          { key: "n", title: t("precisionN"), numeric: true },
          { key: "kind", title: t("precisionKind") },
          { key: "mean", title: t("precisionMean"), numeric: true },
          { key: "widest", title: t("precisionWidest"), numeric: true },
        ]}
        rows={precise.flatMap((line) =>
          tableLines(line).map(({ n, kind, mean, widest }) => ({
            key: `${line.number} ${n} ${kind}`,
            cells: {
              cohort: (
                <span className="inline-flex items-center gap-2">
                  <SeriesKey number={line.number} paints={PAGE_PAINTS} />
                  {line.label}
                </span>
              ),
              n: countText(n),
              kind,
              mean: figureText(mean, 1),
              widest: widest === null ? "–" : figureText(widest, 1),
            },
          })),
        )}
      />
    </Panel>
  );
}

function linesOf({ number, label, precision }: Line): ChartLine[] {
  const { now, looks, expected } = precision;
  if (!now) return [];
  const seen = [...looks.filter(({ n }) => n < now.n), now].map(({ n, mean }) => ({
    x: n,
    y: mean,
  }));
  const note = `n = ${countText(now.n)}`;
  return [
    { number, name: label, note, points: seen, hasMarks: true },
    {
      number,
      name: label,
      note,
      points: curve(now, expected.at(-1)?.n ?? now.n),
      isExpected: true,
    },
  ];
}

/** The root of n, drawn smoothly. */
function curve(now: { n: number; mean: number }, end: number): { x: number; y: number }[] {
  const STEPS = 24;
  if (end <= now.n) return [];
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const x = now.n + (step / STEPS) * (end - now.n);
    return { x, y: now.mean * Math.sqrt(now.n / x) };
  });
}

function tableLines({ precision }: Line) {
  const t = translator("progress");
  const { now, looks, expected } = precision;
  if (!now) return [];
  return [
    ...looks.map(({ n, mean, widest }) => ({ n, mean, widest, kind: t("precisionLook") })),
    { ...now, kind: t("precisionNow") },
    ...expected.map(({ n, mean }) => ({
      n,
      mean,
      widest: null,
      kind: t("precisionExpected"),
    })),
  ];
}
