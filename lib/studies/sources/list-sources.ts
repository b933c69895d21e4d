import { asc, count, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { SourceKind } from "@/db/schema/studies";
import type { SourceSettings } from "@/db/schema/study-content";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { editSnapshot } from "../draft/edit-snapshot";
import { keyParts } from "../draft/edited-parts";

export interface ListedSource {
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  readonly code: string | null;
  readonly closedAt: number | null;
  /** Without the key, which is shown once, when it is made. */
  readonly settings: Omit<SourceSettings, "hmac">;
  /** The parameter that carries signatures; null where nothing is signed. */
  readonly signedBy: string | null;
  /** What a form about the key is drawn from. */
  readonly keySeen: string;
  readonly started: number;
  readonly complete: number;
}

/** How people reach a study, in the order the ways were made, with how many came by each. */
export async function listSources(request: {
  db: Database;
  actor: Actor;
  input: { studyId: string };
}): Promise<ListedSource[]> {
  const { db, actor, input } = request;
  const { t, read } = db;
  const study = await requireStudy({ t, queries: read }, actor, input.studyId, "edit studies");
  const sources = await read
    .select()
    .from(t.source)
    .where(eq(t.source.studyId, study.id))
    .orderBy(asc(t.source.createdAt), asc(t.source.id));
  const rows = await read
    .select({ sourceId: t.respondent.sourceId, state: t.respondent.state, number: count() })
    .from(t.respondent)
    .where(eq(t.respondent.studyId, study.id))
    .groupBy(t.respondent.sourceId, t.respondent.state);
  return sources.map(({ id, kind, name, code, closedAt, settings: { hmac, ...settings } }) => {
    const own = rows.filter((row) => row.sourceId === id);
    return {
      ...{ id, kind, name, code, closedAt, settings },
      signedBy: hmac?.parameter ?? null,
      keySeen: editSnapshot(keyParts({ hmac })),
      started: own.reduce((sum, row) => sum + row.number, 0),
      complete: own.find((row) => row.state === "complete")?.number ?? 0,
    };
  });
}
