import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { revisionContent } from "@/db/queries/revision-content";
import { namesCohort } from "@/db/schema/screen-settings";
import type { ShowCondition } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { refuseStaleEdit } from "../draft/edit-snapshot";
import { ruleParts } from "../draft/edited-parts";
import { requireDraft } from "../draft/require-draft";
import { savedCohortRules } from "../questionnaire/question-schema";
import { faultsOf, refuseNewFaults } from "../questionnaire/refuse-references";

/**
 * Says by which rules over several answers a draft's respondents come into a cohort or out of the
 * study; where none holds, the answer to the question that names the cohort decides.
 *
 * @throws Conflict frozen, changedMeanwhile
 * @throws InvalidInput when there is no such question yet, when a rule leads to a cohort that does
 *   not exist, or reads an answer that is not there yet
 */
export async function saveCohortRules(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof savedCohortRules>;
}): Promise<void> {
  const { db, actor } = request;
  const { studyId, seen, rules } = parse(savedCohortRules, request.input);
  const { t } = db;
  await db.write(async (tx) => {
    const { revision } = await requireDraft({ t, tx }, actor, studyId);
    const content = await revisionContent({ t, queries: tx }, revision);
    refuseStaleEdit(seen, ruleParts(content));
    const screen = content.screens.find(namesCohort);
    if (!screen) throw new InvalidInput([{ path: "rules", key: "screenChanged" }]);
    const known = new Set(content.cohorts.map((cohort) => cohort.id));
    const astray = rules.flatMap(({ outcome }, index) =>
      outcome.kind === "cohort" && !known.has(outcome.cohortId)
        ? [{ path: `rules.${index}.outcome`, key: "cohortChanged" as const }]
        : [],
    );
    if (astray.length > 0) throw new InvalidInput(astray);
    const { rules: _, ...plain } = screen.settings;
    const settings = rules.length > 0 ? { ...plain, rules } : plain;
    await tx.update(t.screen).set({ settings }).where(eq(t.screen.id, screen.id));
    const screens = content.screens.map((one) => (one === screen ? { ...one, settings } : one));
    refuseNewFaults(faultsOf(content), faultsOf({ ...content, screens }), ({ key }) => {
      const reads = (one: ShowCondition) => (one.kind === "cohort" ? "" : one.screenKey) === key;
      const at = rules.findIndex(({ when }) => when.conditions.some(reads));
      return `rules.${at}.when`;
    });
    await recordAudit({ t, tx }, actor, {
      verb: "save cohort rules",
      subjectType: "study",
      subjectId: studyId,
      detail: { rules: rules.length },
    });
  });
}
