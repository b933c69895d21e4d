import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { spooled } from "@/lib/files/spool";
import { exportStudy } from "./export-study";

/**
 * One file of a study for somebody to download. The database is read at its own pace, so that a slow
 * line holds no snapshot open.
 *
 * @throws NotFound, Forbidden as `exportStudy` does
 */
export async function downloadStudyFile({
  db,
  actor,
  input: { studyId, file, revision },
}: {
  db: Database;
  actor: Actor;
  /**
   * @param file a name as `studyFiles` gives it
   * @param revision a launched one's number as `exportStudy` takes it
   */
  input: { studyId: string; file: string; revision?: string };
}): Promise<{ type: string; bytes: ReadableStream<Uint8Array> }> {
  let type = "";
  const bytes = await spooled((write) =>
    exportStudy({ db, actor, input: { studyId, files: [file], revision } }, async (exported) => {
      type = exported.type;
      for await (const piece of exported.pieces) await write(piece);
    }),
  );
  return { type, bytes };
}
