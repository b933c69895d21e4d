import { and, eq } from "drizzle-orm";
import { asInserted, placeholderRow, prepared } from "@/db/prepared";
import type { Tables } from "@/db/schema/tables";
import { openedInAll } from "../interview/opened";
import type { ReadyToSave, Saving } from "../interview/saving";
import { type AmountsForm, readAllocation } from "../interview/schema";
import type { Step } from "../interview/sequence";

/** Reads an allocation's form; the sum is checked here whatever the browser says it is. */
export async function prepareAllocation(
  saving: Saving,
  step: Extract<Step, { kind: "allocation" }>,
): Promise<ReadyToSave> {
  const { screen } = step;
  const { items } = saving.interview.content;
  return amountsToSave(saving, step, items, readAllocation(items, screen.settings, saving.form));
}

const storeAmounts = prepared<Tables["allocation"]["$inferSelect"], unknown>(
  (queries, { allocation }) =>
    queries
      .insert(allocation)
      .values(placeholderRow(allocation))
      .onConflictDoUpdate({
        target: [allocation.respondentId, allocation.screenKey],
        set: asInserted(allocation),
      }),
);

/** One amount for each shown item, as the row of a screen. */
export function amountsToSave(
  { db, tx, interview, now, locale }: Saving,
  { name, screen: { key: screenKey } }: Step,
  items: readonly { readonly number: number }[],
  { attempt, shown_at: shownAt, amounts, opened }: AmountsForm,
): ReadyToSave {
  const { respondent } = interview;
  const shown = items.map((item) => item.number);
  const t = db.t.allocation;
  const isThis = and(eq(t.respondentId, respondent.id), eq(t.screenKey, screenKey));
  return {
    attempt,
    shownAt,
    posted: { amounts },
    async write(attemptId) {
      const [before] = interview.passed.has(name)
        ? await tx.select({ opened: t.opened }).from(t).where(isThis)
        : [];
      await storeAmounts(tx, db.t, {
        respondentId: respondent.id,
        screenKey,
        shown,
        amounts,
        opened: openedInAll(shown, opened, before?.opened ?? null),
        locale,
        shownAt,
        answeredAt: now,
        attemptId,
      });
      return {};
    },
  };
}
