import { scaleLinear } from "d3-scale";
import { PAGE_PAINTS, seriesPaint } from "./paints";
import { At } from "./plot-row";
import { SeriesKey, SeriesMark } from "./series-mark";

/** One line of a chart; its points from left to right. */
export interface ChartLine {
  /** Its colour and shape, the same wherever the series is drawn. */
  readonly number: number;
  readonly name: string;
  /** Said after the name in the key; may be empty. */
  readonly note: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** What is only expected is drawn broken. */
  readonly isExpected?: boolean;
  /** Draws the series' mark at each point. */
  readonly hasMarks?: boolean;
}

const PLOT_HEIGHT = 190;
const TOP = 10;
const AXIS_HEIGHT = 24;
/** Units of the stretching drawing; only proportions count. */
const WIDE = 1_000;
const TICKS = 4;

/**
 * Lines or steps over an axis that stretches with the page. The lines are stretched, their strokes,
 * words and marks are not; nothing is measured and no script runs. The table beside it says the same.
 */
export function LineChart({
  label,
  lines,
  xTicks,
  xLabel,
  yLabel,
  isStep = false,
}: {
  label: string;
  lines: readonly ChartLine[];
  /** Few enough to stand side by side on a phone. */
  xTicks: readonly { readonly x: number; readonly text: string }[];
  xLabel: string;
  yLabel: string;
  /** Each point holds to the right until the next. */
  isStep?: boolean;
}) {
  const xs = [
    ...lines.flatMap(({ points }) => points.map(({ x }) => x)),
    ...xTicks.map(({ x }) => x),
  ];
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  const across = scaleLinear()
    .domain([Math.min(...xs), Math.max(...xs)])
    .range([0, WIDE]);
  const up = scaleLinear()
    .domain([0, highest || 1])
    .nice(TICKS)
    .range([TOP + PLOT_HEIGHT, TOP]);
  const yTicks = up.ticks(TICKS);
  const percent = (x: number) => `${Math.round(1_000 * across(x)) / 10_000}%` as const;
  const place = (x: number) =>
    xs.length > 0 && across.domain()[0] !== across.domain()[1] ? percent(x) : "50%";
  const shown = keyOf(lines);
  return (
    <figure aria-label={label} className="grid grid-cols-1 gap-2">
      {shown.length > 1 || shown[0]?.note ? (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {shown.map(({ number, name, note }) => (
            <li key={number} className="flex min-w-0 flex-wrap items-center gap-1.5">
              <SeriesKey number={number} paints={PAGE_PAINTS} />
              <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
              {note ? <span className="text-ink-soft">{note}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-xs text-ink-soft">{yLabel}</p>
      <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] text-xs tabular-nums">
        <svg width="44" height={TOP + PLOT_HEIGHT + 6} aria-hidden="true">
          {yTicks.map((tick) => (
            <text key={tick} x={38} y={up(tick) + 4} textAnchor="end" fill={PAGE_PAINTS.soft}>
              {tick.toLocaleString("en")}
            </text>
          ))}
        </svg>
        <div className="pe-4">
          <svg
            width="100%"
            height={TOP + PLOT_HEIGHT + AXIS_HEIGHT}
            overflow="visible"
            className="block"
            role="img"
            aria-label={label}
          >
            {yTicks.map((tick) => (
              <line
                key={tick}
                x1="0%"
                x2="100%"
                y1={up(tick)}
                y2={up(tick)}
                stroke={tick === 0 ? PAGE_PAINTS.strong : PAGE_PAINTS.line}
              />
            ))}
            {xTicks.map(({ x, text }, index) => (
              <text
                key={x}
                x={place(x)}
                y={TOP + PLOT_HEIGHT + 17}
                textAnchor={anchorOf(index, xTicks.length)}
                fill={PAGE_PAINTS.soft}
              >
                {text}
              </text>
            ))}
            <svg
              x="0"
              y="0"
              width="100%"
              height={TOP + PLOT_HEIGHT}
              viewBox={`0 0 ${WIDE} ${TOP + PLOT_HEIGHT}`}
              preserveAspectRatio="none"
              overflow="visible"
              aria-hidden="true"
            >
              {lines.map(({ number, name, points, isExpected }) => (
                <path
                  key={`${number} ${name} ${isExpected}`}
                  d={pathOf(
                    points.map(({ x, y }) => [across(x), up(y)]),
                    isStep,
                  )}
                  fill="none"
                  stroke={seriesPaint(PAGE_PAINTS, number)}
                  strokeWidth={isExpected ? 1.5 : 2}
                  strokeDasharray={isExpected ? "5 4" : undefined}
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              ))}
            </svg>
            {lines
              .filter(({ hasMarks }) => hasMarks)
              .flatMap(({ number, points }) =>
                points.map(({ x, y }) => (
                  <At key={`${number} ${x}`} x={place(x)} y={up(y)}>
                    <SeriesMark number={number} paints={PAGE_PAINTS} />
                  </At>
                )),
              )}
          </svg>
        </div>
        <span />
        <p className="pt-1 text-ink-soft">{xLabel}</p>
      </div>
    </figure>
  );
}

/** A series drawn in two lines (so far, expected) has one place in the key. */
function keyOf(lines: readonly ChartLine[]): ChartLine[] {
  return lines.filter(
    ({ number }, index) => lines.findIndex((line) => line.number === number) === index,
  );
}

/** At the ends of the axis a label runs inwards. */
function anchorOf(index: number, count: number): "start" | "middle" | "end" {
  if (index === 0) return "start";
  return index === count - 1 ? "end" : "middle";
}

function pathOf(points: readonly (readonly [number, number])[], isStep: boolean): string {
  return points
    .map(([x, y], index) => {
      const at = [x, y].map((value) => Math.round(10 * value) / 10);
      if (index === 0) return `M${at[0]} ${at[1]}`;
      return isStep ? `H${at[0]}V${at[1]}` : `L${at[0]} ${at[1]}`;
    })
    .join("");
}
