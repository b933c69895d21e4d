import { z } from "zod";

/** An id of ours, as it comes back from an address or a form. */
export const id = z.string().min(1).max(64);

/** Fits a table row and a browser tab. */
export const studyName = z.string().trim().min(1).max(120);

/** Lower case, digits, hyphens: it is read aloud and typed from slides. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

/** Wraps to two or three lines on a phone; longer labels belong into the definition. */
export const itemLabel = z.string().trim().min(1).max(160);
export const itemDefinition = z.string().trim().max(1_000);

/** What a design can hold. */
export const MAX_ITEMS = 200;

/** Texts of whole screens, a few paragraphs. */
export const screenText = z.string().trim().max(4_000);
/** One sentence above a form. */
export const sentence = z.string().trim().max(500);
export const hint = z.string().trim().max(500);
/** A column heading on a phone. */
export const shortLabel = z.string().trim().max(60);

/** A pasted or uploaded item list; MAX_ITEMS items of full length fit. */
export const itemListText = z.string().min(1).max(300_000);

export const TEMPLATES = ["pmo-capabilities"] as const;

export const studyInput = z.strictObject({ studyId: id });

export const newStudy = z.strictObject({
  name: studyName,
  /** Made up at random unless it is given. */
  slug: slug.optional(),
  origin: z.enum(["fielded", "synthetic"]).default("fielded"),
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("blank") }),
    z.strictObject({ kind: z.literal("template"), template: z.enum(TEMPLATES) }),
    z.strictObject({ kind: z.literal("list"), text: itemListText }),
  ]),
});
