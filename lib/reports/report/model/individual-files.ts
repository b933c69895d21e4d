import { z } from "zod";
import type { Database } from "@/db/database";
import { launchedContent } from "@/db/queries/launched-revision";
import { exercisesOf, nameEnd, type RevisionExercise } from "@/db/queries/revision-exercises";
import { individualScoresText } from "@/lib/analysis/methods/individual-scores";
import { individualText } from "@/lib/analysis/methods/individual-utilities";
import { readIndividualUtilities } from "@/lib/analysis/runs/read-individual-utilities";
import { readDataState } from "@/lib/analysis/study-data/read-study";
import type { StudyRows } from "@/lib/analysis/study-data/study-rows";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { NotFound, parse } from "@/lib/errors";
import { type ReportModel, readReportModel } from "./read-report-model";

/** What hierarchical Bayes says of single respondents, as files. */
const KINDS = ["utilities", "scores"] as const;

/** A file of single respondents, and the run that it comes from. */
export interface IndividualFile {
  /** With its ending; those of a further exercise end in its key. */
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly exercise: RevisionExercise;
  readonly finishedAt: number;
  /** Whether answers were added, changed or left out since. */
  readonly isStale: boolean;
}

const individualInput = z.strictObject({ studyId: z.string().min(1).max(100) });

/**
 * The files of single respondents that there are: two of each exercise whose hierarchical Bayes was
 * computed.
 *
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export async function listIndividualFiles(request: {
  db: Database;
  actor: Actor;
  input: z.input<typeof individualInput>;
}): Promise<IndividualFile[]> {
  const found = await individualRuns(request, request.input);
  return found.flatMap(({ exercise, model }) =>
    model.done
      ? KINDS.map((kind) => ({
          name: fileName(kind, exercise),
          kind,
          exercise,
          finishedAt: model.done?.finishedAt ?? 0,
          isStale: model.done?.isStale ?? false,
        }))
      : [],
  );
}

/**
 * One of these files, whole.
 *
 * @returns null for a name that is none of theirs
 * @throws NotFound before hierarchical Bayes was computed, and with Forbidden for actors who may not edit
 *   the study
 */
export async function readIndividualFile({
  db,
  actor,
  input: { file, ...input },
}: {
  db: Database;
  actor: Actor;
  input: z.input<typeof individualInput> & { file: string };
}): Promise<string | null> {
  if (!KINDS.some((kind) => file.startsWith(kind))) return null;
  const found = await individualRuns({ db, actor }, input);
  for (const { exercise, model } of found) {
    for (const kind of KINDS) {
      if (fileName(kind, exercise) !== file) continue;
      if (!model.done) throw new NotFound("run");
      const { runId, result } = model.done;
      const asked = { db, actor, input: { ...input, runId } };
      const individual = await readIndividualUtilities(asked);
      if (!individual) throw new NotFound("run");
      return kind === "utilities"
        ? individualText(individual)
        : individualScoresText(individual, Number(result.diagnostics.itemsPerTask));
    }
  }
  return null;
}

function fileName(kind: IndividualFile["kind"], exercise: RevisionExercise): string {
  return `${kind}${nameEnd(exercise)}.csv`;
}

async function individualRuns(
  { db, actor }: { db: Database; actor: Actor },
  input: z.input<typeof individualInput>,
): Promise<{ exercise: RevisionExercise; model: ReportModel }[]> {
  const { studyId } = parse(individualInput, input);
  const { t } = db;
  return db.snapshot(async (queries) => {
    await requireStudy({ t, queries }, actor, studyId, "edit studies");
    const rows: StudyRows = { t, queries, studyId };
    const content = await launchedContent(rows, studyId);
    if (!content) return [];
    const state = await readDataState(rows);
    const found: { exercise: RevisionExercise; model: ReportModel }[] = [];
    for (const exercise of exercisesOf(content)) {
      found.push({ exercise, model: await readReportModel(rows, exercise, state) });
    }
    return found;
  });
}
