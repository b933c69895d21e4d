/** Beyond this a label is cut; its whole text stands in a title. */
const MAX_LETTERS = 36;
/** A generous mean width of a letter at 12 px. */
const LETTER_WIDTH = 6.4;
const GAP = 16;

export function shortenedLabel(text: string): string {
  return text.length <= MAX_LETTERS ? text : `${text.slice(0, MAX_LETTERS - 1).trimEnd()}…`;
}

/** Room for the longest of some labels at the left of a chart. */
export function labelWidth(labels: readonly string[]): number {
  const letters = Math.max(4, ...labels.map((label) => shortenedLabel(label).length));
  return Math.round(letters * LETTER_WIDTH) + GAP;
}
