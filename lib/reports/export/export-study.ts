import { z } from "zod";
import type { Database } from "@/db/database";
import { comparableRevisions } from "@/db/queries/comparable-revisions";
import { launchedRevision } from "@/db/queries/launched-revision";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf } from "@/db/queries/revision-exercises";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import type { ExportedStudy } from "./files/study-file";
import { studyFiles } from "./study-files";

const exportInput = z.strictObject({
  studyId: z.string().min(1).max(64),
  /** Names as studyFiles gives them, or all there are. */
  files: z.union([z.literal("all"), z.array(z.string().min(1).max(100)).min(1).max(100)]),
  /** Puts unfinished interviews into the answers too; reports count complete ones only. */
  includeUnfinished: z.boolean().default(false),
});

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  /** Read from the database as they are asked for; texts are UTF-8. */
  readonly pieces: AsyncIterable<string | Uint8Array>;
}

/**
 * The study's data in the field's layouts, all files from one moment, in no more memory than some
 * interviews take. Test interviews are in none; the answers are those that the report counts,
 * complete, on the newest launched revision or on one before it that asked the same.
 *
 * @param write takes one file after the other; the moment is held until the last one is written
 * @throws NotFound, Forbidden for who may not see single respondents, before anything is written
 */
export async function exportStudy(
  request: { db: Database; actor: Actor; input: z.input<typeof exportInput> },
  write: (file: ExportedFile) => Promise<void>,
): Promise<void> {
  const { db, actor } = request;
  const input = parse(exportInput, request.input);
  await db.snapshot(async (queries) => {
    const source = { t: db.t, queries };
    const { id } = await requireStudy(source, actor, input.studyId, "edit studies");
    const study = await exportedStudy({ ...source, studyId: id }, input.includeUnfinished);
    const files = studyFiles(study.exercises);
    const wanted = input.files === "all" ? files.map(({ name }) => name) : input.files;
    const found = wanted.map((name) => {
      const file = files.find((candidate) => candidate.name === name);
      if (!file) throw new NotFound("file");
      return file;
    });
    for (const { name, kind, exercise } of found) {
      await write({ name, type: kind.type, pieces: kind.pieces(study, exercise) });
    }
  });
}

async function exportedStudy(rows: StudyRows, includeUnfinished: boolean): Promise<ExportedStudy> {
  const launched = await launchedRevision(rows, rows.studyId);
  const revision = launched ?? (await newestRevision(rows, rows.studyId));
  if (!revision) throw new NotFound("revision");
  const content = await revisionContent(rows, revision);
  return {
    rows,
    content,
    comparable: launched ? await comparableRevisions(rows, content) : [content],
    isLaunched: launched !== null,
    exercises: exercisesOf(content),
    includeUnfinished,
  };
}
