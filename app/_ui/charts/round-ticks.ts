import { scaleLinear } from "d3-scale";

/** About `count` round numbers from 0 to the first that is no less than `highest`. */
export function roundTicks(highest: number, count: number): number[] {
  return scaleLinear()
    .domain([0, highest || 1])
    .nice(count)
    .ticks(count);
}
