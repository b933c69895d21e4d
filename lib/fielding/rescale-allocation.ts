import type { Database } from "@/db/database";
import { InvalidInput, NotFound } from "@/lib/errors";
import { type Amounts, optionAmountField } from "@/lib/questionnaire/types/dividing";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import { type Interview, requireInterview, requireStepOf } from "./interview/interview";
import { amountField, readAllocation, type SentForm } from "./interview/schema";
import type { Step } from "./interview/sequence";
import { readQuestion } from "./screens/question-form";

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
  const { rescale: _, ...form } = input.form;
  const { amounts, total } = sentPoints(interview, requireStepOf(interview, input), form);
  const fields = [...amounts.keys()];
  const sent = [...amounts.values()];
  if (sent.every((amount) => amount === 0)) {
    throw new InvalidInput([{ path: "amounts", key: "nothingToRescale" }]);
  }
  const points = rescaled(sent, total);
  return Object.fromEntries(fields.map((field, at) => [field, [String(points[at])]]));
}

/** The points as they were sent, by field, whatever they add up to. */
function sentPoints(
  interview: Interview,
  step: Step,
  form: SentForm,
): { amounts: Map<string, number>; total: number } {
  if (step.kind === "allocation" && step.screen.settings.format === "constant-sum") {
    const { items } = interview.content;
    const { amounts } = readAllocation(items, step.screen.settings, form, false);
    const byField = new Map(items.map(({ number }, at) => [amountField(number), amounts[at]]));
    return { amounts: byField, total: step.screen.settings.total };
  }
  if (step.kind === "question" && step.screen.settings.type === "constant-sum") {
    const { settings } = step.screen;
    const { answer } = readQuestion(settings, settings, form, interview.respondent.locale, false);
    const amounts = answer ? Object.entries(answer.value as Amounts) : [];
    return {
      amounts: new Map(amounts.map(([id, amount]) => [optionAmountField(id), amount])),
      total: step.screen.settings.total,
    };
  }
  throw new NotFound("allocation");
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
