import fs from "node:fs";
import { setImmediate } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/database";
import { describeOnBothDatabases, freshDatabase } from "@/db/testing";
import type { Actor } from "@/lib/auth/actor";
import { Forbidden, NotFound } from "@/lib/errors";
import { type Cell, csvText, safeCell } from "@/lib/files/csv";
import { referenceFile } from "@/lib/maxdiff/fixtures/reference-study";
import { simulateTask } from "@/lib/maxdiff/simulate/simulate-respondents";
import { seededRandom } from "@/lib/stats/random";
import { importStudy } from "@/lib/studies/import/import-study";
import { organisationWithMembers } from "@/lib/studies/testing";
import { exportedTexts } from "../testing";

type Texts = Record<string, string>;

/** Imports texts by file name ("items", …) and gives all exports under the same names. */
async function roundTrip(db: Database, actor: Actor, texts: Texts, cohortColumn?: string) {
  const file = (name: string) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(texts[name]),
  });
  const { studyId } = await importStudy({
    db,
    actor,
    input: {
      name: "Round trip",
      files: {
        items: file("items"),
        design: file("design"),
        answers: file("answers"),
        ...(texts.respondents === undefined ? {} : { respondents: file("respondents") }),
        ...(texts.pairs === undefined ? {} : { pairs: file("pairs") }),
        ...(texts.checks === undefined ? {} : { checks: file("checks") }),
      },
      cohortColumn,
    },
  });
  return exported(db, actor, studyId);
}

async function exported(db: Database, actor: Actor, studyId: string): Promise<Texts> {
  const texts = await exportedTexts({ db, actor, input: { studyId, files: "all" } });
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name.replace(".csv", ""), text]),
  );
}

/** A random study in canonical files, texts that need quotes and apostrophes included. */
const study = fc.record({
  seed: fc.nat(),
  versionCount: fc.integer({ min: 1, max: 4 }),
  respondentCount: fc.integer({ min: 1, max: 8 }),
  labels: fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), {
    minLength: 4,
    maxLength: 7,
  }),
  columns: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 3 }),
  values: fc.array(fc.constantFrom("", "=1+1", "-1", "'=x", "a,b", 'q"', "l\nm", "ü"), {
    minLength: 24,
    maxLength: 24,
  }),
});

function canonicalFiles(given: typeof study extends fc.Arbitrary<infer T> ? T : never): Texts {
  const random = seededRandom(given.seed);
  const numbers = given.labels.map((_, index) => 3 * index + 2);
  const utilities = numbers.flatMap((number) => Array<number>(number + 1).fill(random.next()));
  const versions = Array.from({ length: given.versionCount }, () => {
    // Every item is shown: the list in random order, three at a time, the last three overlapping.
    const order = random.shuffle([...numbers]);
    const starts = order.map((_, index) => index).filter((index) => index % 3 === 0);
    return starts.map((start) => order.slice(Math.min(start, order.length - 3)).slice(0, 3));
  });
  // Blanks around a column's name are no part of it, which the import says.
  const names = new Set(given.columns.map((column) => column.trim().normalize("NFC")));
  const columns = [...names].filter((column) => column !== "" && column !== "id");
  const answers = Array.from({ length: given.respondentCount }, (_, index) => {
    const version = random.below(versions.length);
    const choices = versions[version].flatMap((shown): Cell[] => {
      const { best, worst } = simulateTask(shown, utilities, random);
      return random.next() < 0.2 ? ["", ""] : [best, worst];
    });
    return { id: `r${index}`, cells: [version + 1, ...choices] };
  });
  const tasks = versions[0].map((_, task) => [`B${task + 1}`, `W${task + 1}`]);
  return {
    items: csvText([
      ["number", "label", "definition"],
      ...numbers.map((number, index) => [
        number,
        safeCell(`${index}${given.labels[index]}`),
        safeCell(given.labels[index]),
      ]),
    ]),
    design: csvText([
      ["Version", "Set", "Item1", "Item2", "Item3"],
      ...versions.flatMap((sets, version) =>
        sets.map((shown, set) => [version + 1, set + 1, ...shown]),
      ),
    ]),
    answers: csvText([
      ["id", "Version", ...tasks.flat()],
      ...answers.map(({ id, cells }) => [id, ...cells]),
    ]),
    respondents: csvText([
      ["id", ...columns.map(safeCell)],
      ...answers.map(({ id }, index) => [
        id,
        ...columns.map((_, place) => safeCell(given.values[3 * index + place])),
      ]),
    ]),
  };
}

describeOnBothDatabases("exporting a study", (db, tries) => {
  it("gives canonical files back byte for byte", async () => {
    const { researcher } = await organisationWithMembers(db());
    await fc.assert(
      fc.asyncProperty(study, async (given) => {
        const files = canonicalFiles(given);
        expect(await roundTrip(db(), researcher, files)).toMatchObject(files);
      }),
      { numRuns: tries(25, 8) },
    );
  });

  it("gives back the pairs that were decided about before the answers, and no such file without any", async () => {
    const { researcher } = await organisationWithMembers(db());
    const files = {
      items: "number,label,definition\n1,A,\n2,B,\n4,C,\n",
      design: "Version,Set,Item1,Item2,Item3\n1,1,4,1,2\n",
      answers: "id,Version,B1,W1\nx,1,1,4\n",
    };
    const pairs = "item1,item2,kind,reason\n1,2,dismissed,'=two\n2,4,synonym,\n";
    expect(await roundTrip(db(), researcher, { ...files, pairs })).toMatchObject({ pairs });
    expect(await roundTrip(db(), researcher, files)).not.toHaveProperty("pairs");
    const unknown = "item1,item2,kind\n2,3,synonym\n";
    await expect(roundTrip(db(), researcher, { ...files, pairs: unknown })).rejects.toMatchObject({
      issues: [{ path: "pairs.csv:2:2", key: "filePairUnknown" }],
    });
  });

  it("gives back repeated and holdout tasks in a file of their own, the others as without them", async () => {
    const { researcher } = await organisationWithMembers(db());
    const files = {
      items: "number,label,definition\n1,A,\n2,B,\n3,C,\n4,D,\n",
      design: "Version,Set,Item1,Item2,Item3\n1,1,3,1,2\n1,2,1,2,4\n",
      answers: "id,Version,B1,W1,B2,W2\nx,1,1,3,2,4\ny,1,3,2,4,1\n",
    };
    const checks =
      "id,Version,kind,number,task,best,worst,Item1,Item2,Item3\n" +
      "x,1,repeat,1,1,2,3,1,2,3\nx,1,holdout,1,,3,4,3,2,4\ny,1,repeat,1,2,4,1,4,1,2\n";
    const without = await roundTrip(db(), researcher, files);
    expect(without).not.toHaveProperty("checks");
    expect(await roundTrip(db(), researcher, { ...files, checks })).toEqual({ ...without, checks });
    const wrong = (from: string, to: string) =>
      expect(roundTrip(db(), researcher, { ...files, checks: checks.replace(from, to) })).rejects;
    const issues = (path: string, key: string) => ({
      issues: [{ path: `checks.csv:${path}`, key }],
    });
    await wrong("x,1,repeat", "z,1,repeat").toMatchObject(issues("2:1", "fileCheckOfNobody"));
    await wrong("y,1,repeat", "y,1,again").toMatchObject(issues("4:3", "fileNotOneOf"));
    await wrong("1,2,3\nx", "1,2,4\nx").toMatchObject(issues("2:5", "fileCheckItems"));
    await wrong(",3,4,3,2,4", ",1,4,3,2,4").toMatchObject(issues("3:6", "fileCheckChoice"));
    await wrong(",3,4,3,2,4", ",4,4,3,2,4").toMatchObject(issues("3:7", "fileCheckChoice"));
    await wrong("y,1,repeat,1,2,4,1,4,1,2", "x,1,repeat,1,1,2,3,1,2,3").toMatchObject(
      issues("4:4", "fileCheckTwice"),
    );
  });

  it("writes each shown item of each answered task as a row of the long file", async () => {
    const { researcher } = await organisationWithMembers(db());
    const files = await roundTrip(db(), researcher, {
      items: "number,label,definition\n1,A,\n2,B,\n3,C,\n",
      design: "Version,Set,Item1,Item2,Item3\n1,1,3,1,2\n1,2,1,2,3\n",
      answers: "id,Version,B1,W1,B2,W2\nx,1,1,3,,\n",
    });
    expect(files["answers-long"]).toBe(
      "id,version,task,position,item,choice,opened,anchor,asked,locale\n" +
        "x,1,1,1,3,-1,,,,en\nx,1,1,2,1,1,,,,en\nx,1,1,3,2,0,,,,en\n",
    );
  });

  it("shows one moment, whatever is saved meanwhile", async () => {
    const { researcher: actor } = await organisationWithMembers(db());
    const ids = Array.from({ length: 450 }, (_, index) => `r${index}`);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const { studyId } = await importStudy({
      db: db(),
      actor,
      input: {
        name: "Busy",
        files: {
          items: { name: "i", bytes: bytes("number,label,definition\n1,A,\n2,B,\n") },
          design: { name: "d", bytes: bytes("Version,Set,Item1,Item2\n1,1,1,2\n") },
          answers: {
            name: "a",
            bytes: bytes(`id,Version,B1,W1\n${ids.map((id) => `${id},1,1,2\n`).join("")}`),
          },
        },
      },
    });
    const { t, write } = db();
    const ofStudy = db()
      .read.select({ id: t.respondent.id })
      .from(t.respondent)
      .where(eq(t.respondent.studyId, studyId));
    const answersText = async () => (await exported(db(), actor, studyId)).answers;
    const exporting = answersText();
    // By the next turn the export has read its first respondents, and has others to read.
    await setImmediate();
    await write((tx) =>
      tx.update(t.answer).set({ best: 2, worst: 1 }).where(inArray(t.answer.respondentId, ofStudy)),
    );
    const text = await exporting;
    const choices = new Set(
      text
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.slice(-3)),
    );
    expect(choices.size).toBe(1);
    expect((await answersText()).split("\n")[1]).toBe("r0,1,2,1");
  });

  it("shows nothing to a viewer or to another organisation", async () => {
    const { researcher, viewer } = await organisationWithMembers(db());
    const { researcher: stranger } = await organisationWithMembers(db());
    const bytes = (text: string) => new TextEncoder().encode(text);
    const { studyId } = await importStudy({
      db: db(),
      actor: researcher,
      input: {
        name: "Ours",
        files: {
          items: { name: "i", bytes: bytes("number,label,definition\n1,A,\n2,B,\n") },
          design: { name: "d", bytes: bytes("Version,Set,Item1,Item2\n1,1,1,2\n") },
          answers: { name: "a", bytes: bytes("id,Version,B1,W1\nx,1,1,2\n") },
        },
      },
    });
    await expect(exported(db(), stranger, studyId)).rejects.toBeInstanceOf(NotFound);
    await expect(exported(db(), viewer, studyId)).rejects.toBeInstanceOf(NotFound);
    const { t, write } = db();
    await write((tx) =>
      tx.insert(t.studyViewer).values({ studyId, userId: viewer.userId, createdAt: 1 }),
    );
    await expect(exported(db(), viewer, studyId)).rejects.toBeInstanceOf(Forbidden);
  });
});

describe("studies of other programs", () => {
  let db: Database;
  let actor: Actor;
  beforeAll(async () => {
    db = await freshDatabase("sqlite");
    actor = (await organisationWithMembers(db)).researcher;
  });
  afterAll(() => db.close());

  it.each([
    ["political-issues", undefined],
    ["simulated-cohorts", "cohort"],
    ["simulated-cohorts", "region"],
  ] as const)("%s comes back byte for byte, cohorts from %s", async (name, cohortColumn) => {
    const files: Texts = {};
    for (const file of ["items", "design", "answers", ...(cohortColumn ? ["respondents"] : [])]) {
      files[file] = fs.readFileSync(referenceFile(name, `${file}.csv`), "utf8");
    }
    expect(await roundTrip(db, actor, files, cohortColumn)).toMatchObject(files);
  });
});
