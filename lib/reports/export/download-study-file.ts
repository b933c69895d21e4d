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
export function downloadStudyFile({
  db,
  actor,
  input: { studyId, file },
}: {
  db: Database;
  actor: Actor;
  /** @param file a name as `studyFiles` gives it */
  input: { studyId: string; file: string };
}): Promise<ReadableStream<Uint8Array>> {
  return spooled((write) =>
    exportStudy({ db, actor, input: { studyId, files: [file] } }, async ({ text }) => {
      for await (const piece of text) await write(piece);
    }),
  );
}
