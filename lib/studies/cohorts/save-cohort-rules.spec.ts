import { expect, it } from "vitest";
import { namesCohort } from "@/db/schema/screen-settings";
import type { CohortRule, ShowCondition } from "@/db/schema/study-content";
import { describeOnBothDatabases } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { Conflict, InvalidInput } from "@/lib/errors";
import { fieldStudy } from "@/lib/fielding/testing";
import { launchGate } from "../launch/launch-gate";
import { contentOf } from "../testing";
import { saveCohortRules } from "./save-cohort-rules";

function said(screenKey: string, ...options: string[]): ShowCondition {
  return { kind: "answer", screenKey, is: "one-of", options };
}

describeOnBothDatabases("the rules that name a cohort", (db) => {
  const draft = async (
    wishes: Parameters<typeof fieldStudy>[1] = { state: "draft", isDraft: true },
  ) => {
    const { studyId, organisationId, cohorts } = await fieldStudy(db(), wishes);
    const actor: Actor = { userId: null, organisationId, role: "researcher" };
    const save = (...rules: CohortRule[]) =>
      saveCohortRules({ db: db(), actor, input: { studyId, rules } });
    const saved = async () => {
      const screen = (await contentOf(db(), studyId)).screens.find(namesCohort);
      return screen?.settings.rules;
    };
    const rule = (...conditions: ShowCondition[]): CohortRule => ({
      when: { match: "all", conditions },
      outcome: { kind: "cohort", cohortId: cohorts[1] },
    });
    return { studyId, save, saved, rule };
  };

  it("are kept in order, replaced as a whole, and leave no trace when there are none", async () => {
    const { save, saved, rule } = await draft();
    const [first, second] = [rule(said("role", "pmo")), rule(said("role", "other"))];
    await save(first, second);
    expect(await saved()).toEqual([first, second]);
    await save(second);
    expect(await saved()).toEqual([second]);
    await save();
    expect(await saved()).toBeUndefined();
  });

  it("read only answers that are there by then, and lead to cohorts of the study", async () => {
    const { save, saved, rule } = await draft();
    for (const one of [
      // The region is asked after the role.
      rule(said("region", "europe")),
      rule(said("shoes", "44")),
      rule(said("role", "nobody")),
      rule({ kind: "cohort", is: "one-of", cohortIds: ["any"] }),
      { ...rule(said("role", "pmo")), outcome: { kind: "cohort", cohortId: "gone" } } as const,
    ]) {
      await expect(save(one), JSON.stringify(one)).rejects.toThrow(InvalidInput);
    }
    expect(await saved()).toBeUndefined();
  });

  it("name the rule that cannot be saved, and what is wrong with it", async () => {
    const { save, saved, rule } = await draft();
    const astray = { ...rule(said("role", "pmo")), outcome: { kind: "cohort", cohortId: "gone" } };
    const good = rule(said("role", "pmo"));
    const empty = { ...good, when: null } as unknown as CohortRule;
    for (const [wrong, path, key] of [
      [rule(said("region", "europe")), "rules.1.when", "referenceLater"],
      [astray as CohortRule, "rules.1.outcome", "cohortChanged"],
      [empty, "rules.1.when", "ruleWithoutCondition"],
      [
        rule({ ...said("role"), options: [] } as ShowCondition),
        "rules.1.when.conditions.0.options",
        "tooFew",
      ],
    ] as const) {
      await expect(save(good, wrong)).rejects.toMatchObject({ issues: [{ path, key }] });
    }
    expect(await saved()).toBeUndefined();
  });

  it("that never decide stop the launch", async () => {
    const { studyId, save, rule } = await draft();
    await save(rule(said("role", "pmo")), rule(said("role", "pmo"), said("role", "senior")));
    const lines = launchGate(await contentOf(db(), studyId));
    expect(lines).toContainEqual({
      severity: "error",
      code: "ruleNeverDecides",
      values: { place: 2 },
      part: "cohorts",
    });
  });

  it("freeze with the launch", async () => {
    const { save, rule } = await draft({});
    await expect(save(rule(said("role", "pmo")))).rejects.toThrow(new Conflict("frozen"));
  });
});
