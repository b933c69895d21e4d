/** A mark by which some system says where a value is to be filled in, wherever it stands in an id. */
const MARKS = /\{\{|\}\}|\[%|%\]|<#|<%|%>|\{%|%\}|\$\{|#\{|%%|\[\[|\]\]/;
/** A name between brackets or percent signs, but not a UUID in braces, which some panels give. */
const BRACKETED = /^(?:\[[^\]]*\]|<[^>]*>|%\w+%|\$\w+\$|\{(?![\da-f-]{32,36}\}$)[^}]*\})$/i;
/** What programs write for a value they do not have, and the word that our own link shows in its place. */
const NOTHING = new Set(["null", "undefined", "nan", "none", "[object object]", "id"]);

/** Characters that nobody sees: zero-width spaces, marks of direction, soft hyphens. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A panel's id of a person as it is kept: without spaces at its ends and characters that nobody sees,
 * which links pick up on the way, so that one person stays one.
 *
 * @param parameter the name it came under
 * @returns null where nothing was filled in: an empty value, or the placeholder itself
 */
export function panelIdOf(sent: string, parameter: string): string | null {
  const id = sent.replace(UNSEEN, "").trim();
  const decoded = decodedOnce(id);
  const isNothing = NOTHING.has(id.toLowerCase()) || id.toLowerCase() === parameter.toLowerCase();
  if (id === "" || isNothing) return null;
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
