import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import type { RevisionTexts } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";

type NewRow<Name extends keyof Tables> = Tables[Name]["$inferInsert"];

/** The thirteen items of the studies that tests write. */
export const ITEM_LABELS = [
  "Strategic alignment",
  "Project management",
  "Program management",
  "Portfolio management",
  "Value and benefits realization",
  "Customer relationship management",
  "Stakeholder engagement",
  "Data-driven decision-making",
  "Risk management",
  "Resource management",
  "Change management",
  "Talent development",
  "Governance",
];

/** Ids of what was written. */
export interface WrittenStudy {
  readonly studyId: string;
  readonly organisationId: string;
  readonly slug: string;
  readonly revisionId: string;
  readonly designId: string;
  readonly sourceId: string;
}

/**
 * Writes a study of one revision row by row, with the thirteen items, a design of four of them a task,
 * and one source, as a launch leaves it.
 *
 * @param plan `versions` are item numbers; the design is of the one exercise among `screens`
 */
export async function writeStudy(
  db: Database,
  plan: {
    /** The organisation it belongs to; one of its own without it. */
    organisationId?: string;
    study: Pick<NewRow<"study">, "name" | "state" | "origin">;
    /** Of everything but `frozenAt`. */
    moment: number;
    /** Null for a draft. */
    frozenAt: number | null;
    planHash: string | null;
    texts: RevisionTexts;
    definitionOf: (label: string) => string;
    cohorts: readonly { readonly id: string; readonly name: string }[];
    screens: readonly Omit<NewRow<"screen">, "id" | "revisionId" | "position">[];
    versions: readonly (readonly (readonly number[])[])[];
    source: Pick<NewRow<"source">, "kind" | "name">;
  },
): Promise<WrittenStudy> {
  const { t } = db;
  const { moment: createdAt, cohorts, versions } = plan;
  const organisationId = plan.organisationId ?? uuid();
  const studyId = uuid();
  const revisionId = uuid();
  const designId = uuid();
  const sourceId = uuid();
  const slug = `study-${studyId}`;
  const [exercise] = plan.screens.filter(({ kind }) => kind === "exercise");
  const size = { itemsPerTask: 4, taskCount: versions[0].length, versionCount: versions.length };
  await db.write(async (tx) => {
    if (!plan.organisationId) {
      const organisation = { id: organisationId, name: "Organisation", createdAt };
      await tx.insert(t.organisation).values(organisation);
    }
    await tx.insert(t.study).values({
      ...plan.study,
      id: studyId,
      organisationId,
      slug,
      defaultLocale: "en",
      createdAt,
      launchedAt: createdAt,
    });
    await tx.insert(t.revision).values({
      id: revisionId,
      studyId,
      number: 1,
      frozenAt: plan.frozenAt,
      planHash: plan.planHash,
      texts: plan.texts,
      designSettings: { ...size, seed: 1, prohibitedPairs: [] },
      createdAt,
    });
    const items = ITEM_LABELS.map((label, index) => ({ label, number: index + 1 }));
    await tx.insert(t.item).values(items.map(({ number }) => ({ studyId, number, createdAt })));
    await tx.insert(t.wording).values(
      items.map(({ label, number }) => ({
        id: uuid(),
        revisionId,
        studyId,
        itemNumber: number,
        code: "A",
        position: number,
        label,
        definition: plan.definitionOf(label),
      })),
    );
    if (cohorts.length > 0) {
      await tx
        .insert(t.cohort)
        .values(cohorts.map((cohort, index) => ({ ...cohort, studyId, number: index + 1 })));
    }
    for (const [index, screen] of plan.screens.entries()) {
      await tx.insert(t.screen).values({ id: uuid(), revisionId, position: index + 1, ...screen });
    }
    await tx.insert(t.design).values({
      ...size,
      id: designId,
      revisionId,
      exercise: exercise.key,
      origin: "generated",
      seed: 1,
      engine: "test",
      itemNumbers: items.map(({ number }) => number),
      diagnostics: {},
      createdAt,
    });
    await tx.insert(t.designVersion).values(
      versions.map((tasks, index) => ({
        designId,
        number: index + 1,
        tasks: tasks.map((task) => [...task]),
      })),
    );
    const source = { id: sourceId, studyId, settings: {}, createdAt, ...plan.source };
    await tx.insert(t.source).values(source);
  });
  return { studyId, organisationId, slug, revisionId, designId, sourceId };
}
