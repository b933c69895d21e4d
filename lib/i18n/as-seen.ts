/** Characters that nobody sees, wherever they stand: zero-width letters, soft hyphens, marks of direction. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Blanks and such characters around a text, as they come along from pages, lists and mail programs. Joiners
 * and variations belong to the letter or picture before them and stay.
 */
const UNSEEN_ENDS =
  /^[\s\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|[\s\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$/g;

/** The text without what nobody sees. For codes and addresses: in words, a joiner can shape a letter. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, "");
}

/** The text without blanks and unseen characters at its ends. */
export function withoutUnseenEnds(text: string): string {
  return text.replace(UNSEEN_ENDS, "");
}

/**
 * What a reader can tell names apart by: two names that give the same text are one to whoever reads them,
 * whatever their case, spaces, Unicode form and unseen characters. For comparing, never for showing.
 */
export function asSeen(name: string): string {
  return withoutUnseen(name.normalize("NFKC")).replace(/\s+/g, " ").trim().toLowerCase();
}
