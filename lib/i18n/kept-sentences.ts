type Values = Record<string, string | number>;

const MAX_KEPT = 4_000;

/**
 * A translator that formats a sentence with the same values once: formatting costs many times what
 * looking it up does, and most sentences stand on many screens, or many times on one, with the same
 * few values.
 */
export function keptSentences<Translate extends object>(translate: Translate): Translate {
  // The compiler checks keys and values where the translator is called; here they are any.
  const format = translate as unknown as (key: string, values?: Values) => string;
  const kept = new Map<string, string>();
  const say = (key: string, values?: Values) => {
    const said = values ? `${key} ${JSON.stringify(values)}` : key;
    const before = kept.get(said);
    if (before !== undefined) return before;
    if (kept.size >= MAX_KEPT) kept.clear();
    const sentence = format(key, values);
    kept.set(said, sentence);
    return sentence;
  };
  return Object.assign(say, translate) as unknown as Translate;
}
