import { expect, test } from "vitest";
import { InvalidInput } from "@/lib/errors";
import { FileIssues } from "@/lib/files/file-issues";
import { readLooseAnswers } from "./read-answers";
import { readDesign } from "./read-design";
import { readItems } from "./read-items";
import { readRespondents } from "./read-respondents";

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

async function read(answers: string, respondents: string) {
  const issues = new FileIssues();
  const design = await readDesign(
    file("d.csv", "Version,Set,Item1,Item2\n1,1,1,2\n"),
    null,
    issues,
  );
  const found = await readLooseAnswers(file("a.csv", answers), design, false, issues);
  const answering = found && { fileName: "a.csv", respondents: found };
  const columns = await readRespondents(file("r.csv", respondents), answering, "role", issues);
  const notes = issues.notes.map(({ file, key, values }) => `${file} ${key} ${values.count ?? ""}`);
  return { issues, columns, notes };
}

const answers = "id,Version,B1,W1\np1,1,1,2\np2,1,1,2\np3,1,2,1\n";

test("ids and cohorts that look the same are the same, and what was changed is told", async () => {
  const { columns, notes } = await read(
    "id,Version,B1,W1\np1,1,1,2\np2 ,1,1,2\np3,1,2,1\n",
    "id,role\np1,Caf\u00e9\np2,Cafe\u0301 \n\u00a0p3,Caf\u00e9\u00a0\n",
  );
  expect(columns?.[0].values).toEqual(["Caf\u00e9"]);
  expect([...(columns?.[0].byRespondent.keys() ?? [])]).toEqual(["p1", "p2", "p3"]);
  expect(notes).toEqual([
    "a.csv fileReadValues 1",
    "r.csv fileReadValues 1",
    "r.csv fileReadValues 2",
  ]);
});

test("letters that nobody sees make no id and no cohort another", async () => {
  const { columns, notes } = await read(
    "id,Version,B1,W1\np1\u200b,1,1,2\np2,1,1,2\np3,1,2,1\n",
    "id,role\np1,PMO\u200b\n\u200ep2,PMO\np3,\u2060PMO\u00ad\n",
  );
  expect(columns?.[0].values).toEqual(["PMO"]);
  expect(notes).toEqual([
    "a.csv fileReadValues 1",
    "r.csv fileReadValues 1",
    "r.csv fileReadValues 2",
  ]);
});

test("an item of which nothing can be seen is none", async () => {
  const issues = new FileIssues();
  await readItems(file("i.csv", "number,label,definition\n1,Trust,\n2,\u200b\u3164,\n"), issues);
  expect(() => issues.throwIfAny()).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ key: "fileTextMissing" })] }),
  );
});

test("an id with a blank after it is that id a second time", async () => {
  const { issues } = await read("id,Version,B1,W1\np1,1,1,2\np1 ,1,1,2\n", "id,role\np1,A\n");
  expect(() => issues.throwIfAny()).toThrow(InvalidInput);
});

test.each([" ", "NA", "#N/A"])("a cohort that says “%s” is missing", async (value) => {
  const { issues } = await read(answers, `id,role\np1,A\np2,${value}\np3,B\n`);
  expect(() => issues.throwIfAny()).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: "r.csv:3:2" })] }),
  );
});

test("two items with one label are remarked on", async () => {
  const issues = new FileIssues();
  await readItems(
    file("i.csv", "number,label,definition\n1,Trust,\n2,Price,\n4,tru\u00adst ,\n"),
    issues,
  );
  expect(issues.notes.map(({ key, values }) => [key, values.first, values.number])).toEqual([
    ["fileItemLabelTwice", 1, 4],
  ]);
});
