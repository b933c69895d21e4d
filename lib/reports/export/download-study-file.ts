import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { spooled } from "@/lib/files/spool";
import { exportStudy } from "./export-study";
import type { CellForm } from "./files/study-file";

/**
 * One file of a study for somebody to download. The database is read at its own pace, so that a slow
 * line holds no snapshot open.
 *
 * @throws NotFound, Forbidden as `exportStudy` does
 */
export async function downloadStudyFile({
  db,
  actor,
  input: { studyId, file, revision, cells },
}: {
  db: Database;
  actor: Actor;
  /**
   * @param file a name as `studyFiles` gives it
   * @param cells how texts stand in it, one of CELL_FORMS; safe for spreadsheets unless told
   * @param revision a launched one's number as `exportStudy` takes it
   */
  input: { studyId: string; file: string; revision?: string; cells?: string };
}): Promise<{ type: string; bytes: ReadableStream<Uint8Array> }> {
  let type = "";
  // The verb judges what was asked for.
  const input = { studyId, revision, cells: cells as CellForm | undefined };
  const bytes = await spooled((write) =>
    exportStudy({ db, actor, input: { ...input, files: [file] } }, async (exported) => {
      type = exported.type;
      for await (const piece of exported.pieces) await write(piece);
    }),
  );
  return { type, bytes };
}
