import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { describeOnBothDatabases, repeatMigration } from "@/db/testing";
import { createStudy } from "../lifecycle/create-study";
import { contentOf, organisationWithMembers } from "../testing";
import { plainLinesInside } from "./plain-lines";

/** What JSON writes with backslashes, and what only looks like it. */
const text = fc
  .array(fc.constantFrom("a", "\r\n", "\r", "\n", "\\", "\\r\\n", "n", '"', "は"), {
    maxLength: 12,
  })
  .map((parts) => `A${parts.join("")}Z`);

describeOnBothDatabases("drafts with line breaks as browsers send them", (db, tries) => {
  it("get plain ones by the migration, and nothing else of a text changes", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const from = { kind: "template", template: "pmo-capabilities" } as const;
    const drafts = [];
    for (const name of ["Edited", "Launched"]) {
      drafts.push((await createStudy({ db: db(), actor, input: { name, from } })).studyId);
    }
    const [edited, launched] = drafts;
    const { t, write } = db();
    const ofBoth = await Promise.all(drafts.map((id) => contentOf(db(), id)));
    await write((tx) =>
      tx.update(t.revision).set({ frozenAt: 1 }).where(eq(t.revision.id, ofBoth[1].revision.id)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        await write(async (tx) => {
          for (const { revision, screens } of ofBoth) {
            const ofIt = eq(t.wording.revisionId, revision.id);
            await tx.update(t.wording).set({ label: said, definition: said }).where(ofIt);
            const [screen] = screens;
            const settings = { ...screen.settings, text: said };
            const isIt = eq(t.screen.id, screen.id);
            await tx
              .update(t.screen)
              .set({ settings: settings as never })
              .where(isIt);
            const texts = { ...revision.texts, welcomeText: said };
            await tx.update(t.revision).set({ texts }).where(eq(t.revision.id, revision.id));
          }
        });
        const before = await contentOf(db(), edited);
        const asLaunched = await contentOf(db(), launched);
        await repeatMigration(db(), "0007_plain_lines");
        expect(await contentOf(db(), edited)).toEqual(plainLinesInside(before));
        expect(await contentOf(db(), launched)).toEqual(asLaunched);
      }),
      { numRuns: tries(40, 5) },
    );
  });
});
