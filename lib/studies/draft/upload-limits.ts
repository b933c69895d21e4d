/** 20,000 people with 400 bytes each. */
export const CONTACTS_BYTES = 8_000_000;
/** 200 items with long definitions in any script, beside their source and what XLIFF puts around them. */
export const TRANSLATIONS_BYTES = 4_000_000;
/** What a list of items may have in letters of up to three bytes. */
export const ITEM_LIST_BYTES = 1_000_000;
/** The largest file that a page takes. */
export const UPLOAD_BYTES = Math.max(CONTACTS_BYTES, TRANSLATIONS_BYTES, ITEM_LIST_BYTES);
