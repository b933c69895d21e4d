import { z } from "zod";
import { withoutUnseen } from "@/lib/i18n/as-seen";
import { id, words } from "../draft/schema";
import { CONTACTS_BYTES } from "../draft/upload-limits";
import { CONTACT_COLUMNS } from "./contact-columns";
import { isDeliverable } from "./deliverable-address";

export const MAX_CONTACTS = 20_000;
/** What is said of a person in a letter. */
export const MAX_CONTACT_COLUMNS = 20;

/** Lists are copied out of pages and mail programs, with characters that nobody sees: one person stays one. */
export const contactEmail = z
  .string()
  .overwrite(withoutUnseen)
  .trim()
  .toLowerCase()
  .max(254)
  .refine(isDeliverable);

export const importedContacts = z.strictObject({
  studyId: id,
  /** Adds the others where rows have faults; without it a fault refuses the whole list. */
  leaveOut: z.boolean().default(false),
  /** What the list's own columns are called, where they have other names than ours. */
  columns: z.partialRecord(z.enum(CONTACT_COLUMNS), z.string().max(200)).default({}),
  file: z.strictObject({
    name: z.string().min(1).max(255),
    bytes: z
      .custom<Uint8Array>((value) => value instanceof Uint8Array)
      .refine((bytes) => bytes.byteLength <= CONTACTS_BYTES, {
        params: { key: "fileLarge", values: { megabytes: CONTACTS_BYTES / 1_000_000 } },
      }),
  }),
});

export const listedContacts = z.strictObject({
  studyId: id,
  /** A part of an address or a name; empty for everybody. */
  search: z.string().trim().max(100).default(""),
});

export const contactInput = z.strictObject({ studyId: id, contactId: id });

export const notedBounce = z.strictObject({
  studyId: id,
  contactId: id,
  note: words.min(1).max(300),
});

export const sentLetter = z.strictObject({
  studyId: id,
  kind: z.enum(["invitation", "reminder"]),
  /** One line: mail headers end at a line's end. */
  subject: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\r\n]*$/),
  text: z.string().trim().min(1).max(20_000),
});
