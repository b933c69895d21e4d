import { z } from "zod";
import { editSnapshotInput, id, itemListText, slug, studyName } from "../draft/schema";
import { listReading } from "../items/schema";

export const TEMPLATES = ["pmo-capabilities", "ai-strategy"] as const;

export const createStudyInput = z.strictObject({
  name: studyName,
  /** Made up at random unless it is given. */
  slug: slug.optional(),
  origin: z.enum(["fielded", "synthetic"]).default("fielded"),
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("blank") }),
    z.strictObject({ kind: z.literal("template"), template: z.enum(TEMPLATES) }),
    z.strictObject({
      kind: z.literal("list"),
      text: itemListText,
      reading: listReading.optional(),
    }),
  ]),
});

export const renameStudyInput = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  name: studyName,
});
