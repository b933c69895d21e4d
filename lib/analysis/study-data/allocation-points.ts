import type { AllocationScreen } from "@/db/schema/screen-settings";
import type { AllocationFormat } from "@/lib/maxdiff/allocation/allocation-data";
import { itemIndex } from "./choice-collector";

type Settings = AllocationScreen["settings"];

/** What the engine calls the formats of a study's allocations. */
export const ALLOCATION_FORMATS: Record<Settings["format"], AllocationFormat> = {
  "constant-sum": "constant-sum",
  percentage: "percentage",
  "top-n": "top",
};

/**
 * What one respondent gave each item, on 0 to 100 whatever total was asked for. An item that was not
 * offered got nothing, except where each item was asked by itself: there it is null.
 *
 * @param indexOf the items' places by their numbers
 * @param row item numbers as they were shown, and the amount of each
 * @param respondent the number of whom it is, for errors
 */
export function allocationPoints(
  { format, total }: Pick<Settings, "format" | "total">,
  indexOf: ReadonlyMap<number, number>,
  row: { readonly shown: readonly number[]; readonly amounts: readonly number[] },
  respondent: number,
): (number | null)[] {
  const nothing = format === "percentage" ? null : 0;
  const points = new Array<number | null>(indexOf.size).fill(nothing);
  for (const [place, number] of row.shown.entries()) {
    const amount = row.amounts[place] ?? null;
    points[itemIndex(indexOf, number, respondent)] =
      amount === null ? null : onHundred(format, amount, total);
  }
  return points;
}

function onHundred(format: Settings["format"], amount: number, total: number): number {
  if (format === "constant-sum") return (100 * amount) / total;
  return format === "top-n" ? 100 * amount : amount;
}
