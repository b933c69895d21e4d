import { z } from "zod";
import { isBlank } from "@/lib/i18n/blank";
import { LANGUAGES, type Language } from "@/lib/i18n/languages";
import { MAX_DEFINITION, MAX_LABEL, MAX_OPTION_LABEL } from "@/lib/questionnaire/limits";
import { isWebAddress } from "@/lib/questionnaire/privacy-texts";
import { withPlainLines } from "./plain-lines";

/** An id of ours, as it comes back from an address or a form. */
export const id = z.string().min(1).max(64);

/** A text of the researcher's; one in which nothing can be seen is none. */
export const words = z
  .string()
  .overwrite((text) => (isBlank(text) ? "" : withPlainLines(text)))
  .trim();

/** Fits a table row and a browser tab. */
export const studyName = words.min(1).max(120);

/** Lower case, digits, hyphens: it is read aloud and typed from slides. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

export const itemLabel = words.min(1).max(MAX_LABEL);

export const itemDefinition = words.max(MAX_DEFINITION);

/** Texts of whole screens, a few paragraphs. */
export const screenText = words.max(4_000);

/** One sentence above a form. */
export const sentence = words.max(500);

/** An address that a browser opens. */
export const webAddress = words.max(500).refine(isWebAddress, { params: { key: "webAddress" } });

export const hint = words.max(500);

/** A column heading on a phone. */
export const shortLabel = words.max(60);

/** A pasted or uploaded item list; MAX_ITEMS items of full length fit. */
export const itemListText = z.string().min(1).max(300_000);

/** What a form was drawn from, as `editSnapshot` wrote it; left out by callers that have shown nothing. */
export const editSnapshotInput = z
  .string()
  .max(200_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", params: { key: "invalid" } });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.tuple([z.string().max(20), z.string().max(300), z.string().max(80), z.string().max(20)]),
      )
      .max(1_000),
  );

export const studyInput = z.strictObject({ studyId: id });

/** What a further list is called, on researchers' screens alone; null is the main list. */
export const listName = words.min(1).max(60).nullable();

/** A name in addresses and export columns. */
export const screenKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(40);

export const optionLabel = words.min(1).max(MAX_OPTION_LABEL);

/** A seed is a 32-bit whole number, kept positive so that it is easily told. */
export const seed = z.number().int().min(0).max(2_147_483_647);

/** A language that interviews are held in. */
export const language = z.enum(Object.keys(LANGUAGES) as [Language, ...Language[]]);
