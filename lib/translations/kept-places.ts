import { keysInText } from "@/lib/questionnaire/piping";

/**
 * The {{places}} for earlier answers that a translation does not keep as its source has them, as a
 * text for people; null when all are there.
 */
export function losesPlaces(source: string, translation: string): string | null {
  const wanted = keysInText(source).sort();
  const found = keysInText(translation).sort();
  if (wanted.join("\n") === found.join("\n")) return null;
  const named = wanted.length > 0 ? wanted : found;
  return [...new Set(named)].map((key) => `{{${key}}}`).join(", ");
}
