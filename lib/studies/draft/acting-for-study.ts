import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { NotFound } from "@/lib/errors";

/** The system, acting for the organisation of the study with this link: for the command line alone. */
export async function actingForStudy(request: {
  db: Database;
  input: { slug: string };
}): Promise<{ actor: Actor; studyId: string }> {
  const { study } = request.db.t;
  const { slug } = request.input;
  const [found] = await request.db.read
    .select({ id: study.id, organisationId: study.organisationId })
    .from(study)
    .where(eq(study.slug, slug));
  if (!found) throw new NotFound(`study as ${slug}`);
  return { actor: systemActor(found.organisationId), studyId: found.id };
}
