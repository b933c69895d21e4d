import { expect, it } from "vitest";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import { describeOnBothDatabases } from "@/db/testing";
import { createStudy } from "./create-study";
import { launchStudy } from "./launch-study";
import { planHash } from "./plan-hash";
import { saveMonitoring } from "./save-monitoring";
import { contentOf, organisationWithMembers, storeSmallDesign } from "./testing";

describeOnBothDatabases("the rules of quality", (db) => {
  const draft = async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await createStudy({
      db: db(),
      actor,
      input: { name: "Ruled", from: { kind: "template", template: "pmo-capabilities" } },
    });
    await storeSmallDesign(db(), studyId);
    const hash = async () =>
      planHash({ t: db().t, queries: db().read }, (await contentOf(db(), studyId)).revision);
    return { actor, studyId, hash };
  };

  it("begin with the usual ones, and any change is a change of the plan's hash", async () => {
    const { actor, studyId, hash } = await draft();
    expect((await contentOf(db(), studyId)).revision.monitoring).toEqual(USUAL_RULES);
    const before = await hash();
    const input = { studyId, ...USUAL_RULES, speeding: 0.4, looks: [300, 100, 300] };
    await saveMonitoring({ db: db(), actor, input });
    const { monitoring } = (await contentOf(db(), studyId)).revision;
    expect(monitoring).toEqual({ ...USUAL_RULES, speeding: 0.4, looks: [100, 300] });
    expect(await hash()).not.toBe(before);
    await saveMonitoring({ db: db(), actor, input: { studyId, ...USUAL_RULES } });
    expect(await hash()).toBe(before);
  });

  it("freeze with the launch, as they stand", async () => {
    const { actor, studyId, hash } = await draft();
    await saveMonitoring({ db: db(), actor, input: { studyId, ...USUAL_RULES, fit: null } });
    const promised = await hash();
    await launchStudy({ db: db(), actor, input: { studyId } });
    const { revision } = await contentOf(db(), studyId);
    expect(revision).toMatchObject({ planHash: promised, monitoring: { fit: null } });
    await expect(
      saveMonitoring({ db: db(), actor, input: { studyId, ...USUAL_RULES } }),
    ).rejects.toMatchObject({ key: "frozen" });
    expect((await contentOf(db(), studyId)).revision.monitoring).toMatchObject({ fit: null });
  });

  it("refuse shares that would flag nobody or everybody, and looks at nobody", async () => {
    const { actor, studyId } = await draft();
    for (const wrong of [
      { straightLining: 0.3 },
      { speeding: 0 },
      { fit: { randomCaught: 1 } },
      { looks: [1] },
    ]) {
      const input = { studyId, ...USUAL_RULES, ...wrong };
      await expect(saveMonitoring({ db: db(), actor, input })).rejects.toThrow(
        Object.keys(wrong)[0],
      );
    }
  });
});
