import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { asSeen } from "@/lib/i18n/as-seen";
import { MAX_ITEMS } from "@/lib/questionnaire/limits";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { itemParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { readItemList } from "./item-list";
import { importItemsInput } from "./schema";
import { itemsOf, writeItems } from "./write-items";

/**
 * Takes a pasted or uploaded list into a draft: after the items it has, or in their place. In their
 * place, an item whose label stays keeps its number.
 *
 * @throws InvalidInput with every problem and its line; nothing is taken then
 * @throws Conflict frozen; changedMeanwhile when the list to be replaced is no longer the one seen
 */
export async function importItems(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof importItemsInput>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, list: name, text, reading, mode, seen } = parse(importItemsInput, request.input);
  const { items: listed, problems } = readItemList(text, reading);
  if (problems.length > 0) {
    throw new InvalidInput(problems.map(({ key, values }) => ({ path: "text", key, values })));
  }
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const before = itemsOf(await revisionContent({ t, queries: tx }, revision), name);
    if (mode === "replace") refuseStaleEdit(seen, itemParts(before));
    const numberOf = new Map(before.map((item) => [asSeen(item.label), item.number]));
    if (mode === "append") {
      const double = listed.find((item) => numberOf.has(asSeen(item.label)));
      if (double) {
        throw new InvalidInput([
          { path: "text", key: "itemListedAlready", values: { label: double.label } },
        ]);
      }
      if (before.length + listed.length > MAX_ITEMS) {
        throw new InvalidInput([{ path: "text", key: "tooMany", values: { maximum: MAX_ITEMS } }]);
      }
    }
    const imported = listed.map((item) => ({
      ...item,
      number: numberOf.get(asSeen(item.label)) ?? null,
    }));
    const list = mode === "append" ? [...before.map(asListed), ...imported] : imported;
    const change = await writeItems({ t, tx }, revision, { list: name, items: list });
    await recordAudit({ t, tx }, actor, {
      verb: "import items",
      subjectType: "study",
      subjectId: studyId,
      detail: { list: name, mode, ...change },
    });
  });
}

function asListed({
  number,
  label,
  definition,
}: {
  number: number;
  label: string;
  definition: string;
}) {
  return { number, label, definition };
}
