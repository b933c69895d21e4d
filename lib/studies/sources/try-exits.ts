import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { type ExitFault, exitAddress, exitFault } from "@/lib/panels/exit-address";
import { EXITS, type ExitName } from "@/lib/panels/exits";
import { signatureOf } from "@/lib/panels/signature";
import { triedExits } from "./source-schema";

export interface TriedExit {
  readonly name: ExitName;
  /** Where a person with this id would be sent; null where nobody is. */
  readonly address: string | null;
  /** Why nobody is sent there; null for an exit that works, or that is not set. */
  readonly fault: ExitFault | null;
  readonly carriesId: boolean;
}

/**
 * Goes through every exit of a panel with a made-up id, by the same functions that send people out.
 * Stores nothing.
 *
 * @returns the exits, and what the link needs to carry for this id, signed where the source signs
 */
export async function tryExits(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof triedExits>;
}): Promise<{ exits: TriedExit[]; entry: [name: string, value: string][] }> {
  const { db, actor } = request;
  const { studyId, sourceId, panelId } = parse(triedExits, request.input);
  const { t, read } = db;
  await requireStudy({ t, queries: read }, actor, studyId, "edit studies");
  const [source] = await read
    .select()
    .from(t.source)
    .where(and(eq(t.source.id, sourceId), eq(t.source.studyId, studyId)));
  if (source?.kind !== "panel") throw new NotFound("panel");
  const { settings } = source;
  const { idParameter, hmac } = settings;
  const exits = EXITS.map(({ kind, name }): TriedExit => {
    const template = settings.exits?.[name] ?? "";
    return {
      name,
      address: exitAddress(settings, kind, panelId),
      fault: template ? exitFault(template, settings.hosts ?? []) : null,
      carriesId: template.includes("{{rid}}"),
    };
  });
  const entry: [string, string][] = idParameter ? [[idParameter, panelId]] : [];
  if (hmac) entry.push([hmac.parameter, signatureOf(hmac.secret, panelId)]);
  return { exits, entry };
}
