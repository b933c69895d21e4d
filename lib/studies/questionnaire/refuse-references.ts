import type { RevisionContent } from "@/db/queries/revision-content";
import { type ErrorKey, InvalidInput } from "@/lib/errors";
import { type ReferenceFault, referenceFaults } from "@/lib/questionnaire/references";

/** The faults of what a revision's conditions and texts refer to. */
export function faultsOf({ screens, revision, cohorts }: RevisionContent): ReferenceFault[] {
  const cohortIds = cohorts.map((cohort) => cohort.id);
  return referenceFaults({ screens, texts: revision.texts, cohortIds });
}

const KEYS: Record<ReferenceFault["kind"], ErrorKey> = {
  missing: "referenceMissing",
  later: "referenceLater",
  unusable: "referenceUnusable",
  option: "referenceOption",
};

/**
 * Refuses a change that would have a screen or a text speak of an answer that is not there yet. What
 * was wrong before stays for the launch gate to tell.
 *
 * @param pathOf the field that has to be mended
 * @throws InvalidInput
 */
export function refuseNewFaults(
  before: readonly ReferenceFault[],
  after: readonly ReferenceFault[],
  pathOf: (fault: ReferenceFault) => string,
): void {
  const known = new Set(before.map((fault) => JSON.stringify(fault)));
  const added = after.filter((fault) => !known.has(JSON.stringify(fault)));
  if (added.length === 0) return;
  throw new InvalidInput(
    added.map((fault) => ({
      path: pathOf(fault),
      key: fault.key === "" ? "referenceCohort" : KEYS[fault.kind],
      values: { key: fault.key },
    })),
  );
}
