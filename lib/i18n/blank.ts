/**
 * What shows nothing: white space, control characters, what Unicode has programs ignore (zero-width
 * letters, joiners, marks of direction, soft hyphens, Hangul fillers, tags), the empty Braille cell and
 * the musical sign without a head, halves of surrogate pairs, and code points that are no characters.
 */
const BLANK =
  /^[\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1D159}\ufff9-\ufffb]*$/u;

/** True for a text in which nothing can be seen, however many characters it has. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}
