import { randomInt } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/database";
import { isUniqueViolation } from "@/db/errors";
import { type Actor, requireAbility } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { InvalidInput, parse } from "@/lib/errors";
import { randomSlug } from "../draft/random-slug";
import { readItemList } from "../items/item-list";
import { aiStrategy } from "../templates/ai-strategy";
import { blankPlan } from "../templates/blank";
import { pmoCapabilities } from "../templates/pmo-capabilities";
import { type StudyPlan, writePlan } from "../templates/study-plan";
import { createStudyInput, type TEMPLATES } from "./schema";

/**
 * Makes a draft: blank, from a template, or with the items of a pasted or uploaded list.
 *
 * @returns its id and the slug of its public link, /s/<slug>
 * @throws Forbidden for a viewer
 * @throws InvalidInput for a list that cannot be read (line and reason in each issue), or slugTaken
 */
export async function createStudy(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof createStudyInput>;
}): Promise<{ studyId: string; slug: string }> {
  const { db, actor } = request;
  requireAbility(actor, "edit studies");
  const input = parse(createStudyInput, request.input);
  const plan = planOf(input);
  const { t } = db;
  const studyId = uuid();
  const slug = input.slug ?? randomSlug();
  try {
    await db.write(async (tx) => {
      await tx.insert(t.study).values({
        id: studyId,
        organisationId: actor.organisationId,
        name: input.name,
        slug,
        state: "draft",
        origin: input.origin,
        defaultLocale: "en",
        createdAt: Date.now(),
        createdByUserId: actor.userId,
      });
      await writePlan({ t, tx }, studyId, plan);
      await recordAudit({ t, tx }, actor, {
        verb: "create study",
        subjectType: "study",
        subjectId: studyId,
        detail: { name: input.name, from: input.from.kind, items: plan.items.length },
      });
    });
  } catch (error) {
    if (input.slug !== undefined && isUniqueViolation(error)) {
      throw new InvalidInput([{ path: "slug", key: "slugTaken" }]);
    }
    throw error;
  }
  return { studyId, slug };
}

const PLANS: Readonly<Record<(typeof TEMPLATES)[number], StudyPlan>> = {
  "pmo-capabilities": pmoCapabilities,
  "ai-strategy": aiStrategy,
};

function planOf(input: z.output<typeof createStudyInput>): StudyPlan {
  const { from, name } = input;
  if (from.kind === "template") return PLANS[from.template];
  if (from.kind === "blank") return blankPlan(name, [], newSeed());
  const { items, problems } = readItemList(from.text, from.reading);
  if (problems.length > 0) {
    throw new InvalidInput(problems.map(({ key, values }) => ({ path: "list", key, values })));
  }
  return blankPlan(name, items, newSeed());
}

function newSeed(): number {
  return randomInt(1, 2 ** 31);
}
