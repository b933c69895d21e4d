import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { SuspectPair } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { type InputIssue, InvalidInput, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { pairParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { itemsOf } from "../items/write-items";
import { saveSuspectPairsInput } from "./schema";

/**
 * Saves what is decided about pairs of the items of one list: which may be two words for one thing,
 * which may stand in for each other, and which were looked at and are neither. Part of the plan,
 * frozen and hashed with it: only what was named before anybody answered confirms anything.
 *
 * @throws Conflict frozen; changedMeanwhile
 * @throws InvalidInput naming the pair: of one item, of an item that is not there, twice, dismissed
 *   without a reason
 */
export async function saveSuspectPairs(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof saveSuspectPairsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, list, seen, pairs } = parse(saveSuspectPairsInput, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    const items = itemsOf(content, list);
    refuseStaleEdit(seen, pairParts(content, items));
    const numbers = new Set(items.map(({ number }) => number));
    const decided = decidedPairs(pairs, numbers);
    const others = (revision.suspectPairs ?? []).filter(
      (pair) => !pair.items.every((number) => numbers.has(number)),
    );
    const all = [...others, ...decided].sort(
      (one, other) => one.items[0] - other.items[0] || one.items[1] - other.items[1],
    );
    const suspectPairs = all.length > 0 ? all : null;
    await tx.update(t.revision).set({ suspectPairs }).where(eq(t.revision.id, revision.id));
    await recordAudit({ t, tx }, actor, {
      verb: "save suspect pairs",
      subjectType: "study",
      subjectId: studyId,
      detail: { list, pairs: decided },
    });
  });
}

function decidedPairs(
  pairs: z.output<typeof saveSuspectPairsInput>["pairs"],
  numbers: ReadonlySet<number>,
): SuspectPair[] {
  const issues: InputIssue[] = [];
  const known = new Set<string>();
  const decided = pairs.flatMap(({ one, other, decision, reason }, index): SuspectPair[] => {
    const refuse = (field: string, key: InputIssue["key"]) =>
      issues.push({ path: `pairs.${index}.${field}`, key });
    if (decision === "" && (one === null || other === null || reason === "")) return [];
    if (decision === "") {
      refuse("decision", "pairUndecided");
      return [];
    }
    if (one === null || other === null) {
      refuse(one === null ? "one" : "other", "pairIncomplete");
      return [];
    }
    if (one === other) refuse("other", "pairOfOne");
    if (!numbers.has(one)) refuse("one", "itemChanged");
    if (!numbers.has(other)) refuse("other", "itemChanged");
    const items: [number, number] = one < other ? [one, other] : [other, one];
    if (known.has(items.join("-"))) refuse("other", "pairTwice");
    known.add(items.join("-"));
    if (decision === "dismissed" && reason === "") refuse("reason", "pairReason");
    return [{ items, decision, reason }];
  });
  if (issues.length > 0) throw new InvalidInput(issues);
  return decided;
}
