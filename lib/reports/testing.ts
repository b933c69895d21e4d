import { and, eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import type { Database, Queries } from "@/db/database";
import { insertRows } from "@/db/queries/insert-rows";
import { ITEM_LABELS, writeStudy } from "@/db/queries/testing";
import type { RespondentState } from "@/db/schema/fielding";
import type { SourceKind } from "@/db/schema/studies";
import type {
  AllocationSettings,
  QuestionSettings,
  ShowWhen,
  StudyOrigin,
} from "@/db/schema/study-content";
import { thirteenItemDesign } from "@/lib/maxdiff/fixtures/thirteen-item-design";
import { simulateAllocation } from "@/lib/maxdiff/simulate/simulate-allocation";
import { simulateRespondents } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { exportStudy } from "./export/export-study";

/** A launched study with simulated answers, written row by row, for tests of what is read from it. */
export interface ReportStudy {
  readonly studyId: string;
  readonly organisationId: string;
  readonly revisionId: string;
  readonly designId: string;
  readonly sourceId: string;
  /** In order of number. */
  readonly cohortIds: readonly string[];
  /** The complete respondents' ids, in order of number. */
  readonly respondentIds: readonly string[];
}

/** Mean utilities of the first cohort; later ones differ from it as GAPS say. */
const UTILITIES = [1.1, 0.5, 0.1, 0.3, 0.7, -0.3, 0.4, 0.2, 0, -0.4, -0.5, -1, -1.1];
const GAPS: Record<number, number> = { 1: -0.7, 5: 0.45, 6: -0.45, 0: 0.25 };

const MEANS = [14, 13, 8, 8, 9, 5, 7, 8, 8, 7, 5, 4, 4];
const SHOULD = [18, 7, 8, 9, 12, 7, 7, 10, 6, 5, 5, 3, 3];

export const LAUNCHED_AT = Date.UTC(2026, 9, 5, 8, 0);
const MINUTE = 60_000;

export async function writeReportStudy(
  db: Database,
  input: {
    /** Complete respondents per cohort, in order of number. */
    sizes: readonly number[];
    cohortNames?: readonly string[];
    origin?: StudyOrigin;
    sourceKind?: SourceKind;
    name?: string;
    organisationId?: string;
    seed?: number;
    /** Consistency of the simulated answers; a very large one separates them. */
    consistency?: number;
    allocations?: readonly Pick<AllocationSettings, "format" | "tense">[];
  },
): Promise<ReportStudy> {
  const { t } = db;
  const random = seededRandom(input.seed ?? 7);
  const names = input.cohortNames ?? ["PMO leaders", "Senior leaders", "Sponsors", "Teams"];
  const cohortIds = input.sizes.map(() => uuid());
  const versions = thirteenItemDesign(12, random);
  const allocations = (input.allocations ?? []).map((settings, index) => ({
    key: `${settings.tense}_${index + 1}`,
    settings: {
      ...settings,
      text: `How ${settings.tense === "now" ? "are" : "should"} resources ${settings.tense === "now" ? "" : "be "}divided?`,
      hint: "",
      total: 100,
      topN: 3,
    },
  }));

  const { organisationId, studyId, revisionId, designId, sourceId } = await writeStudy(db, {
    organisationId: input.organisationId,
    study: {
      name: input.name ?? "What should a PMO be good at?",
      state: "live",
      origin: input.origin ?? "synthetic",
    },
    moment: LAUNCHED_AT,
    frozenAt: LAUNCHED_AT,
    planHash: "0",
    texts: {
      welcomeTitle: "",
      welcomeText: "",
      choiceQuestion: "",
      bestLabel: "Most",
      worstLabel: "Least",
      thanksText: "",
      screenedOutText: "",
    },
    definitionOf: () => "",
    cohorts: cohortIds.map((id, index) => ({ id, name: names[index] })),
    screens: [
      { key: "role", kind: "question", settings: roleQuestion(cohortIds, names) },
      { key: "region", kind: "question", settings: REGION },
      { key: "maxdiff", kind: "exercise", settings: { type: "maxdiff" } },
      ...allocations.map((screen) => ({ ...screen, kind: "allocation" as const })),
    ],
    versions: versions.map((tasks) => tasks.map((task) => task.map((item) => item + 1))),
    source: { kind: input.sourceKind ?? "simulated", name: "Simulated" },
  });

  const simulated = simulateRespondents({
    itemCount: ITEM_LABELS.length,
    versions,
    cohorts: input.sizes.map((respondents, cohort) => ({
      respondents,
      utilities: UTILITIES.map((utility, item) => utility + (cohort === 1 ? (GAPS[item] ?? 0) : 0)),
      spread: 0.8,
      consistency: input.consistency,
    })),
    random,
  });
  const given = allocations.map(({ key, settings }) =>
    simulateAllocation({
      name: key,
      format: settings.format === "top-n" ? "top" : settings.format,
      itemCount: ITEM_LABELS.length,
      cohorts: input.sizes.map((respondents, cohort) => ({
        respondents,
        means: meansFor(
          settings.format,
          settings.tense === "should" && cohort === 1 ? SHOULD : MEANS,
        ),
      })),
      random,
    }),
  );

  const { data } = simulated;
  const total = data.cohort.length;
  const respondentIds = Array.from({ length: total }, () => uuid());
  // A hundred respondents a transaction: drivers limit the values of one statement.
  for (let start = 0; start < total; start += 100) {
    const members = Array.from(
      { length: Math.min(100, total - start) },
      (_, index) => start + index,
    );
    await db.write(async (tx) => {
      await tx.insert(t.respondent).values(
        members.map((r) => ({
          id: respondentIds[r],
          studyId,
          revisionId,
          sourceId,
          number: r + 1,
          externalId: String(r + 1),
          state: "complete" as const,
          cohortId: cohortIds[data.cohort[r]],
          locale: "en",
          startedAt: LAUNCHED_AT + r * MINUTE,
          lastSavedAt: LAUNCHED_AT + r * MINUTE + (6 + (r % 9)) * MINUTE,
          finishedAt: LAUNCHED_AT + r * MINUTE + (6 + (r % 9)) * MINUTE,
        })),
      );
      await tx.insert(t.givenVersion).values(
        members.map((r) => ({
          respondentId: respondentIds[r],
          exercise: "maxdiff",
          versionNumber: simulated.version[r] + 1,
        })),
      );
      const answered = (r: number) => ({
        respondentId: respondentIds[r],
        locale: "en",
        attemptId: "simulated",
      });
      await tx.insert(t.questionAnswer).values(
        members.flatMap((r) => [
          {
            ...answered(r),
            screenKey: "role",
            value: `role-${data.cohort[r] + 1}`,
            shown: [],
          },
          { ...answered(r), screenKey: "region", value: REGIONS[r % REGIONS.length], shown: [] },
        ]),
      );
      await tx.insert(t.answer).values(
        members.flatMap((r) => {
          const first = data.respondentStart[r];
          return Array.from({ length: data.respondentStart[r + 1] - first }, (_, task) => ({
            ...answered(r),
            exercise: "maxdiff",
            taskNumber: task + 1,
            versionNumber: simulated.version[r] + 1,
            shown: Array.from(
              data.shown.subarray(data.taskStart[first + task], data.taskStart[first + task + 1]),
              (item) => item + 1,
            ),
            best: data.best[first + task] + 1,
            worst: data.worst[first + task] + 1,
          }));
        }),
      );
      for (const allocation of given) {
        await tx.insert(t.allocation).values(
          members.map((r) => {
            const points = allocation.points.subarray(
              r * ITEM_LABELS.length,
              (r + 1) * ITEM_LABELS.length,
            );
            return {
              ...answered(r),
              screenKey: allocation.name,
              shown: ITEM_LABELS.map((_, index) => index + 1),
              amounts: Array.from(points, (value) =>
                allocation.format === "top" ? value / 100 : value,
              ),
            };
          }),
        );
      }
    });
  }
  return { studyId, organisationId, revisionId, designId, sourceId, cohortIds, respondentIds };
}

/** The files that `exportStudy` writes, whole, by their names. */
export async function exportedTexts(
  request: Parameters<typeof exportStudy>[0],
): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  await exportStudy(request, async ({ name, pieces }) => {
    texts[name] = "";
    for await (const piece of pieces) texts[name] += piece;
  });
  return texts;
}

/** One more respondent, without answers. */
export async function addRespondent(
  tx: Queries,
  db: Pick<Database, "t">,
  study: ReportStudy,
  respondent: {
    number: number;
    state: RespondentState;
    cohortId: string | null;
    sourceId?: string;
    revisionId?: string;
  },
): Promise<string> {
  const id = uuid();
  await tx.insert(db.t.respondent).values({
    id,
    studyId: study.studyId,
    revisionId: study.revisionId,
    sourceId: study.sourceId,
    externalId: `added-${respondent.number}`,
    locale: "en",
    startedAt: LAUNCHED_AT,
    lastSavedAt: LAUNCHED_AT,
    ...respondent,
  });
  return id;
}

/** Has everybody answer the exercise once more, in a mirror, with best and worst exchanged. */
export async function addMirror(
  db: Database,
  { studyId, revisionId }: ReportStudy,
  showWhen: ShowWhen | null = null,
): Promise<void> {
  const { t } = db;
  await db.write(async (tx) => {
    await tx.insert(t.screen).values({
      id: uuid(),
      revisionId,
      key: "mirror",
      position: 20,
      kind: "exercise",
      settings: { type: "maxdiff", title: "Mirror", mirror: { of: "maxdiff", views: [] } },
      showWhen,
    });
    const rows = await tx
      .select({ answer: t.answer })
      .from(t.answer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.answer.respondentId))
      .where(and(eq(t.respondent.studyId, studyId), eq(t.answer.exercise, "maxdiff")));
    const turned = rows.map(({ answer: { best, worst, ...answer } }) => ({
      ...{ ...answer, best: worst, worst: best },
      ...{ exercise: "mirror", versionNumber: 1 },
    }));
    await insertRows(tx, t.answer, turned);
    const people = await tx
      .select({ respondentId: t.respondent.id })
      .from(t.respondent)
      .where(eq(t.respondent.studyId, studyId));
    const given = people.map((person) => ({ ...person, exercise: "mirror", versionNumber: 1 }));
    await insertRows(tx, t.givenVersion, given);
  });
}

export const REGIONS = ["europe", "americas", "elsewhere"];

const REGION: QuestionSettings = {
  type: "single",
  text: "Where do you work?",
  hint: "",
  required: false,
  namesCohort: false,
  options: [
    { id: "europe", label: "Europe" },
    { id: "americas", label: "The Americas" },
    { id: "elsewhere", label: "Elsewhere" },
  ],
};

function roleQuestion(cohortIds: readonly string[], names: readonly string[]): QuestionSettings {
  return {
    type: "single",
    text: "What is your role?",
    hint: "",
    required: true,
    namesCohort: true,
    options: cohortIds.map((cohortId, index) => ({
      id: `role-${index + 1}`,
      label: names[index],
      outcome: { kind: "cohort" as const, cohortId },
    })),
  };
}

function meansFor(format: AllocationSettings["format"], points: readonly number[]): number[] {
  if (format === "constant-sum") return [...points];
  // Percentages and top 3: the same order on a wider range.
  const scale = format === "percentage" ? 4 : 3;
  return points.map((value) => value * scale);
}
