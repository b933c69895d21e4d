import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { isQuestion } from "@/db/schema/screen-settings";
import { describeOnBothDatabases, freshDatabase } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import { Forbidden, InvalidInput } from "@/lib/errors";
import { errorText } from "@/lib/i18n/translator";
import { planHash } from "../launch/plan-hash";
import { contentOf, organisationWithMembers } from "../testing";
import { importStudy } from "./import-study";

/** A small study whose item and version numbers have holes. */
const GOOD = {
  items: 'number,label,definition\n2,Apples,A fruit\n3,\'=Pears,\n5,"Plums, blue",\n7,Figs,\n',
  design: "Version,Set,Item1,Item2,Item3\n1,1,2,3,5\n1,2,7,5,2\n4,1,3,5,7\n4,2,2,7,3\n",
  answers: "id,Version,B1,W1,B2,W2\nr1,1,2,5,7,5\nr2,4,3,7,,\n10,1,3,2,2,7\n",
  respondents: "id,Age group,Region code\nr1,10,north\nr2,9,south\n10,10,\n",
};
type Files = { [Name in keyof typeof GOOD]: string };

const sent = (files: Partial<Files>, cohortColumn?: string) => {
  const file = (name: keyof Files) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(files[name] ?? GOOD[name]),
  });
  return {
    name: "Fruit",
    files: {
      items: file("items"),
      design: file("design"),
      answers: file("answers"),
      respondents: file("respondents"),
    },
    cohortColumn,
  };
};

describeOnBothDatabases("importing a study", (db) => {
  it("makes a closed study with one frozen revision that holds what the files say", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const imported = await importStudy({ db: db(), actor, input: sent({}, "Age group") });
    expect(imported).toMatchObject({
      answers: 5,
      cohorts: [
        { name: "9", respondents: 1 },
        { name: "10", respondents: 2 },
      ],
    });
    const { t, read } = db();
    const [study] = await read.select().from(t.study).where(eq(t.study.id, imported.studyId));
    expect(study).toMatchObject({
      slug: imported.slug,
      organisationId: actor.organisationId,
      state: "closed",
      origin: "imported",
      nextRespondentNumber: 4,
    });

    const content = await contentOf(db(), imported.studyId);
    expect(content.revision.frozenAt).not.toBeNull();
    expect(content.revision.planHash).toBe(await planHash({ t, queries: read }, content.revision));
    expect(content.items).toEqual([
      { number: 2, position: 1, label: "Apples", definition: "A fruit" },
      { number: 3, position: 2, label: "=Pears", definition: "" },
      { number: 5, position: 3, label: "Plums, blue", definition: "" },
      { number: 7, position: 4, label: "Figs", definition: "" },
    ]);
    expect(content.designs[0]).toMatchObject({
      origin: "imported",
      seed: null,
      itemsPerTask: 3,
      taskCount: 2,
      versionCount: 2,
      itemNumbers: [2, 3, 5, 7],
      diagnostics: { itemCount: 4, versionCount: 2 },
    });
    const [nine, ten] = content.cohorts;
    expect(content.screens.map(({ key, kind }) => [key, kind])).toEqual([
      ["age_group", "question"],
      ["region_code", "question"],
      ["choices", "exercise"],
    ]);
    expect(content.screens.filter(isQuestion).map((screen) => screen.settings)).toMatchObject([
      {
        text: "Age group",
        namesCohort: true,
        options: [
          { id: "9", label: "9", outcome: { kind: "cohort", cohortId: nine.id } },
          { id: "10", label: "10", outcome: { kind: "cohort", cohortId: ten.id } },
        ],
      },
      { text: "Region code", namesCohort: false, options: [{ id: "north" }, { id: "south" }] },
    ]);
  });

  it("keeps what was shown with each answer, and missing answers missing", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const { studyId } = await importStudy({ db: db(), actor, input: sent({}, "Age group") });
    const { t, read } = db();
    const answers = await read
      .select({
        id: t.respondent.externalId,
        state: t.respondent.state,
        version: t.answer.versionNumber,
        task: t.answer.taskNumber,
        shown: t.answer.shown,
        best: t.answer.best,
        worst: t.answer.worst,
      })
      .from(t.answer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.answer.respondentId))
      .where(eq(t.respondent.studyId, studyId))
      .orderBy(asc(t.respondent.number), asc(t.answer.taskNumber));
    const row = (id: string, version: number, task: number, shown: number[], bw: number[]) => ({
      ...{ id, version, task, shown, state: "complete", best: bw[0], worst: bw[1] },
    });
    expect(answers).toEqual([
      row("r1", 1, 1, [2, 3, 5], [2, 5]),
      row("r1", 1, 2, [7, 5, 2], [7, 5]),
      row("r2", 4, 1, [3, 5, 7], [3, 7]),
      row("10", 1, 1, [2, 3, 5], [3, 2]),
      row("10", 1, 2, [7, 5, 2], [2, 7]),
    ]);
    const regions = await read
      .select({ id: t.respondent.externalId, value: t.questionAnswer.value })
      .from(t.questionAnswer)
      .innerJoin(t.respondent, eq(t.respondent.id, t.questionAnswer.respondentId))
      .where(and(eq(t.respondent.studyId, studyId), eq(t.questionAnswer.screenKey, "region_code")))
      .orderBy(asc(t.respondent.number));
    expect(regions).toEqual([
      { id: "r1", value: "north" },
      { id: "r2", value: "south" },
    ]);
  });

  it("puts everybody into one cohort when no column names them", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const input = sent({});
    const { respondents: _, ...files } = input.files;
    const imported = await importStudy({ db: db(), actor, input: { ...input, files } });
    expect(imported.cohorts).toEqual([{ name: "All respondents", respondents: 3 }]);
  });

  it("writes nothing at all when something is refused", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const before = await rowCounts(db());
    const bad = GOOD.answers.replace("10,1,3,2,2,7", "10,1,3,2,2,3");
    await expect(
      importStudy({ db: db(), actor, input: sent({ answers: bad }) }),
    ).rejects.toBeInstanceOf(InvalidInput);
    expect(await rowCounts(db())).toEqual(before);
  });

  it("refuses a link that is taken, and a viewer", async () => {
    const { researcher, viewer } = await organisationWithMembers(db());
    const input = { ...sent({}), slug: `fruit-${db().dialect}` };
    await importStudy({ db: db(), actor: researcher, input });
    await expect(importStudy({ db: db(), actor: researcher, input })).rejects.toMatchObject({
      issues: [{ path: "slug", key: "slugTaken" }],
    });
    await expect(importStudy({ db: db(), actor: viewer, input: sent({}) })).rejects.toBeInstanceOf(
      Forbidden,
    );
  });
});

describe("what an import refuses, with its place", () => {
  const change = (file: keyof Files, from: string, to: string): Partial<Files> => {
    if (!GOOD[file].includes(from)) throw new Error(`${file} does not contain ${from}.`);
    return { [file]: GOOD[file].replace(from, to) };
  };

  it.each<[string, Partial<Files>, string[]]>([
    [
      "an item number twice",
      change("items", "3,'=Pears", "2,'=Pears"),
      ["items.csv:3:1 fileItemTwice"],
    ],
    ["an item without a label", change("items", "Figs", " "), ["items.csv:5:2 fileTextMissing"]],
    [
      "an item number that is none",
      change("items", "2,Apples", "02,Apples"),
      ["items.csv:2:1 fileNotWholeNumber"],
    ],
    [
      "an item the design never shows",
      change("items", "7,Figs,\n", "7,Figs,\n8,Dates,\n"),
      ["items.csv:6:1 fileItemNeverShown"],
    ],
    [
      "a set with an unknown item",
      change("design", "1,1,2,3,5", "1,1,2,9,5"),
      ["design.csv:2:4 fileItemUnknown"],
    ],
    [
      "a set with an item twice",
      change("design", "1,1,2,3,5", "1,1,2,3,3"),
      ["design.csv:2:5 fileItemTwiceInSet"],
    ],
    ["a set twice", change("design", "4,2,", "4,1,"), ["design.csv:5:2 fileSetTwice"]],
    [
      "a hole in the sets",
      change("design", "1,1,2", "1,3,2"),
      ["design.csv:3:2 fileSetMissing", "design.csv:5:2 fileSetCount"],
    ],
    [
      "a version with fewer sets",
      change("design", "4,2,2,7,3\n", ""),
      ["design.csv:4:2 fileSetCount"],
    ],
    [
      "a column beyond the layout",
      change("answers", "W2\n", "W2,B3\n"),
      ["answers.csv:2:7 fileRagged", "answers.csv:3:7 fileRagged", "answers.csv:4:7 fileRagged"],
    ],
    [
      "a layout without a column",
      { answers: "id,Version,B1,W1,B2\nr1,1,2,5,7\n" },
      ["answers.csv:1:6 fileColumnMissing"],
    ],
    [
      "a column of another layout",
      { items: "number,label,text\n2,Apples,\n" },
      ["items.csv:1:3 fileColumnMissing", "items.csv:1:3 fileColumnUnknown"],
    ],
    [
      "a best that was not shown",
      change("answers", "r1,1,2,5", "r1,1,7,5"),
      ["answers.csv:2:3 fileNotShown"],
    ],
    [
      "a worst that was not shown",
      change("answers", "r1,1,2,5", "r1,1,2,9"),
      ["answers.csv:2:4 fileNotShown"],
    ],
    [
      "a best that is the worst",
      change("answers", "r1,1,2,5", "r1,1,2,2"),
      ["answers.csv:2:4 fileBestIsWorst"],
    ],
    [
      "a best without a worst",
      change("answers", "3,7,,", "3,,,"),
      ["answers.csv:3:4 fileHalfAnswer"],
    ],
    [
      "a worst without a best",
      change("answers", "3,7,,", "3,7,,2"),
      ["answers.csv:3:5 fileHalfAnswer"],
    ],
    [
      "a version that is not in the design",
      change("answers", "r2,4", "r2,2"),
      ["answers.csv:3:2 fileVersionUnknown"],
    ],
    ["a missing id", change("answers", "r2,4", ",4"), ["answers.csv:3:1 fileTextMissing"]],
    ["a repeated id", change("answers", "r2,4", "r1,4"), ["answers.csv:3:1 fileIdTwice"]],
    [
      "an id that a spreadsheet would run",
      change("answers", "r2,4", "=r2,4"),
      ["answers.csv:3:1 fileIdFormula"],
    ],
    [
      "an answer that is no number",
      change("answers", "r1,1,2,5", "r1,1,x,5"),
      ["answers.csv:2:3 fileNotWholeNumber"],
    ],
    ["an empty answers file", { answers: "" }, ["answers.csv:1:1 fileEmpty"]],
    [
      "an answers file with a header alone",
      { answers: "id,Version,B1,W1,B2,W2\n" },
      ["answers.csv:1:1 fileNoRows"],
    ],
    [
      "a respondent who did not answer",
      change("respondents", "10,10,", "10,10,\nr9,9,"),
      ["respondents.csv:5:1 fileIdNotInAnswers"],
    ],
    [
      "an answer of nobody known",
      change("respondents", "r2,9,south\n", ""),
      ["answers.csv:3:1 fileIdNotInRespondents"],
    ],
    [
      "a respondent in no cohort",
      change("respondents", "r2,9", "r2,"),
      ["respondents.csv:3:2 fileCohortEmpty"],
    ],
    [
      "a respondents file without the cohort column",
      change("respondents", "Age group", "Age"),
      ["respondents.csv:1:1 fileCohortColumn"],
    ],
    [
      "faults in several files at once",
      {
        ...change("items", "Figs", ""),
        ...change("answers", "r2,4", "r1,4"),
        ...change("respondents", "north\n", "north,x\n"),
      },
      [
        "items.csv:5:2 fileTextMissing",
        "answers.csv:3:1 fileIdTwice",
        "respondents.csv:2:4 fileRagged",
      ],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await refusals(sent(files, "Age group"))).toEqual(expected);
  });

  it("a cohort column without a respondents file", async () => {
    const input = sent({}, "Age group");
    const { respondents: _, ...files } = input.files;
    expect(await refusals({ ...input, files })).toEqual([
      "cohortColumn fileCohortWithoutRespondents",
    ]);
  });

  it("in sentences that name what stands there", () => {
    expect(
      errorText("fileNotShown", { column: "B1", number: 7, version: 1, set: 1, shown: "2, 3, 5" }),
    ).toBe("B1: item 7 was not shown. Version 1, set 1 shows 2, 3, 5.");
    expect(errorText("fileRagged", { found: 1, expected: 1905 })).toBe(
      "The row has 1 field, the header has 1905.",
    );
  });

  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
  });
  afterAll(() => db.close());

  async function refusals(input: Parameters<typeof importStudy>[0]["input"]): Promise<string[]> {
    const refused = await importStudy({ db, actor: systemActor("nobody"), input }).catch(
      (error: unknown) => error,
    );
    if (!(refused instanceof InvalidInput)) throw new Error(`Not refused: ${refused}`);
    return refused.issues.map(({ path, key }) => `${path} ${key}`);
  }
});

async function rowCounts(db: Database): Promise<number[]> {
  const { t, read } = db;
  const tables = [t.study, t.revision, t.item, t.respondent, t.answer, t.auditEntry];
  return Promise.all(tables.map((table) => read.$count(table)));
}
