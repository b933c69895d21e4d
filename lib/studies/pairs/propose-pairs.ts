import { areStandIns, type ContentWord, contentWords, labelStems } from "./word-fields";

interface Described {
  readonly label: string;
  readonly definition: string;
}

/** Two items that respondents may take for one, or for stand-ins of each other. */
export interface ProposedPair<Item> {
  readonly first: Item;
  readonly second: Item;
  readonly kind: "synonym" | "substitute";
  /** 0 … 1: how much of what the two labels say is said by the other item too. */
  readonly score: number;
  /** The words that say it: "stakeholder / customer". */
  readonly why: readonly string[];
}

/** From this score on a pair is proposed; measured in `propose-pairs.spec.ts`. */
export const PROPOSED_FROM = 0.5;
/** What a word of a label counts for when it is met in the other's definition only. */
const IN_DEFINITION = 0.6;
/** Of two labels that differ in the kind of one thing they name. */
const STAND_INS = 0.8;
/** What the definitions count for beside the labels. */
const DEFINITIONS = 0.5;

/**
 * Pairs of items that people may take for one, found before fielding by what their labels and
 * definitions are about: each word of a label is looked for in the other item, as itself or as a word
 * of its field (`word-fields.ts`). A word that both labels share tells no pair together when something
 * else in the labels tells it apart ("data quality", "data privacy"): whoever wrote them meant two
 * things. Labels that differ in one word alone, for another kind of the same ("program management",
 * "portfolio management"), are proposed as stand-ins for each other.
 *
 * @returns the most alike first
 */
export function proposePairs<Item extends Described>(items: readonly Item[]): ProposedPair<Item>[] {
  const read = items.map((item) => ({
    item,
    label: contentWords(item.label),
    definition: contentWords(item.definition),
    stems: labelStems(item.label),
  }));
  const pairs: ProposedPair<Item>[] = [];
  for (let second = 1; second < read.length; second++) {
    for (let first = 0; first < second; first++) {
      const found = likeness(read[first], read[second]);
      if (found.score < PROPOSED_FROM) continue;
      pairs.push({ first: read[first].item, second: read[second].item, ...found });
    }
  }
  return pairs.sort((one, other) => other.score - one.score);
}

interface ReadItem {
  readonly label: readonly ContentWord[];
  readonly definition: readonly ContentWord[];
  readonly stems: ReadonlyMap<string, string>;
}

type Likeness = Pick<ProposedPair<never>, "kind" | "score" | "why">;

function likeness(one: ReadItem, other: ReadItem): Likeness {
  const left = [...one.stems.keys()].filter((stem) => !other.stems.has(stem));
  const right = [...other.stems.keys()].filter((stem) => !one.stems.has(stem));
  if (one.stems.size > 0 && left.length === 0 && right.length === 0) {
    return { kind: "synonym", score: 1, why: [...one.stems.values()] };
  }
  if (left.length === 1 && right.length === 1 && one.stems.size > 1) {
    const [[mine], [theirs]] = [left, right];
    if (areStandIns(mine, theirs)) {
      const words = [one.stems.get(mine), other.stems.get(theirs)].sort();
      return { kind: "substitute", score: STAND_INS, why: [words.join(" / ")] };
    }
  }
  const shared = new Set(
    one.label.flatMap(({ stem }) => (other.label.some((word) => word.stem === stem) ? [stem] : [])),
  );
  const [ownRest, otherRest] = [one, other].map(({ label }) =>
    label.filter(({ stem }) => !shared.has(stem)),
  );
  const why: string[] = [];
  const met = (
    words: readonly ContentWord[],
    rest: readonly ContentWord[],
    { definition }: ReadItem,
  ) =>
    words.map((word) => {
      const inLabel = rest.find(({ concept }) => concept === word.concept);
      if (inLabel) {
        why.push(pairText(word, inLabel));
        return 1;
      }
      const inDefinition = definition.find(({ concept }) => concept === word.concept);
      if (inDefinition) why.push(pairText(word, inDefinition));
      return inDefinition ? IN_DEFINITION : 0;
    });
  const labels = Math.sqrt(
    mean(met(ownRest, otherRest, other)) * mean(met(otherRest, ownRest, one)),
  );
  const definitions = cosine(one.definition, other.definition, why);
  return {
    kind: "synonym",
    score: Math.min(1, labels + DEFINITIONS * definitions),
    why: [...new Set(why)].slice(0, 4),
  };
}

function pairText(one: ContentWord, other: ContentWord): string {
  if (one.stem === other.stem) return one.word;
  return [one.word, other.word].sort().join(" / ");
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the concepts of two definitions, each counted once. */
function cosine(one: readonly ContentWord[], other: readonly ContentWord[], why: string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const concepts = new Map(other.map((word) => [word.concept, word]));
  const common = new Map(
    one.flatMap((word) => {
      const same = concepts.get(word.concept);
      return same ? [[word.concept, pairText(word, same)] as const] : [];
    }),
  );
  why.push(...common.values());
  const size = (words: readonly ContentWord[]) => new Set(words.map(({ concept }) => concept)).size;
  return common.size / Math.sqrt(size(one) * size(other));
}
