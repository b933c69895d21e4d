import { eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { ShowWhen } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { fillIn } from "@/lib/questionnaire/piping";

/** A question that is called something else from now on, and so are its options. */
export interface Renames {
  readonly from: string;
  readonly to: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Lets conditions, texts and quotas of a draft go on speaking of a question that was renamed. */
export async function followRenames(
  { t, tx }: { t: Tables; tx: Queries },
  revision: Tables["revision"]["$inferSelect"],
  renames: Renames,
): Promise<void> {
  const isSame = renames.from === renames.to;
  if (isSame && [...renames.options].every(([id, name]) => id === name)) return;
  const spoken = <Value>(value: Value): Value =>
    JSON.parse(
      fillIn(JSON.stringify(value), (key) => `{{${key === renames.from ? renames.to : key}}}`),
    );
  const screens = await tx.select().from(t.screen).where(eq(t.screen.revisionId, revision.id));
  for (const { id, settings, showWhen } of screens) {
    const said = spoken(settings);
    // The question that names the cohort may have rules over other answers.
    if ("rules" in said && said.rules) {
      said.rules = said.rules.map((rule) => ({ ...rule, when: renamedIn(rule.when, renames) }));
    }
    await tx
      .update(t.screen)
      .set({ settings: said, showWhen: showWhen && renamedIn(showWhen, renames) })
      .where(eq(t.screen.id, id));
  }
  await tx
    .update(t.revision)
    .set({ texts: spoken(revision.texts) })
    .where(eq(t.revision.id, revision.id));
  const quotas = await tx.select().from(t.quota).where(eq(t.quota.studyId, revision.studyId));
  for (const { id, conditions } of quotas) {
    const answers = conditions.answers.map((one) =>
      one.screenKey === renames.from
        ? { screenKey: renames.to, options: renamedOptions(one.options, renames) }
        : one,
    );
    await tx
      .update(t.quota)
      .set({ conditions: { ...conditions, answers } })
      .where(eq(t.quota.id, id));
  }
}

function renamedIn(showWhen: ShowWhen, renames: Renames): ShowWhen {
  const conditions = showWhen.conditions.map((condition) => {
    if (condition.kind === "cohort" || condition.screenKey !== renames.from) return condition;
    if (condition.kind === "date") return { ...condition, screenKey: renames.to };
    if (condition.kind === "number") {
      const { row } = condition;
      const named = row === undefined ? {} : { row: renames.options.get(row) ?? row };
      return { ...condition, screenKey: renames.to, ...named };
    }
    const options = renamedOptions(condition.options, renames);
    return { ...condition, screenKey: renames.to, options };
  });
  return { ...showWhen, conditions };
}

function renamedOptions(options: readonly string[], renames: Renames): string[] {
  return options.map((option) => renames.options.get(option) ?? option);
}
