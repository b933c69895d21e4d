/** What no XML can hold, escaped or not: most control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** The text without the characters that make a file of it no XML; none of them can be seen. */
export function xmlCharacters(text: string): string {
  return text.replace(NOT_IN_XML, "");
}
