import { eq } from "drizzle-orm";
import { z } from "zod";
import type { RevisionExercise } from "@/db/queries/revision-exercises";
import {
  type AllocationScreen,
  type AnchorScreen,
  isAllocation,
  isAnchor,
  isQuestion,
} from "@/db/schema/screen-settings";
import type { Tables } from "@/db/schema/tables";
import { askedOf, type IsAsked } from "@/lib/analysis/study-data/asked-screens";
import { exerciseNames } from "@/lib/analysis/study-data/exercise-names";
import {
  type Interviews,
  interviewsOf,
  type RespondentRow,
  respondentPages,
} from "@/lib/analysis/study-data/study-rows";
import { type Cell, safeCell } from "@/lib/files/csv";
import type { StoredAnswer } from "@/lib/questionnaire/types/stored-answer";
import { flagReasons } from "../../monitoring/flag-words";
import { flagNames } from "../../monitoring/flags-csv";
import type { Flag } from "../../monitoring/quality-flags";
import { readQuality } from "../../monitoring/read-quality";
import { csvFile } from "./csv-file";
import { NOT_ASKED, questionColumns } from "./question-columns";
import { type ExportedStudy, revisionColumn } from "./study-file";

/**
 * Everybody who started; the columns an imported file had, else what is known of the interview, its
 * flags (`flags`: codes; `flag_reasons`: words, with the exercise where there are several), the
 * parameters of its link, questions as question-columns.ts says, allocations and direct anchors by
 * key and item number, all in questionnaire order; empty where nothing was answered, NA where a
 * complete interview was not asked. Where there were several revisions the last column says which one
 * they were asked; questions are those of the revision that the file is of.
 */
export const respondents = csvFile({
  name: "respondents",
  layout: "id,<columns>  everybody who started; revision at the end where there were several",
  isOf: ({ mark }) => mark === "",
  async *rows(study, exercise) {
    const { t, queries, studyId } = study.rows;
    const sources = await queries.select().from(t.source).where(eq(t.source.studyId, studyId));
    const imported = sources.find((source) => source.kind === "import");
    const columns = imported
      ? importedColumns(imported.settings)
      : await ownColumns(study, sources);
    yield [["id", ...columns.map((column) => safeCell(column.name))]];
    // An imported file is given back as it was, and what nobody was asked has nothing to judge.
    const isJudged = study.isLaunched && !imported;
    const flags = isJudged
      ? (await readQuality(study.rows, study.comparable)).flagged.flags
      : new Map<number, readonly Flag[]>();
    const own = new Set(study.comparable.map(({ revision }) => revision.id));
    for await (const page of respondentPages(study.rows, COLUMNS)) {
      const wanted = study.isOneGroup ? page.filter(({ revisionId }) => own.has(revisionId)) : page;
      for (const some of interviewsOf(study.rows, wanted)) {
        const exported = await exportedRespondents(study, exercise, some, flags);
        yield exported.map((one) => [one.externalId, ...columns.map(({ cell }) => cell(one))]);
      }
    }
  },
});

const COLUMNS = [
  "externalId",
  "revisionId",
  "sourceId",
  "panelId",
  "parameters",
  "consent",
  "exit",
  "state",
  "cohortId",
  "locale",
  "startedAt",
  "finishedAt",
] as const;

interface ExportedRespondent extends RespondentRow<(typeof COLUMNS)[number]> {
  /** Of the exercise whose files have the plain names. */
  readonly versionNumber: number | null;
  readonly flags: readonly Flag[];
  /** By the key of the question. */
  readonly values: ReadonlyMap<string, StoredAnswer>;
  /** By the key of the screen and the number of the item. */
  readonly amounts: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly isAsked: IsAsked;
}

async function exportedRespondents(
  { content }: ExportedStudy,
  exercise: RevisionExercise,
  some: Interviews<RespondentRow<(typeof COLUMNS)[number]>>,
  flags: ReadonlyMap<number, readonly Flag[]>,
): Promise<ExportedRespondent[]> {
  const asked = askedOf(content.screens);
  const versionOf = await some.versions(exercise.key);
  const answersOf = await some.questions(["screenKey", "value", "otherText"]);
  const allocationsOf = await some.allocations(["screenKey", "shown", "amounts"]);
  return some.respondents.map((respondent) => {
    const answers = answersOf(respondent.id);
    return {
      ...respondent,
      versionNumber: versionOf(respondent.id),
      flags: flags.get(respondent.number) ?? [],
      values: new Map(answers.map((answer) => [answer.screenKey, answer])),
      amounts: new Map(
        allocationsOf(respondent.id).map(({ screenKey, shown, amounts }) => [
          screenKey,
          new Map(shown.map((item, place) => [item, amounts[place]])),
        ]),
      ),
      isAsked: asked.of({ cohortId: respondent.cohortId, answers }),
    };
  });
}

interface RespondentColumn {
  readonly name: string;
  readonly cell: (respondent: ExportedRespondent) => Cell;
}

/** What somebody agreed to on the first screen, and when. */
const CONSENT_COLUMNS: readonly [name: string, RespondentColumn["cell"]][] = [
  ["consented_at", ({ consent }) => (consent ? new Date(consent.at).toISOString() : "")],
  ["consent_text", ({ consent }) => safeCell(consent?.text ?? "")],
];

/** What an import wrote into its source: how the file's columns were called. */
const importSettings = z.object({
  columns: z.array(z.object({ name: z.string(), key: z.string() })),
});

function importedColumns(settings: unknown): RespondentColumn[] {
  return importSettings.parse(settings).columns.map(({ name, key }) => ({
    name,
    cell: ({ values }) => safeCell(String(values.get(key)?.value ?? "")),
  }));
}

async function ownColumns(
  study: ExportedStudy,
  sources: readonly Tables["source"]["$inferSelect"][],
): Promise<RespondentColumn[]> {
  const { cohorts, screens, items } = study.content;
  const cohortNames = new Map(cohorts.map(({ id, name }) => [id, name]));
  const sourceNames = new Map(sources.map(({ id, name }) => [id, name]));
  const columns: RespondentColumn[] = [
    { name: "cohort", cell: ({ cohortId }) => safeCell(cohortNames.get(cohortId ?? "") ?? "") },
    { name: "state", cell: ({ state }) => state },
    { name: "source", cell: ({ sourceId }) => safeCell(sourceNames.get(sourceId) ?? "") },
    { name: "version", cell: ({ versionNumber }) => versionNumber ?? "" },
    { name: "locale", cell: ({ locale }) => locale },
    { name: "started_at", cell: ({ startedAt }) => new Date(startedAt).toISOString() },
    {
      name: "finished_at",
      cell: ({ finishedAt }) => (finishedAt === null ? "" : new Date(finishedAt).toISOString()),
    },
  ];
  if (study.isLaunched) {
    const names = exerciseNames(study.exercises);
    columns.push(
      { name: "flags", cell: ({ flags }) => flagNames(flags) },
      { name: "flag_reasons", cell: ({ flags }) => safeCell(flagReasons(flags, names)) },
    );
  }
  const { hasPanelIds, hasConsent, parameters: linked } = await linkColumns(study);
  // Only where a panel or a link brought them: an open link's export has no empty columns.
  if (hasPanelIds) {
    columns.push(
      { name: "panel_id", cell: ({ panelId }) => safeCell(panelId ?? "") },
      { name: "exit", cell: ({ exit }) => exit ?? "" },
    );
  }
  for (const name of linked) {
    columns.push({
      name: `link_${name}`,
      // A link can name a parameter as objects name what they inherit.
      cell: ({ parameters }) =>
        safeCell(parameters && Object.hasOwn(parameters, name) ? parameters[name] : ""),
    });
  }
  const itemsOf = (screen: AllocationScreen | AnchorScreen) =>
    isAnchor(screen)
      ? (study.exercises.find(({ key }) => key === screen.settings.exercise)?.items ?? [])
      : items;
  const taken = new Set(["id", ...columns.map((column) => column.name)]);
  for (const screen of screens) {
    const { key } = screen;
    if (isQuestion(screen)) {
      for (const { name, cell } of questionColumns(screen)) {
        columns.push({
          name: taken.has(name) ? freeName(`question_${name}`, taken) : name,
          cell: (respondent) => {
            const unasked = cellWhereNotAsked(respondent, key);
            const answer = respondent.values.get(key);
            return unasked ?? (answer ? cell(answer) : "");
          },
        });
        taken.add(columns[columns.length - 1].name);
      }
    } else if (isAllocation(screen) || isAnchor(screen)) {
      for (const { number } of itemsOf(screen)) {
        taken.add(`${key}_${number}`);
        columns.push({
          name: `${key}_${number}`,
          cell: (respondent) =>
            cellWhereNotAsked(respondent, key) ?? respondent.amounts.get(key)?.get(number) ?? "",
        });
      }
    }
  }
  if (hasConsent) {
    for (const [wanted, cell] of CONSENT_COLUMNS) {
      const name = freeName(wanted, taken);
      taken.add(name);
      columns.push({ name, cell });
    }
  }
  // At the end, so that columns that were there before stand where they stood.
  const revision = revisionColumn(study, freeName("revision", taken));
  columns.push(
    ...revision.names.map((name) => ({
      name,
      cell: (one: ExportedRespondent) => revision.cells(one)[0],
    })),
  );
  return columns;
}

/** What all respondents brought along: whether ids of panels or a consent, and which parameters of links. */
async function linkColumns({ rows }: ExportedStudy) {
  let hasPanelIds = false;
  let hasConsent = false;
  const parameters = new Set<string>();
  for await (const page of respondentPages(rows, ["panelId", "parameters", "consent"])) {
    for (const { panelId, consent, parameters: own } of page) {
      hasPanelIds ||= panelId !== null;
      hasConsent ||= consent !== null;
      for (const name of Object.keys(own ?? {})) parameters.add(name);
    }
  }
  return { hasPanelIds, hasConsent, parameters: [...parameters].sort() };
}

/**
 * What stands for a screen that a respondent was not asked, whatever an edit has left in the
 * database: a code in complete interviews, nothing in those that may yet be asked. Null where it was
 * asked.
 */
function cellWhereNotAsked({ isAsked, state }: ExportedRespondent, key: string): Cell | null {
  if (isAsked(key)) return null;
  return state === "complete" ? NOT_ASKED : "";
}

/** A name that no column has yet. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let copy = 2; taken.has(name); copy++) name = `${wanted}_${copy}`;
  return name;
}
