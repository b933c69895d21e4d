import { z } from "zod";
import { MAX_ITEMS } from "@/lib/questionnaire/limits";
import {
  editSnapshotInput,
  id,
  itemDefinition,
  itemLabel,
  itemListText,
  listName,
} from "../draft/schema";

export const renameListInput = z.strictObject({
  studyId: id,
  list: listName.unwrap(),
  name: listName.unwrap(),
});

export const saveItemsInput = z.strictObject({
  studyId: id,
  list: listName.default(null),
  seen: editSnapshotInput.optional(),
  /** The whole list in its order. A number keeps an item's identity; without one it is new. */
  items: z
    .array(
      z.strictObject({
        number: z.number().int().min(1).nullable(),
        label: itemLabel,
        definition: itemDefinition,
      }),
    )
    .max(MAX_ITEMS),
});

export const importItemsInput = z.strictObject({
  studyId: id,
  /** Asked of "replace" alone: what is added overwrites nothing. */
  seen: editSnapshotInput.optional(),
  /** A name that no list has yet begins one. */
  list: listName.default(null),
  text: itemListText,
  /** "replace" keeps the number of every item whose label stays. */
  mode: z.enum(["append", "replace"]),
});
