import type { z } from "zod";
import type { Database } from "@/db/database";
import { type RevisionItem, revisionContent } from "@/db/queries/revision-content";
import { designedExercise } from "@/db/queries/revision-exercises";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { type InputIssue, InvalidInput, NotFound, parse } from "@/lib/errors";
import { prohibitedTable } from "@/lib/maxdiff/design/design";
import { checkProhibitedPairs, checkProhibitedViews } from "@/lib/maxdiff/design/prohibited-pairs";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { designParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { saveDesignSettingsInput } from "./schema";
import { writeDesignSettings } from "./write-design-settings";

type Input = z.output<typeof saveDesignSettingsInput>;

/**
 * Saves how large the design of a draft's exercise is to be and which items never share a task. A design made for
 * other settings is stale from then on.
 *
 * @throws NotFound for an exercise that is not there or mirrors another
 * @throws Conflict frozen, changedMeanwhile; InvalidInput when a task asks for more items than there are, or the
 *   prohibited pairs leave an item nothing to be shown with
 */
export async function saveDesignSettings(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveDesignSettingsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const input = parse(saveDesignSettingsInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, input.studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const { studyId, exercise: key, seen, ...sent } = input;
    const exercise = designedExercise(content, key);
    if (!exercise) throw new NotFound("exercise");
    refuseStaleEdit(seen, designParts(exercise.designSettings));
    const { items } = exercise;
    const designSettings = { ...sent, prohibitedPairs: orderedPairs(input, items) };
    refuseImpossible(designSettings, items);
    await writeDesignSettings({ t, tx }, revision.id, exercise, designSettings);
    await recordAudit({ t, tx }, actor, {
      verb: "save design settings",
      subjectType: "study",
      subjectId: studyId,
      detail: { exercise: exercise.key, ...designSettings },
    });
  });
}

/** Each pair once, the lower number first. */
function orderedPairs(input: Input, items: readonly RevisionItem[]): [number, number][] {
  const known = new Set(items.map((item) => item.number));
  const issues: InputIssue[] = [];
  const pairs = new Map<string, [number, number]>();
  for (const [index, [one, other]] of input.prohibitedPairs.entries()) {
    const path = `prohibitedPairs.${index}`;
    if (!known.has(one) || !known.has(other)) issues.push({ path, key: "itemChanged" });
    else if (one === other) issues.push({ path, key: "pairOfOne" });
    const pair: [number, number] = one < other ? [one, other] : [other, one];
    pairs.set(pair.join(" "), pair);
  }
  if (issues.length > 0) throw new InvalidInput(issues);
  return [...pairs.values()];
}

function refuseImpossible(
  settings: {
    itemsPerTask: number;
    taskCount: number;
    prohibitedPairs: readonly [number, number][];
  },
  items: readonly RevisionItem[],
): void {
  const { itemsPerTask, taskCount, prohibitedPairs } = settings;
  if (items.length > 0 && itemsPerTask > items.length) {
    throw new InvalidInput([
      { path: "itemsPerTask", key: "moreThanItems", values: { items: items.length } },
    ]);
  }
  if (itemsPerTask * taskCount < items.length) {
    const least = Math.ceil(items.length / itemsPerTask);
    throw new InvalidInput([{ path: "taskCount", key: "fewerThanItems", values: { least } }]);
  }
  if (prohibitedPairs.length === 0) return;
  const indexOf = new Map(items.map((item, index) => [item.number, index]));
  const pairs = prohibitedPairs.map(
    ([one, other]) => [indexOf.get(one) ?? -1, indexOf.get(other) ?? -1] as const,
  );
  try {
    const table = prohibitedTable(items.length, pairs);
    checkProhibitedPairs(items.length, itemsPerTask, table);
    const views = Math.floor((itemsPerTask * taskCount) / items.length);
    checkProhibitedViews(items.length, taskCount, views, table);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInput([
      {
        path: "prohibitedPairs",
        key: "pairsImpossible",
        values: { reason: named(error.message, items) },
      },
    ]);
  }
}

/** The engine counts items by their place; people know them by their labels. */
function named(message: string, items: readonly RevisionItem[]): string {
  return message.replace(/\bItems? [\d, and]*\d/g, (places) =>
    places
      .replace(/^Items? /, "")
      .replace(/\d+/g, (place) => `“${items[Number(place) - 1]?.label ?? place}”`),
  );
}
