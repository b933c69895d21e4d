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

it("an address with characters that nobody sees is the address without them", async () => {
  for (const sent of [
    "\u200bada@example.org\u00a0",
    "ada@exam\u00adple.org",
    "ada@example.org\u2060",
  ]) {
    expect(await read("email", sent)).toEqual([ADA, []]);
  }
  expect(await read("email", "ada@example.org\nada@example.org\u200b")).toEqual(["contactTwice"]);
});

it("a cohort is known by what a reader sees of its name", async () => {
  const file = (cohort: string) => ({
    name: "people.csv",
    bytes: Buffer.from(`email,cohort\nada@example.org,${cohort}\n`),
  });
  for (const [named, written] of [
    ["Caf\u00e9", "Cafe\u0301"],
    ["Caf\u00e9", "caf\u00e9\u200b"],
    ["Senior leaders", "Senior\u00a0leaders"],
  ]) {
    const issues = new FileIssues();
    const found = await readContacts(file(written), [{ id: "c", name: named }], ["en"], issues);
    expect(
      found?.contacts.map(({ cohortId }) => cohortId),
      written,
    ).toEqual(["c"]);
  }
});

const ADA = { email: "ada@example.org", name: "", cohortId: null, locale: null, columns: {} };

it("a column of addresses is known by what people call it, and that is told", async () => {
  for (const heading of [
    "E-Mail",
    "E\u2011Mail",
    "E-mail address",
    "Correo electrónico",
    "メールアドレス",
  ]) {
    expect(await read(heading, "ada@example.org")).toEqual([ADA, [["fileReadColumn", heading]]]);
  }
  expect(await read("EMAIL,Mail", "ada@example.org,x")).toEqual([
    { ...ADA, columns: { Mail: "x" } },
    [],
  ]);
  expect(await read("Mail,E-Mail", "ada@example.org,x")).toEqual(["contactColumnDoubt"]);
  expect(await read("Person", "ada@example.org")).toEqual(["fileColumnMissing"]);
});

it("a language is known in any letters and with any country", async () => {
  for (const said of ["en", "EN", "en-GB", "en_us"]) {
    expect(await read("email,language", `ada@example.org,${said}`)).toEqual([
      { ...ADA, locale: "en" },
      [],
    ]);
  }
  expect(await read("email,language", "ada@example.org,eng")).toEqual(["contactLanguage"]);
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
