import type { Database } from "@/db/database";
import { InvalidInput, NotFound, parse } from "@/lib/errors";
import { requireInterview, requireStep } from "./interview";
import { allocationForm, amountField, type SentForm } from "./schema";
import type { Filled } from "./screen-view";

/**
 * Brings the points that were sent to the total asked for, in the same proportions. Nothing is
 * stored: the respondent sees the result and decides.
 *
 * @returns the form's fields with the new points
 * @throws InvalidInput when a field is not a whole number, or there is nothing to rescale
 */
export async function rescaleAllocation({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { screen: string; form: SentForm };
}): Promise<Filled> {
  const interview = await requireInterview(db, db.read, token);
  const step = requireStep(interview, input.screen);
  if (step.kind !== "allocation" || step.screen.settings.format !== "constant-sum") {
    throw new NotFound("allocation");
  }
  const shown = interview.content.items.map((item) => item.number);
  const { rescale: _, ...form } = input.form;
  const { amounts } = parse(allocationForm(shown, step.screen.settings, false), form);
  if (amounts.every((amount) => amount === 0)) {
    throw new InvalidInput([{ path: "amounts", key: "nothingToRescale" }]);
  }
  const points = rescaled(amounts, step.screen.settings.total);
  return Object.fromEntries(shown.map((item, at) => [amountField(item), [String(points[at])]]));
}

/**
 * Whole numbers in the proportions of `amounts` that add up to `total`: each is rounded down, and
 * the largest remainders get what is left, the earlier ones first.
 *
 * @param amounts whole numbers ≥ 0, not all 0
 */
export function rescaled(amounts: readonly number[], total: number): number[] {
  const sum = amounts.reduce((before, amount) => before + amount, 0);
  if (!(sum > 0)) throw new RangeError(`Amounts that add up to ${sum} cannot be rescaled.`);
  const exact = amounts.map((amount) => (amount * total) / sum);
  const points = exact.map(Math.floor);
  const left = total - points.reduce((before, point) => before + point, 0);
  const byRemainder = exact
    .map((value, at) => ({ at, remainder: value - points[at] }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, left)) points[at] += 1;
  return points;
}
