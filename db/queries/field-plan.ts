import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { fieldEnd } from "./field-end";

/** Who is wanted in the field, as far as it is no part of what is asked. */
export interface FieldPlan {
  /** In the order of tables. */
  readonly quotas: readonly Pick<Tables["quota"]["$inferSelect"], "name" | "conditions" | "size">[];
  /** The cohorts that sources and invitations put people into. */
  readonly presetCohortIds: readonly string[];
  /** Completes after which a first wave pauses; null for no soft launch. */
  readonly softLaunchCompletes: number | null;
  /** Whether the study's own closing date, and the time after it for those inside, is past. */
  readonly isOver: boolean;
}

/** Reads what is planned for a study's field. */
export async function fieldPlan(
  { t, queries }: { t: Tables; queries: Queries },
  study: Pick<Tables["study"]["$inferSelect"], "id" | "fieldwork">,
): Promise<FieldPlan> {
  const { name, conditions, size } = t.quota;
  const quotas = await queries
    .select({ name, conditions, size })
    .from(t.quota)
    .where(eq(t.quota.studyId, study.id))
    .orderBy(asc(t.quota.position));
  const sources = await queries
    .select({ settings: t.source.settings })
    .from(t.source)
    .where(eq(t.source.studyId, study.id));
  const invited = await queries
    .selectDistinct({ cohortId: t.contact.cohortId })
    .from(t.contact)
    .where(and(eq(t.contact.studyId, study.id), isNotNull(t.contact.cohortId)));
  const presets = [...sources.map(({ settings }) => settings), ...invited];
  return {
    quotas,
    presetCohortIds: presets.flatMap(({ cohortId }) => cohortId ?? []),
    softLaunchCompletes: study.fieldwork?.softLaunchCompletes ?? null,
    isOver: fieldEnd({ closedAt: null, fieldwork: study.fieldwork }, Date.now()) !== null,
  };
}
