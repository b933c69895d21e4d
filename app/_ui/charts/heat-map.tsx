import { PAGE_PAINTS } from "./paints";
import { labelWidth, shortenedLabel } from "./row-labels";

export interface HeatCell {
  readonly value: number;
  /** What the cell says in words. */
  readonly title: string;
  /** Crossed out instead of shaded: nothing is meant to be here. */
  readonly isBarred?: boolean;
}

/** A deviation of this part of the ideal, or more, gets the deepest shade. */
export const DEEPEST = 0.1;
/** Deep enough to see, light enough to read figures on. */
const MAX_OPACITY = 0.5;
const HEADER = 22;

/**
 * A table of counts as shades: nothing at the ideal, blue below it, ochre above, deeper the farther
 * off, with the farthest cell outlined. Figures stand in the cells while there is room; every cell
 * says itself in a title, and a table beside the chart tells the same.
 */
export function HeatMap({
  label,
  rows,
  columns,
  cells,
  ideal,
  worst,
}: {
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** null where a cell does not exist. */
  cells: readonly (readonly (HeatCell | null)[])[];
  ideal: number;
  worst: { row: number; column: number } | null;
}) {
  const { width, height, showsValues } = cellSize(rows.length, columns.length);
  const left = labelWidth(rows);
  const total = {
    width: left + columns.length * width + 2,
    height: HEADER + rows.length * height + 2,
  };
  const { ink, soft, ground } = PAGE_PAINTS;
  return (
    <svg
      role="img"
      aria-label={label}
      width={total.width}
      height={total.height}
      viewBox={`0 0 ${total.width} ${total.height}`}
      fontSize="12"
      className="tabular-nums"
    >
      {columns.map((column, index) => (
        <text
          key={column}
          x={left + (index + 0.5) * width}
          y={HEADER - 8}
          textAnchor="middle"
          fill={soft}
        >
          {showsValues || (index + 1) % 5 === 0 || index === 0 ? column : ""}
        </text>
      ))}
      {rows.map((row, index) => (
        <g key={row} transform={`translate(0 ${HEADER + index * height})`}>
          <text x={left - 10} y={height / 2 + 4} textAnchor="end" fill={ink}>
            <title>{row}</title>
            {shortenedLabel(row)}
          </text>
          {cells[index].map((cell, column) =>
            cell ? (
              <g
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={column}
                transform={`translate(${left + column * width} 0)`}
              >
                <title>{cell.title}</title>
                <rect
                  x="0.5"
                  y="0.5"
                  width={width - 1}
                  height={height - 1}
                  fill={ground}
                  stroke="var(--line)"
                />
                <rect
                  x="0.5"
                  y="0.5"
                  width={width - 1}
                  height={height - 1}
                  fill={cell.value < ideal ? "var(--focus)" : "var(--cohort-5)"}
                  fillOpacity={cell.isBarred ? 0 : shade(cell.value, ideal)}
                />
                {cell.isBarred ? (
                  <path
                    d={`M3 3 ${width - 3} ${height - 3}M${width - 3} 3 3 ${height - 3}`}
                    stroke={soft}
                    fill="none"
                  />
                ) : null}
                {showsValues && !cell.isBarred ? (
                  <text x={width / 2} y={height / 2 + 4} textAnchor="middle" fill={ink}>
                    {cell.value.toLocaleString("en")}
                  </text>
                ) : null}
              </g>
            ) : null,
          )}
        </g>
      ))}
      {worst ? (
        <rect
          x={left + worst.column * width + 1}
          y={HEADER + worst.row * height + 1}
          width={width - 2}
          height={height - 2}
          fill="none"
          stroke={ink}
          strokeWidth="2"
        />
      ) : null}
    </svg>
  );
}

/** Blue below, blank at the ideal, ochre above. */
export function HeatLegend({ words }: { words: { below: string; ideal: string; above: string } }) {
  const steps = [-1, -0.5, 0, 0.5, 1];
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
      {words.below}
      <svg width="120" height="16" viewBox="0 0 120 16" aria-hidden="true">
        {steps.map((step, index) => (
          <g key={step}>
            <rect x={index * 24} y="0.5" width="23" height="15" fill="var(--surface)" />
            <rect
              x={index * 24}
              y="0.5"
              width="23"
              height="15"
              fill={step < 0 ? "var(--focus)" : "var(--cohort-5)"}
              fillOpacity={Math.abs(step) * MAX_OPACITY}
              stroke="var(--line)"
            />
          </g>
        ))}
      </svg>
      {words.above}
    </p>
  );
}

function shade(value: number, ideal: number): number {
  if (ideal === 0) return value === 0 ? 0 : MAX_OPACITY;
  return MAX_OPACITY * Math.min(1, Math.abs(value - ideal) / (DEEPEST * ideal));
}

function cellSize(rowCount: number, columnCount: number) {
  if (columnCount <= 10) return { width: 60, height: 28, showsValues: true };
  if (rowCount <= 18) return { width: 38, height: 28, showsValues: true };
  return rowCount <= 40
    ? { width: 17, height: 17, showsValues: false }
    : { width: 8, height: 14, showsValues: false };
}
