import { setTimeout as pause } from "node:timers/promises";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { addSource } from "@/lib/studies/add-source";
import { createStudy } from "@/lib/studies/create-study";
import { launchStudy } from "@/lib/studies/launch-study";
import { requestDesign } from "@/lib/studies/request-design";
import type { Wishes } from "./respondent";

export interface LiveStudy {
  readonly studyId: string;
  readonly slug: string;
}

/** What somebody answers to the template's questions. */
export const TEMPLATE_WISHES: Wishes = {
  answers: {
    "Which of these describes your role best?": "I lead a PMO, or a part of one",
    "How many people work for your organization?": "250 to 999",
    "In which region do you work?": "Europe",
  },
  points: { "Strategic alignment": 70, "Risk management": 30 },
  choose: (shown) => ({ best: shown[0], worst: shown[shown.length - 1] }),
};

/**
 * A study from the template, designed by the running server's jobs and launched: what a researcher
 * does in the browser, without the browser.
 */
export async function liveStudy(
  db: Database,
  actor: Actor,
  name = "Capabilities",
): Promise<LiveStudy> {
  const study = await createStudy({
    db,
    actor,
    input: { name, from: { kind: "template", template: "pmo-capabilities" } },
  });
  const input = { studyId: study.studyId };
  await requestDesign({ db, actor, input });
  await designed(db, study.studyId);
  await launchStudy({ db, actor, input });
  return study;
}

/**
 * A panel whose people return to a host of this machine, with an exit for each end.
 *
 * @returns the source's id
 */
export async function addPanel(
  db: Database,
  actor: Actor,
  { studyId }: Pick<LiveStudy, "studyId">,
  name = "Panel",
  host = "localhost:3999",
): Promise<string> {
  const exit = (status: string) => `http://${host}/end?status=${status}&id={{rid}}`;
  const { sourceId } = await addSource({
    db,
    actor,
    input: {
      ...{ studyId, kind: "panel", name },
      settings: {
        preset: "generic",
        idParameter: "rid",
        hosts: [host],
        exits: {
          complete: exit("complete"),
          screenedOut: exit("screened-out"),
          overQuota: exit("over-quota"),
          quality: exit("quality"),
          closed: exit("closed"),
        },
      },
    },
  });
  return sourceId;
}

/** Waits until the study's design job has ended well. */
async function designed(db: Database, studyId: string): Promise<void> {
  const { job } = db.t;
  for (let waited = 0; waited < 300; waited++) {
    const [newest] = await db.read
      .select()
      .from(job)
      .where(and(eq(job.studyId, studyId), eq(job.kind, "generate-design")))
      .orderBy(desc(job.createdAt))
      .limit(1);
    if (newest?.state === "done") return;
    if (newest?.state === "failed") throw new Error(`The design failed: ${newest.failure}`);
    await pause(100);
  }
  throw new Error("No design after 30 s.");
}
