import { parse } from "@/lib/errors";
import type { ReadyToSave, Saving } from "./saving";
import { allocationForm } from "./schema";
import type { Step } from "./sequence";

/** Reads an allocation's form; the sum is checked here whatever the browser says it is. */
export async function prepareAllocation(
  { db, tx, interview, form, now }: Saving,
  { screen }: Extract<Step, { kind: "allocation" }>,
): Promise<ReadyToSave> {
  const { respondent, content } = interview;
  const shown = content.items.map((item) => item.number);
  const sent = parse(allocationForm(shown, screen.settings), form);
  const t = db.t.allocation;
  return {
    attempt: sent.attempt,
    shownAt: sent.shown_at,
    posted: { amounts: sent.amounts },
    async write(attemptId) {
      const row = {
        shown,
        amounts: sent.amounts,
        locale: respondent.locale,
        shownAt: sent.shown_at,
        answeredAt: now,
        attemptId,
      };
      await tx
        .insert(t)
        .values({ respondentId: respondent.id, screenKey: screen.key, ...row })
        .onConflictDoUpdate({ target: [t.respondentId, t.screenKey], set: row });
      return {};
    },
  };
}
