import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { canonicalJson } from "@/lib/files/canonical-json";

/**
 * SHA-256 (hex) over everything a revision asks: texts, every wording, cohorts, screens,
 * translations, design settings, what was decided about changed words and about suspect pairs, and the
 * design with all its versions, as canonical JSON. The same content gives the same hash whenever it is read; any change gives another.
 */
export async function planHash(
  source: { t: Tables; queries: Queries },
  revision: Tables["revision"]["$inferSelect"],
): Promise<string> {
  const { t, queries } = source;
  const { wording, cohort, screen, translation, design, designVersion } = t;
  const wordings = await queries
    .select({
      item: wording.itemNumber,
      code: wording.code,
      position: wording.position,
      label: wording.label,
      definition: wording.definition,
      list: wording.list,
    })
    .from(wording)
    .where(eq(wording.revisionId, revision.id));
  const cohorts = await queries
    .select({ id: cohort.id, number: cohort.number, name: cohort.name })
    .from(cohort)
    .where(eq(cohort.studyId, revision.studyId));
  const screens = await queries
    .select({
      key: screen.key,
      position: screen.position,
      kind: screen.kind,
      settings: screen.settings,
      showWhen: screen.showWhen,
    })
    .from(screen)
    .where(eq(screen.revisionId, revision.id));
  const translations = await queries
    .select({
      subjectType: translation.subjectType,
      subjectId: translation.subjectId,
      field: translation.field,
      locale: translation.locale,
      text: translation.text,
    })
    .from(translation)
    .where(eq(translation.revisionId, revision.id));
  const designs = await queries
    .select({
      id: design.id,
      exercise: design.exercise,
      origin: design.origin,
      seed: design.seed,
      engine: design.engine,
      itemNumbers: design.itemNumbers,
    })
    .from(design)
    .where(eq(design.revisionId, revision.id));
  const plannedDesigns = [];
  for (const { id, ...planned } of designs) {
    const versions = await queries
      .select({ number: designVersion.number, tasks: designVersion.tasks })
      .from(designVersion)
      .where(eq(designVersion.designId, id))
      .orderBy(asc(designVersion.number));
    plannedDesigns.push({ ...planned, versions });
  }
  const plan = {
    texts: revision.texts,
    designSettings: revision.designSettings,
    ...withoutUnset({
      locales: revision.locales,
      monitoring: revision.monitoring,
      wordMeanings: revision.wordMeanings,
      suspectPairs: revision.suspectPairs,
    }),
    wordings: inOrder(wordings.map(withoutUnset)),
    cohorts: inOrder(cohorts),
    screens: inOrder(screens.map(withoutUnset)),
    translations: inOrder(translations),
    designs: inOrder(plannedDesigns),
  };
  return createHash("sha256").update(canonicalJson(plan)).digest("hex");
}

/** Rows in an order of their own, so that none depends on how a database happened to give them. */
function inOrder(rows: readonly unknown[]): unknown[] {
  return rows
    .map((row) => ({ row, text: canonicalJson(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

/** What was never set leaves no trace, so that plans frozen before it existed keep their hash. */
function withoutUnset<Row extends object>(row: Row): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
