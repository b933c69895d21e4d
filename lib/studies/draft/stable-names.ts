/**
 * Names for exports and addresses from what people wrote: lower case, digits, underscores, at most
 * 40 characters, each one once. A text without any such letter becomes option_<its place>.
 *
 * @param avoid names that none of these may get
 * @param kept names that stay as they are, by place
 */
export function stableNames(
  texts: readonly string[],
  avoid: ReadonlySet<string> = new Set(),
  kept: readonly (string | null)[] = [],
): string[] {
  const taken = new Set([...avoid, ...kept.filter((name) => name !== null)]);
  return texts.map((text, index) => {
    const own = kept[index];
    if (own) return own;
    const base = asName(text) || `option_${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy++) name = `${base}_${copy}`;
    taken.add(name);
    return name;
  });
}

function asName(text: string): string {
  const plain = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_");
  return plain.slice(0, 40).replaceAll(/^_+|_+$/g, "");
}
