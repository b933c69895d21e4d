import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-cli-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** Runs the command line as npm does, on a database of its own. */
async function tradeoff(...args: string[]) {
  const result = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "lib/cli/tradeoff.ts", ...args],
    {
      cwd: path.resolve(import.meta.dirname, "../.."),
      env: { ...process.env, DATABASE_URL: path.join(folder, "cli.db") },
    },
  ).then(
    (done) => ({ ...done, status: 0 }),
    (failed: { stdout: string; stderr: string; code: number }) => ({
      ...failed,
      status: failed.code,
    }),
  );
  const { status, stdout, stderr } = result;
  return { status, stdout, stderr };
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

describe("the command line", () => {
  const files = {
    items: write("items.csv", "number,label,definition\n1,Ä,\n2,B,\n3,C,\n"),
    design: write("design.csv", "Version,Set,Item1,Item2,Item3\n1,1,1,2,3\n"),
    answers: write("answers.csv", "id,Version,B1,W1\na,1,1,2\nb,1,3,1\n"),
    respondents: write("respondents.csv", "id,Role\na,lead\nb,chief\n"),
  };
  const importing = (answers: string) => [
    ...["import", "--items", files.items, "--design", files.design, "--answers", answers],
    ...["--name", "Letters", "--slug", "letters"],
  ];

  it("tells each fault of refused files, writes nothing, and exits with 2", async () => {
    const bad = write("bad.csv", "id,Version,B1,W1\na,1,1,1\nb,1,3,9\n");
    expect(await tradeoff(...importing(bad))).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "bad.csv:2:4 W1: item 1 is both best and worst of set 1.\n" +
        "bad.csv:3:4 W1: item 9 was not shown. Version 1, set 1 shows 1, 2, 3.\n",
    });
    expect(await tradeoff("export", "--study", "letters", "--out", folder)).toMatchObject({
      status: 2,
      stderr: "No such study as letters.\n",
    });
  });

  it("imports a study and writes the same files again", async () => {
    const respondents = ["--respondents", files.respondents, "--cohort", "Role"];
    expect(await tradeoff(...importing(files.answers), ...respondents)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("chief (1), lead (1)"),
    });
    const out = path.join(folder, "out");
    expect((await tradeoff("export", "--study", "letters", "--out", out)).status).toBe(0);
    for (const [name, file] of Object.entries(files)) {
      expect(fs.readFileSync(path.join(out, `${name}.csv`))).toEqual(fs.readFileSync(file));
    }
  });

  it("makes an account and the link by which its person chooses a password", async () => {
    const made = await tradeoff(
      ...["user", "add", "--email", "a@example.org", "--name", "A", "--role", "admin"],
    );
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/ http:\/\/localhost:3000\/password\/[\w-]{43}$/m);
    expect(
      await tradeoff(
        ...["user", "add", "--email", "a@example.org", "--name", "A", "--role", "king"],
      ),
    ).toMatchObject({ status: 2, stderr: expect.stringMatching(/^role [^\n]+\n$/) });
  });

  it("answers wrong words in one line and --help in full", async () => {
    const [none, unknown, help, ofCommand] = await Promise.all([
      tradeoff("import", "--items", files.items),
      tradeoff("exprot"),
      tradeoff("--help"),
      tradeoff("user", "add", "--help"),
    ]);
    expect(none).toMatchObject({
      status: 2,
      stderr: "Missing: --design, --answers, --name.\n",
    });
    expect(unknown).toMatchObject({ status: 2, stderr: expect.stringMatching(/^[^\n]+\n$/) });
    expect(help).toMatchObject({ status: 0, stdout: expect.stringContaining("user add") });
    expect(ofCommand).toMatchObject({ status: 0, stdout: expect.stringContaining("--role") });
  });
});
