import { asc, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { recordAudit } from "@/lib/auth/audit";
import { parse } from "@/lib/errors";
import { organisationName } from "./schema";

/** The system, acting for the organisation of this name; one is made where none is called so. */
export async function actingForOrganisation(request: {
  db: Database;
  input: { name: string };
}): Promise<Actor> {
  const { db } = request;
  const name = parse(organisationName, request.input.name);
  const { t } = db;
  return db.write(async (tx) => {
    const [known] = await tx
      .select({ id: t.organisation.id })
      .from(t.organisation)
      .where(eq(t.organisation.name, name))
      .orderBy(asc(t.organisation.createdAt))
      .limit(1);
    if (known) return systemActor(known.id);
    const id = uuid();
    const actor = systemActor(id);
    await tx.insert(t.organisation).values({ id, name, createdAt: Date.now() });
    await recordAudit({ t, tx }, actor, {
      verb: "make organisation",
      subjectType: "organisation",
      subjectId: id,
    });
    return actor;
  });
}

/** All organisations, the oldest first. */
export async function organisations(db: Database): Promise<{ id: string; name: string }[]> {
  const { id, name, createdAt } = db.t.organisation;
  return db.read.select({ id, name }).from(db.t.organisation).orderBy(asc(createdAt));
}
