import { stableNames } from "../draft/stable-names";

/** Ids of options, and what became of those that had one. */
export interface OptionIds {
  readonly ids: readonly string[];
  /** By the id an option had: the one it has now. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The ids of a question's options. Until the study is launched they follow the labels, so that
 * exports read "north_america"; afterwards answers point at them, and an option keeps its own
 * whatever it is called, and a new one gets an id that none ever had.
 *
 * @param present the ids the question has now
 * @param used the ids that its options had in any launched revision
 */
export function optionIds(
  options: readonly { readonly id: string | null; readonly label: string }[],
  present: readonly string[],
  isLaunched: boolean,
  used: ReadonlySet<string>,
): OptionIds {
  const known = options.map(({ id }) => (id !== null && present.includes(id) ? id : null));
  const kept = isLaunched
    ? known.map((id, index) => (known.indexOf(id) === index ? id : null))
    : [];
  const names = stableNames(
    options.map((option) => option.label),
    // An answer of before never comes to mean a new option.
    new Set(isLaunched ? [...present, ...used] : []),
    kept,
  );
  const renamed = new Map(known.flatMap((id, index) => (id === null ? [] : [[id, names[index]]])));
  return { ids: names, renamed };
}
