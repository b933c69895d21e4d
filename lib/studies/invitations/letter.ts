/** Placeholders that every contact has, beside the list's own columns. */
export const LETTER_FIELDS = ["name", "email", "study", "link", "unsubscribe"] as const;

const PLACEHOLDER = /\{\{\s*([^{}]{1,200}?)\s*\}\}/g;

/** The placeholders of a text, each once, in the order they come. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name))];
}

/**
 * A letter's text for one person. What is not among the values stays as it is: letters are checked
 * before they are sent.
 */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name] : whole,
  );
}
