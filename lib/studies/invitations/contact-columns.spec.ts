import { expect, it } from "vitest";
import { InvalidInput } from "@/lib/errors";
import { FileIssues } from "@/lib/files/file-issues";
import { readContacts } from "./read-contacts";

async function read(header: string, row: string, columns = {}) {
  const issues = new FileIssues();
  const file = { name: "people.csv", bytes: Buffer.from(`${header}\n${row}\n`) };
  const found = await readContacts(file, [], ["en"], issues, columns);
  try {
    issues.throwIfAny();
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues.map(({ key }) => key);
    throw error;
  }
  return [found?.contacts[0], issues.notes.map(({ key, values }) => [key, values.column])];
}

const ADA = { email: "ada@example.org", name: "", cohortId: null, locale: null, columns: {} };

it("a column of addresses is known by what people call it, and that is told", async () => {
  for (const heading of ["E-Mail", "E-mail address", "Correo electrónico", "メールアドレス"]) {
    expect(await read(heading, "ada@example.org")).toEqual([ADA, [["fileReadColumn", heading]]]);
  }
  expect(await read("EMAIL,Mail", "ada@example.org,x")).toEqual([
    { ...ADA, columns: { Mail: "x" } },
    [],
  ]);
  expect(await read("Mail,E-Mail", "ada@example.org,x")).toEqual(["contactColumnDoubt"]);
  expect(await read("Person", "ada@example.org")).toEqual(["fileColumnMissing"]);
});

it("columns are what somebody says they are", async () => {
  const columns = { email: "privat", name: "Vorname" };
  expect(await read("Vorname;E-Mail;Privat", "Ada;x;ada@example.org", columns)).toEqual([
    { ...ADA, name: "Ada", columns: { "E-Mail": "x" } },
    [["fileReadDelimiter", undefined]],
  ]);
  expect(await read("Mail", "ada@example.org", { name: "Vorname" })).toContain(
    "contactColumnUnknown",
  );
});
