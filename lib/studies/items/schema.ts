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
import { LIST_DELIMITERS } from "./item-list";

export const renameListInput = z.strictObject({
  studyId: id,
  list: listName.unwrap(),
  name: listName.unwrap(),
});

const editedItem = z.strictObject({
  number: z.number().int().min(1).nullable(),
  label: itemLabel,
  definition: itemDefinition,
});

/** An item as editors send it: without a number it is new. */
export type EditedItem = Readonly<z.infer<typeof editedItem>>;

export const saveItemsInput = z.strictObject({
  studyId: id,
  list: listName.default(null),
  seen: editSnapshotInput.optional(),
  /** The whole list in its order. A number keeps an item's identity; without one it is new. */
  items: z.array(editedItem).max(MAX_ITEMS),
});

/** How a list is to be read, where somebody has looked at it. */
export const listReading = z.strictObject({
  delimiter: z.enum(LIST_DELIMITERS),
  hasHeading: z.boolean(),
  label: z.number().int().min(0).max(1_000),
  definition: z.union([z.number().int().min(0).max(1_000), z.enum(["rest", "none"])]),
});

export const importItemsInput = z.strictObject({
  studyId: id,
  /** Asked of "replace" alone: what is added overwrites nothing. */
  seen: editSnapshotInput.optional(),
  /** A name that no list has yet begins one. */
  list: listName.default(null),
  text: itemListText,
  reading: listReading.optional(),
  /** "replace" keeps the number of every item whose label stays. */
  mode: z.enum(["append", "replace"]),
});
