import { PAGE_PAINTS } from "./paints";
import { labelWidth, shortenedLabel } from "./row-labels";

const BAR_WIDTH = 440;
const VALUE_WIDTH = 70;
const ROW = 28;
const HEADER = 22;

/** Counts as bars from zero, against the line they should all reach. */
export function CountBars({
  label,
  rows,
  ideal,
  idealText,
  worst,
}: {
  label: string;
  rows: readonly { name: string; value: number }[];
  ideal: number;
  idealText: string;
  /** The row to point out; null when none is worse than it has to be. */
  worst: number | null;
}) {
  const largest = Math.max(ideal, ...rows.map((row) => row.value), 1);
  const left = labelWidth(rows.map((row) => row.name));
  const scale = (value: number) => (value / largest) * BAR_WIDTH;
  const width = left + BAR_WIDTH + VALUE_WIDTH;
  const height = HEADER + rows.length * ROW;
  const { ink, soft, strong } = PAGE_PAINTS;
  const idealAt = left + scale(ideal);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontSize="12"
      className="tabular-nums"
    >
      <text x={idealAt} y={HEADER - 8} textAnchor="end" fill={soft}>
        {idealText}
      </text>
      {rows.map(({ name, value }, index) => (
        <g key={name} transform={`translate(0 ${HEADER + index * ROW})`}>
          <title>{`${name}: ${value.toLocaleString("en")}`}</title>
          <text x={left - 10} y={ROW / 2 + 4} textAnchor="end" fill={ink}>
            {shortenedLabel(name)}
          </text>
          <rect
            x={left}
            y={6}
            width={scale(value)}
            height={ROW - 12}
            fill={index === worst ? "var(--cohort-5)" : strong}
            fillOpacity={index === worst ? 0.9 : 0.55}
          />
          <text x={left + scale(largest) + 10} y={ROW / 2 + 4} fill={ink}>
            {value.toLocaleString("en")}
          </text>
        </g>
      ))}
      <line
        x1={idealAt}
        x2={idealAt}
        y1={HEADER - 3}
        y2={height}
        stroke={ink}
        strokeWidth="1.5"
        strokeDasharray="4 3"
      />
    </svg>
  );
}
