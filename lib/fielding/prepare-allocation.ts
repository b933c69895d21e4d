import { and, eq } from "drizzle-orm";
import { parse } from "@/lib/errors";
import { openedInAll } from "./opened";
import type { ReadyToSave, Saving } from "./saving";
import { type AmountsForm, allocationForm } from "./schema";
import type { Step } from "./sequence";

/** Reads an allocation's form; the sum is checked here whatever the browser says it is. */
export async function prepareAllocation(
  saving: Saving,
  { screen }: Extract<Step, { kind: "allocation" }>,
): Promise<ReadyToSave> {
  const { interview, form } = saving;
  const shown = interview.content.items.map((item) => item.number);
  return amountsToSave(
    saving,
    screen.key,
    shown,
    parse(allocationForm(shown, screen.settings), form),
  );
}

/** One amount for each shown item, as the row of a screen. */
export function amountsToSave(
  { db, tx, interview, now, locale }: Saving,
  screenKey: string,
  shown: number[],
  { attempt, shown_at: shownAt, amounts, opened }: AmountsForm,
): ReadyToSave {
  const { respondent } = interview;
  const t = db.t.allocation;
  const isThis = and(eq(t.respondentId, respondent.id), eq(t.screenKey, screenKey));
  return {
    attempt,
    shownAt,
    posted: { amounts },
    async write(attemptId) {
      const [before] = await tx.select({ opened: t.opened }).from(t).where(isThis);
      const row = {
        shown,
        amounts,
        opened: openedInAll(shown, opened, before?.opened ?? null),
        locale,
        shownAt,
        answeredAt: now,
        attemptId,
      };
      await tx
        .insert(t)
        .values({ respondentId: respondent.id, screenKey, ...row })
        .onConflictDoUpdate({ target: [t.respondentId, t.screenKey], set: row });
      return {};
    },
  };
}
