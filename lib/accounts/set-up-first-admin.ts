import { createHmac, timingSafeEqual } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Database } from "@/db/database";
import { recordAudit } from "@/lib/auth/audit";
import { chosenPassword } from "@/lib/auth/choose-password";
import { environment } from "@/lib/env";
import { InvalidInput, NotFound, parse } from "@/lib/errors";
import { firstAdmin } from "./schema";

/**
 * The secret that the console shows while nobody has an account: the same in every process of one
 * database, since behind a balancer the form may reach another one than the console that was read.
 */
export function setupSecret(): string {
  return createHmac("sha256", environment().NEXTAUTH_SECRET)
    .update("setup")
    .digest("base64url")
    .slice(0, 22);
}

/** True until the first account exists. */
export async function needsSetup(db: Database): Promise<boolean> {
  const rows = await db.read.select({ id: db.t.user.id }).from(db.t.user).limit(1);
  return rows.length === 0;
}

/**
 * Makes the first organisation and its admin.
 *
 * @throws NotFound once any account exists
 * @throws InvalidInput when the secret is not the one on the console
 */
export async function setUpFirstAdmin(request: {
  db: Database;
  input: {
    secret: string;
    organisationName: string;
    name: string;
    email: string;
    password: string;
  };
}): Promise<void> {
  const { db } = request;
  const input = parse(firstAdmin, request.input);
  const expected = Buffer.from(setupSecret());
  const given = Buffer.from(input.secret.trim());
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new InvalidInput([{ path: "secret", key: "wrongSetupSecret" }]);
  }
  const passwordHash = await chosenPassword(input.password, input.email);
  const { t } = db;
  const createdAt = Date.now();
  await db.write(async (tx) => {
    const accounts = await tx.select({ id: t.user.id }).from(t.user).limit(1);
    if (accounts.length > 0) throw new NotFound("page");
    const organisationId = uuid();
    const userId = uuid();
    const { email, name, organisationName } = input;
    await tx
      .insert(t.organisation)
      .values({ id: organisationId, name: organisationName, createdAt });
    await tx.insert(t.user).values({ id: userId, email, name, passwordHash, createdAt });
    await tx
      .insert(t.member)
      .values({ id: uuid(), organisationId, userId, role: "admin", createdAt });
    const actor = { userId, organisationId, role: "admin" as const };
    await recordAudit({ t, tx }, actor, {
      verb: "set up",
      subjectType: "organisation",
      subjectId: organisationId,
    });
  });
}
