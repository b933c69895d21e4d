import { withoutUnseen } from "@/lib/i18n/as-seen";

/** A mark by which some system says where a value is to be filled in, wherever it stands in an id. */
const MARKS = /\{\{|\}\}|\[%|%\]|<#|<%|%>|\{%|%\}|\$\{|#\{|%%|\[\[|\]\]|\*\||\|\*/;
/** A name between brackets or percent signs, but not a UUID in braces, which some panels give. */
const BRACKETED = /^(?:\[[^\]]*\]|<[^>]*>|%\w+%|\$\w+\$|\{(?![\da-f-]{32,36}\}$)[^}]*\})$/i;
/** What programs write for a value they do not have, and the word that our own link shows in its place. */
const NOTHING = new Set(["null", "undefined", "nan", "none", "n/a", "object object", "id"]);

/**
 * A panel's id of a person as it is kept: without spaces at its ends and characters that nobody sees,
 * which links pick up on the way, so that one person stays one.
 *
 * @param parameter the name it came under
 * @returns null where nothing was filled in: an empty value, or the placeholder itself
 */
export function panelIdOf(sent: string, parameter: string): string | null {
  const id = withoutUnseen(sent).trim();
  const decoded = decodedOnce(id);
  // "#rid#", "(null)", "__RID__": a name in whatever marks. An id has letters or digits.
  const name = id.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (name === "" || NOTHING.has(name) || name === parameter.toLowerCase()) return null;
  return [id, decoded].some((text) => MARKS.test(text) || BRACKETED.test(text)) ? null : id;
}

/** A placeholder that was encoded twice is one all the same. */
function decodedOnce(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
