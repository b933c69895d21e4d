import type { ReactNode } from "react";
import { PAGE_PAINTS, seriesPaint } from "./paints";
import { SeriesKey } from "./series-mark";

const HEIGHT = 22;

/** A count on its way to a size. */
export interface TargetBar {
  readonly key: string;
  readonly name: string;
  /** The series' colour and shape; null for a count over several series. */
  readonly number: number | null;
  readonly value: number;
  /** Begun and not finished: drawn lighter, after the value. */
  readonly pending: number;
  /** Null where there is none to reach. */
  readonly target: number | null;
  readonly reading: ReactNode;
}

/** Bars from zero on one scale, each with a line at the size it is to reach. */
export function TargetBars({ label, bars }: { label: string; bars: readonly TargetBar[] }) {
  const largest = Math.max(
    1,
    ...bars.map(({ value, pending, target }) => Math.max(value + pending, target ?? 0)),
  );
  // Where there is no size to reach, no bar is full.
  const whole = bars.some(({ target }) => target !== null) ? largest : largest * 1.25;
  const part = (value: number) => `${Math.round((10_000 * value) / whole) / 100}%`;
  return (
    <figure aria-label={label}>
      <ul className="grid grid-cols-1 gap-4">
        {bars.map(({ key, name, number, value, pending, target, reading }) => {
          const paint = number === null ? PAGE_PAINTS.strong : seriesPaint(PAGE_PAINTS, number);
          return (
            <li key={key} className="grid grid-cols-1 gap-1">
              <span className="flex items-center gap-2 text-sm font-medium">
                {number === null ? null : <SeriesKey number={number} paints={PAGE_PAINTS} />}
                <span className="min-w-0 wrap-anywhere">{name}</span>
              </span>
              <span className="block pe-1">
                <svg
                  width="100%"
                  height={HEIGHT}
                  overflow="visible"
                  className="block"
                  aria-hidden="true"
                >
                  {target === null ? null : (
                    <rect
                      x="0"
                      y="4"
                      width={part(target)}
                      height={HEIGHT - 8}
                      fill="var(--sunken)"
                    />
                  )}
                  <rect x="0" y="4" width={part(value)} height={HEIGHT - 8} fill={paint} />
                  <rect
                    x={part(value)}
                    y="4"
                    width={part(pending)}
                    height={HEIGHT - 8}
                    fill={paint}
                    fillOpacity={0.4}
                  />
                  {target === null ? null : (
                    <line
                      x1={part(target)}
                      x2={part(target)}
                      y1="0"
                      y2={HEIGHT}
                      stroke={PAGE_PAINTS.ink}
                      strokeWidth={2}
                    />
                  )}
                </svg>
              </span>
              <span className="text-sm tabular-nums text-ink-soft">{reading}</span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
