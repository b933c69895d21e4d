import { randomInt } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database, Queries } from "@/db/database";
import {
  type RevisionContent,
  type RevisionItem,
  revisionContent,
} from "@/db/queries/revision-content";
import { exercisesOf, mainExercise, type RevisionExercise } from "@/db/queries/revision-exercises";
import { isAnchor } from "@/db/schema/screen-settings";
import type { DesignSettings, ExerciseSettings } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { drawHoldouts } from "@/lib/maxdiff/design/check-tasks";
import { seededRandom } from "@/lib/stats/random";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { exerciseParts } from "../draft/edited-parts";
import { misfitHoldouts } from "../draft/misfit-holdouts";
import { requireDraft } from "../draft/require-draft";
import { stableNames } from "../draft/stable-names";
import { usedIds } from "../draft/used-ids";
import { recommendedSize } from "../templates/blank";
import { saveExercisesInput } from "./schema";
import { freeKey, placeScreens } from "./screen-places";

type Input = z.output<typeof saveExercisesInput>;
type SentExercise = Input["exercises"][number];
type Source = { t: Tables; tx: Queries };

/** As many versions as a new study starts with. */
const VERSIONS = 300;

/**
 * Saves a draft's exercises and direct anchors. A new exercise comes after the others, an anchor
 * right after its exercise; one that is left out goes, and its design with it. The main exercise
 * stays, and keeps the study's own list, texts and design settings.
 *
 * @throws Conflict frozen, changedMeanwhile; InvalidInput naming the row: screenChanged when it is no longer there,
 *   exerciseNeedsTitle, exerciseUnknownList, mirrorOfNothing, mainExerciseStays
 */
export async function saveExercises(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveExercisesInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveExercisesInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(input.seen, exerciseParts(content));
    const { keys: used } = await usedIds({ t, tx }, input.studyId);
    await writeExercises({ t, tx }, content, used, input.exercises);
    await writeAnchors({ t, tx }, content, used, input);
    await placeScreens({ t, tx }, revision.id);
    await recordAudit({ t, tx }, actor, {
      verb: "save exercises",
      subjectType: "study",
      subjectId: input.studyId,
      detail: { exercises: input.exercises.length, anchors: input.anchors.length },
    });
  });
}

async function writeExercises(
  { t, tx }: Source,
  content: RevisionContent,
  used: ReadonlySet<string>,
  sent: readonly SentExercise[],
): Promise<void> {
  const present = exercisesOf(content);
  const main = mainExercise(content);
  if (main && !sent.some(({ key }) => key === main.key)) {
    throw new InvalidInput([{ path: "exercises", key: "mainExerciseStays" }]);
  }
  const revisionId = content.revision.id;
  const ofRevision = (key: string) =>
    and(eq(t.screen.revisionId, revisionId), eq(t.screen.key, key));
  for (const { key } of present) {
    if (sent.some((exercise) => exercise.key === key)) continue;
    await tx.delete(t.screen).where(ofRevision(key));
    const isGone = and(eq(t.design.revisionId, revisionId), eq(t.design.exercise, key));
    const gone = tx.select({ id: t.design.id }).from(t.design).where(isGone);
    await tx.delete(t.designVersion).where(inArray(t.designVersion.designId, gone));
    await tx.delete(t.design).where(isGone);
  }
  const taken = new Set([...content.screens.map((screen) => screen.key), ...used]);
  const written = new Set<string>();
  for (const [index, exercise] of sent.entries()) {
    const { key } = exercise;
    const before = present.find((candidate) => candidate.key === key) ?? null;
    if (key !== null && (!before || written.has(key))) {
      throw new InvalidInput([{ path: `exercises.${index}.title`, key: "screenChanged" }]);
    }
    const settings = settingsOf(exercise, before, content, `exercises.${index}`);
    if (key !== null) {
      written.add(key);
      await tx.update(t.screen).set({ settings }).where(ofRevision(key));
    } else {
      const name = freeKey(keyOf(exercise.title), taken);
      taken.add(name);
      const values = { id: uuid(), revisionId, key: name, kind: "exercise" as const, settings };
      await tx.insert(t.screen).values({ ...values, position: 0 });
    }
  }
}

/** @throws InvalidInput for what no exercise of this revision can be */
function settingsOf(
  sent: SentExercise,
  before: RevisionExercise | null,
  content: RevisionContent,
  path: string,
): ExerciseSettings {
  const { title, asking, anchor, list, texts, mirror } = sent;
  const shared = { type: "maxdiff" as const, title, asking, anchor };
  if (before?.mark === "") {
    const { items, designSettings } = before;
    return { ...shared, ...checksFor(sent, before, items, designSettings, path) };
  }
  if (title === "") throw new InvalidInput([{ path: `${path}.title`, key: "exerciseNeedsTitle" }]);
  const own = { ...shared, texts: texts ?? emptyTexts() };
  if (mirror) {
    const mirrored = exercisesOf(content).find(({ key }) => key === mirror.of);
    if (!mirrored || mirrored.settings.mirror || mirrored.key === before?.key) {
      throw new InvalidInput([{ path: `${path}.mirror`, key: "mirrorOfNothing" }]);
    }
    if (sent.repeats > 0)
      throw new InvalidInput([{ path: `${path}.repeats`, key: "mirrorChecks" }]);
    if (sent.holdouts > 0) {
      throw new InvalidInput([{ path: `${path}.holdouts`, key: "mirrorChecks" }]);
    }
    return { ...own, mirror };
  }
  const items =
    list === null ? content.items : content.lists.find(({ name }) => name === list)?.items;
  if (!items) throw new InvalidInput([{ path: `${path}.list`, key: "exerciseUnknownList" }]);
  const design = before?.settings.design ?? {
    ...recommendedSize(items.length),
    versionCount: VERSIONS,
    seed: randomInt(1, 2 ** 31),
    prohibitedPairs: [],
  };
  return { ...own, list, design, ...checksFor(sent, before, items, design, path) };
}

/**
 * The checks of an exercise as its settings hold them: nothing where there are none, so that studies
 * without them stay what they are. Holdouts are kept while they fit, and else drawn anew.
 */
function checksFor(
  { repeats, holdouts: count }: SentExercise,
  before: RevisionExercise | null,
  items: readonly RevisionItem[],
  design: DesignSettings,
  path: string,
): Pick<ExerciseSettings, "repeats" | "holdouts"> {
  const settings: Pick<ExerciseSettings, "repeats" | "holdouts"> = repeats > 0 ? { repeats } : {};
  if (count === 0) return settings;
  const numbers = items.map(({ number }) => number);
  const kept = before?.settings.holdouts ?? [];
  if (kept.length === count && misfitHoldouts({ items, design, holdouts: kept }) === null) {
    return { ...settings, holdouts: kept };
  }
  const size = { size: design.itemsPerTask, count };
  const random = seededRandom(design.seed);
  const holdouts = drawHoldouts(numbers, size, design.prohibitedPairs, random);
  if (!holdouts) throw new InvalidInput([{ path: `${path}.holdouts`, key: "noHoldouts" }]);
  return { ...settings, holdouts };
}

function emptyTexts() {
  return { choiceQuestion: "", bestLabel: "", worstLabel: "" };
}

/** A key from a title: it begins with a letter, as every key does. */
function keyOf(title: string): string {
  const [name] = stableNames([title]);
  return /^[a-z]/.test(name) ? name : `exercise_${name}`.slice(0, 40);
}

async function writeAnchors(
  { t, tx }: Source,
  { revision, screens }: RevisionContent,
  used: ReadonlySet<string>,
  { anchors, exercises }: Input,
): Promise<void> {
  const present = screens.filter(isAnchor);
  for (const screen of present) {
    if (!anchors.some(({ key }) => key === screen.key)) {
      await tx.delete(t.screen).where(eq(t.screen.id, screen.id));
    }
  }
  const taken = new Set([...screens.map((screen) => screen.key), ...used]);
  const written = new Set<string>();
  for (const [index, { key, ...settings }] of anchors.entries()) {
    const path = `anchors.${index}`;
    if (!exercises.some((exercise) => exercise.key === settings.exercise)) {
      throw new InvalidInput([{ path: `${path}.exercise`, key: "screenChanged" }]);
    }
    const screen = present.find((candidate) => candidate.key === key);
    if (key !== null && (!screen || written.has(key))) {
      throw new InvalidInput([{ path: `${path}.text`, key: "screenChanged" }]);
    }
    if (screen) {
      written.add(screen.key);
      await tx.update(t.screen).set({ settings }).where(eq(t.screen.id, screen.id));
    } else {
      const name = freeKey(`important_${settings.exercise}`.slice(0, 36), taken);
      taken.add(name);
      const values = { id: uuid(), revisionId: revision.id, key: name, kind: "anchor" as const };
      await tx.insert(t.screen).values({ ...values, settings, position: 0 });
    }
  }
}
