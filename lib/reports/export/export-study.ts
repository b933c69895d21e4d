import { z } from "zod";
import type { Database } from "@/db/database";
import { revisionGroups } from "@/db/queries/comparable-revisions";
import { newestRevision, revisionContent } from "@/db/queries/revision-content";
import { exercisesOf } from "@/db/queries/revision-exercises";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { chosenRevision } from "../chosen-revision";
import { revisionNumber } from "../schema";
import { CELL_FORMS, type CellForm, type ExportedStudy } from "./files/study-file";
import { studyFiles } from "./study-files";

const exportInput = z.strictObject({
  studyId: z.string().min(1).max(64),
  /** Names as studyFiles gives them, or all there are. */
  files: z.union([z.literal("all"), z.array(z.string().min(1).max(100)).min(1).max(100)]),
  /** Puts unfinished interviews into the answers too; reports count complete ones only. */
  includeUnfinished: z.boolean().default(false),
  /** How texts stand in the files. */
  cells: z.enum(CELL_FORMS).default("safe"),
  /** The number of a launched revision: its words, and those who answered it or one counted with it. */
  revision: revisionNumber.optional(),
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
 * complete, on the newest launched revision (or the one that is asked for) or on one that is counted
 * together with it.
 *
 * @param write takes one file after the other; the moment is held until the last one is written
 * @throws NotFound, Forbidden for who may not see single respondents, before anything is written;
 *   InvalidInput for a revision that was never launched
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
    const study = await exportedStudy({ ...source, studyId: id }, input);
    const files = studyFiles(study.exercises, study.content);
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

async function exportedStudy(
  rows: StudyRows,
  {
    includeUnfinished,
    cells,
    revision: asked,
  }: { includeUnfinished: boolean; cells: CellForm; revision?: number },
): Promise<ExportedStudy> {
  const groups = await revisionGroups(rows, rows.studyId);
  const chosen = chosenRevision(groups, asked);
  const revision = chosen ? null : await newestRevision(rows, rows.studyId);
  const content = chosen?.content ?? (revision && (await revisionContent(rows, revision)));
  if (!content) throw new NotFound("revision");
  return {
    rows,
    content,
    comparable: chosen?.group ?? [content],
    revisionNumbers: new Map(groups.flat().map(({ revision: { id, number } }) => [id, number])),
    isOneGroup: asked !== undefined,
    isLaunched: chosen !== null,
    exercises: exercisesOf(content),
    includeUnfinished,
    cells,
  };
}
