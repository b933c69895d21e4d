import type { RevisionContent } from "@/db/queries/revision-content";
import { InvalidInput } from "@/lib/errors";

/**
 * The revision that is read, with all that are counted together with it: the one asked for, or the
 * newest. Null for a study that was never launched.
 *
 * @param groups as `revisionGroups` gives them
 * @throws InvalidInput naming the revisions there are, for one that was never launched
 */
export function chosenRevision(
  groups: readonly RevisionContent[][],
  asked: number | undefined,
): { content: RevisionContent; group: readonly RevisionContent[] } | null {
  const numberOf = ({ revision }: RevisionContent) => revision.number;
  if (asked === undefined) {
    const group = groups.at(-1);
    const content = group?.at(-1);
    return group && content ? { content, group } : null;
  }
  for (const group of groups) {
    const content = group.find((candidate) => numberOf(candidate) === asked);
    if (content) return { content, group };
  }
  const known = groups
    .flat()
    .map(numberOf)
    .sort((one, other) => one - other);
  throw new InvalidInput([
    {
      path: "revision",
      key: "unknownRevision",
      values: { number: asked, known: known.join(", ") },
    },
  ]);
}
