/**
 * Pairs of items that respondents may take for one another, found before fielding.
 *
 * Labels and definitions become vectors of word stems, weighted by how rare a stem is in the list
 * (tf-idf, Spärck Jones 1972), and are compared by their cosine. Words shared by much of the list
 * ("management") weigh little; a rare word shared by two items weighs much.
 */

interface Described {
  readonly label: string;
  readonly definition: string;
}

/** A label names the item; its words count as often as this many in the definition. */
const LABEL_WEIGHT = 3;
/** Chosen on lists of 10 to 20 capabilities: rewordings of one idea lie above, neighbours below. */
const ALIKE = 0.5;

const STOP_WORDS = new Set(
  "a an and are as at be by for from how in into is it its of on or our so than that the their them then they this to until we what when where which who will with within without your".split(
    " ",
  ),
);

/** The pairs that read alike, the most alike first, with their cosine (0 … 1). */
export function nearSynonyms<Item extends Described>(
  items: readonly Item[],
): { first: Item; second: Item; likeness: number }[] {
  const counts = items.map(stemCounts);
  const listed = new Map<string, number>();
  for (const count of counts) {
    for (const stem of count.keys()) listed.set(stem, (listed.get(stem) ?? 0) + 1);
  }
  const vectors = counts.map((count) => {
    const vector = new Map<string, number>();
    for (const [stem, times] of count) {
      const rarity = Math.log(1 + items.length / (listed.get(stem) ?? 1));
      vector.set(stem, times * rarity);
    }
    return vector;
  });
  const lengths = vectors.map(length);
  const pairs: { first: Item; second: Item; likeness: number }[] = [];
  for (let second = 1; second < items.length; second++) {
    for (let first = 0; first < second; first++) {
      const size = lengths[first] * lengths[second];
      const likeness = size === 0 ? 0 : product(vectors[first], vectors[second]) / size;
      if (likeness >= ALIKE) pairs.push({ first: items[first], second: items[second], likeness });
    }
  }
  return pairs.sort((a, b) => b.likeness - a.likeness);
}

function stemCounts({ label, definition }: Described): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems(label)) counts.set(stem, (counts.get(stem) ?? 0) + LABEL_WEIGHT);
  for (const stem of stems(definition)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** Words without their commonest English endings; crude, and the same for both sides. */
function stems(text: string): string[] {
  const words = text.toLowerCase().match(/\p{Letter}{2,}/gu) ?? [];
  return words
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => word.replace(/(ements?|ments?|ations?|ings?|ers?|ed|es|e|s)$/u, ""))
    .map((stem) => (stem.length < 2 ? "" : stem))
    .filter((stem) => stem !== "");
}

function product(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [stem, weight] of a) sum += weight * (b.get(stem) ?? 0);
  return sum;
}

function length(vector: ReadonlyMap<string, number>): number {
  return Math.sqrt(product(vector, vector));
}
