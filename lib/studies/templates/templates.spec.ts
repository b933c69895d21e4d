import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { minutesLeft, plannedSteps } from "@/lib/fielding/interview/sequence";
import { launchGate } from "../launch/launch-gate";
import { createStudy } from "../lifecycle/create-study";
import { TEMPLATES } from "../lifecycle/schema";
import { contentOf, organisationWithMembers, storeSmallDesign } from "../testing";

describeOnBothDatabases("a template", (db) => {
  it.each(TEMPLATES)(
    "%s lacks nothing for its launch, names its tasks, and takes 8 minutes at most",
    async (template) => {
      const { researcher: actor } = await organisationWithMembers(db());
      const input = { name: "From a template", from: { kind: "template", template } as const };
      const { studyId } = await createStudy({ db: db(), actor, input });
      await storeSmallDesign(db(), studyId);
      const content = await contentOf(db(), studyId);
      const errors = launchGate(content).filter(({ severity }) => severity === "error");
      expect(errors).toEqual([]);
      const steps = plannedSteps(content);
      expect(minutesLeft(steps, steps[0].name)).toBeLessThanOrEqual(8);
      // A respondent is told the number of lists that they will see.
      const tasks = steps.filter(({ kind }) => kind === "task").length;
      expect(content.revision.texts.welcomeText).toContain(`${tasks} short lists`);
      expect(steps.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["repeat-1", "repeat-2"]),
      );
    },
  );
});
