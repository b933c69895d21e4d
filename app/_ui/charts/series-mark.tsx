import { type Paints, seriesPaint } from "./paints";

/** Half the height of a mark, in the units of the chart. */
export const MARK_RADIUS = 5.5;

const SHAPES = 6;

/**
 * The mark of a series around the origin. Shape and filling tell the series apart without colour:
 * filled circle, hollow diamond, filled square, hollow triangle, filled triangle, hollow square.
 */
export function SeriesMark({ number, paints }: { number: number; paints: Paints }) {
  const paint = seriesPaint(paints, number);
  const filled = { fill: paint, stroke: paints.ground, strokeWidth: 1 };
  const hollow = { fill: paints.ground, stroke: paint, strokeWidth: 2.25 };
  // A seventh series has the first one's colour and another shape.
  const round = Math.floor((number - 1) / SHAPES);
  switch ((number - 1 + round) % SHAPES) {
    case 0:
      return <circle r={MARK_RADIUS} {...filled} />;
    case 1:
      return <path d="M0-6.25 6.25 0 0 6.25-6.25 0Z" strokeLinejoin="round" {...hollow} />;
    case 2:
      return <rect x={-5} y={-5} width={10} height={10} {...filled} />;
    case 3:
      return <path d="M0-6 6 4.5H-6Z" strokeLinejoin="round" {...hollow} />;
    case 4:
      return <path d="M0 7 7-5H-7Z" {...filled} />;
    default:
      return <rect x={-4.5} y={-4.5} width={9} height={9} {...hollow} />;
  }
}

/** A mark by itself, for a line of text. */
export function SeriesKey({ number, paints }: { number: number; paints: Paints }) {
  return (
    <svg width={18} height={18} viewBox="-9 -9 18 18" aria-hidden="true">
      <SeriesMark number={number} paints={paints} />
    </svg>
  );
}
