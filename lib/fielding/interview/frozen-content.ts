import { and, eq } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import { namesCohort } from "@/db/schema/screen-settings";
import { keepNewest } from "@/lib/keep-newest";
import { inLanguage } from "@/lib/translations/in-language";
import { designedTasks, type Step, stepsOf } from "./sequence";

/** A revision, frozen but for tests of a draft, and the screens that follow from it. */
export interface FrozenContent extends RevisionContent {
  readonly exercises: readonly RevisionExercise[];
  /** Every screen that anybody can be asked; one respondent may be asked fewer. */
  readonly steps: readonly Step[];
  /** The name of the screen that asks for the cohort. */
  readonly cohortStep: string | null;
  /** Whether which screens are asked, or what they say, depends on the respondent. */
  readonly looksBack: boolean;
}

// Frozen content never changes, so what was read once is kept: some revisions whole, by language, and the design
// versions of the interviews now running (a version is about 1 kB).
const REVISIONS_KEPT = 128;
const VERSIONS_KEPT = 4_096;

interface Kept {
  readonly revisions: Map<string, FrozenContent>;
  readonly versions: Map<string, number[][]>;
}
const keptByDatabase = new WeakMap<Database["t"], Kept>();

function keptOf(db: Pick<Database, "t">): Kept {
  let kept = keptByDatabase.get(db.t);
  if (!kept) {
    kept = { revisions: new Map(), versions: new Map() };
    keptByDatabase.set(db.t, kept);
  }
  return kept;
}

/**
 * What an interview on this revision asks, in the words of one language.
 *
 * @param locale one of the languages the revision is offered in; its own where none is named
 * @param queries the transaction's handle where there is one
 */
export async function frozenContent(
  db: Pick<Database, "t">,
  queries: Queries,
  revisionId: string,
  locale = "",
): Promise<FrozenContent> {
  const { revisions } = keptOf(db);
  const key = `${revisionId} ${locale}`;
  const kept = revisions.get(key);
  if (kept) return kept;
  const { t } = db;
  const [revision] = await queries.select().from(t.revision).where(eq(t.revision.id, revisionId));
  if (!revision) throw new Error(`Revision ${revisionId} is missing.`);
  const content = await revisionContent({ t, queries }, revision);
  const isFrozen = revision.frozenAt !== null;
  const frozen = withSteps(inLanguage(isFrozen ? content : withUsableDesigns(content), locale));
  if (isFrozen) keepNewest(revisions, key, frozen, REVISIONS_KEPT);
  return frozen;
}

/**
 * A draft without the designs that show items which are not in their list any more: until they are made
 * anew, its tests have no tasks of theirs.
 */
function withUsableDesigns(content: RevisionContent): RevisionContent {
  const unusable = new Set(
    exercisesOf(content).flatMap(({ design, items }) => {
      const numbers = new Set(items.map(({ number }) => number));
      return design?.itemNumbers.every((number) => numbers.has(number)) ? [] : [design?.id];
    }),
  );
  return { ...content, designs: content.designs.filter(({ id }) => !unusable.has(id)) };
}

/** A revision's content with what follows from it. */
export function withSteps(content: RevisionContent): FrozenContent {
  const exercises = exercisesOf(content);
  const steps = stepsOf(content.screens, designedTasks(exercises));
  const asksCohort = ({ screen }: Step) => namesCohort(screen);
  const cohortStep = steps.find(asksCohort)?.name ?? null;
  return { ...content, exercises, steps, cohortStep, looksBack: looksBack(content) };
}

function looksBack({ revision, screens }: RevisionContent): boolean {
  if (screens.some((screen) => screen.showWhen !== null)) return true;
  if (screens.some((screen) => namesCohort(screen) && screen.settings.rules)) return true;
  // All of a study's words in one text: what is looked for is in none of its other settings.
  return JSON.stringify([revision.texts, screens.map((screen) => screen.settings)]).includes("{{");
}

/** tasks[t] = the item numbers of task t + 1 of a version, in displayed order. */
export async function versionTasks(
  db: Pick<Database, "t">,
  queries: Queries,
  designId: string,
  versionNumber: number,
): Promise<number[][]> {
  const { versions } = keptOf(db);
  const key = `${designId} ${versionNumber}`;
  const kept = versions.get(key);
  if (kept) return kept;
  const { t } = db;
  const [version] = await queries
    .select({ tasks: t.designVersion.tasks })
    .from(t.designVersion)
    .where(and(eq(t.designVersion.designId, designId), eq(t.designVersion.number, versionNumber)));
  if (!version) throw new Error(`Design ${designId} has no version ${versionNumber}.`);
  keepNewest(versions, key, version.tasks, VERSIONS_KEPT);
  return version.tasks;
}
