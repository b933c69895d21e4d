import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "@/lib/errors";
import { csvText, fromSafeCell, readCsv, safeCell } from "./csv";
import { FileIssues } from "./file-issues";

const read = async (content: string | Uint8Array) => {
  const issues = new FileIssues();
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { table: await readCsv({ name: "f.csv", bytes }, issues), issues };
};

/** "line:column key" of each thing that is refused. */
const refusals = async (content: string | Uint8Array): Promise<string[]> => {
  const { table, issues } = await read(content);
  expect(table).toBeNull();
  try {
    issues.throwIfAny();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.issues.map(({ path, key }) => `${path.replace("f.csv:", "")} ${key}`);
  }
  throw new Error("Refused without a reason.");
};

describe("reading CSV", () => {
  it("keeps the line on which each row begins, whatever quoted fields hold", async () => {
    const { table } = await read(
      '\uFEFFid,text\r\n1,"two\r\nlines, a comma and ""quotes"""\r\n2,é\r\n3,',
    );
    expect(table?.header).toEqual(["id", "text"]);
    expect(table?.rows).toEqual([
      { line: 2, fields: ["1", 'two\r\nlines, a comma and "quotes"'] },
      { line: 4, fields: ["2", "é"] },
      { line: 5, fields: ["3", ""] },
    ]);
  });

  it.each([
    ["an empty file", "", ["1:1 fileEmpty"]],
    ["a byte order mark and nothing else", "\uFEFF", ["1:1 fileEmpty"]],
    [
      "rows that are too short or too long, each of them",
      "a,b\n1\n2,3\n4,5,6\n",
      ["2:2 fileRagged", "4:3 fileRagged"],
    ],
    ["a column that is there twice", "a,b,a\n1,2,3\n", ["1:3 fileHeaderTwice"]],
    ["a column without a name", "a, ,b\n1,2,3\n", ["1:2 fileHeaderEmpty"]],
    ["a quote that is never closed", 'a,b\n1,2\n3,"x\n4,5\n', ["3:2 fileQuote"]],
    ["text after a closing quote", 'a,b\n"x"y,2\n', ["2:1 fileQuote"]],
    ["a NUL character", "a,b\n1,2\n3,x\0\n", ["3:2 fileNul"]],
  ])("refuses %s", async (_, content, expected) => {
    expect(await refusals(content)).toEqual(expected);
  });

  it.each([
    ["semicolons", "a;b\n1;2\n", ["fileReadDelimiter"]],
    ["tabs", "a\tb\n1\t2\n", ["fileReadDelimiter"]],
    ["lines that end in CR alone", "a,b\r1,2\r", ["fileReadCarriageReturns"]],
    ["a line that names the separator", "sep=,\na,b\n1,2\n", ["fileReadSeparatorLine"]],
    [
      "such a line with semicolons",
      'sep=;\r\na;b\r\n"1";2\r\n',
      ["fileReadSeparatorLine", "fileReadDelimiter"],
    ],
    ["blank rows", "a,b\n\n1,2\n,\n ,\n\n", ["fileReadBlankRows"]],
    ["blank last columns", "a,b,,\n1,2,,\n", ["fileReadBlankColumns"]],
    ["blanks around names", " a,b\u00a0\n1,2\n", ["fileReadHeader"]],
    ["a semicolon in a quoted name", '"a;x",b\n1,2\n', []],
  ])("reads %s as spreadsheets leave them, and notes it", async (_, content, notes) => {
    const { table, issues } = await read(content);
    expect(table?.rows.map(({ fields }) => fields)).toEqual([["1", "2"]]);
    expect(table?.header[1]).toBe("b");
    expect(issues.notes.map(({ key }) => key)).toEqual(notes);
  });

  it("reads UTF-16 with its mark, and keeps lines under a separator line", async () => {
    const { table, issues } = await read(Buffer.from("\uFEFFsep=;\r\na;é\r\n\r\n1;ü", "utf16le"));
    expect(table).toMatchObject({ header: ["a", "é"], rows: [{ line: 4, fields: ["1", "ü"] }] });
    expect(issues.notes[0].key).toBe("fileReadUtf16");
  });

  it("does not guess: a last column with a cell in it still has no name", async () => {
    expect(await refusals("a,b,\n1,2,3\n")).toEqual(["1:3 fileHeaderEmpty"]);
  });

  it("refuses other encodings, and names the place", async () => {
    const told = (text: string, encoding: BufferEncoding) => refusals(Buffer.from(text, encoding));
    expect(await told("a,b\n1,2\n", "utf16le")).toEqual(["1:1 fileNul"]);
    expect(await told("a,b\n1,2\nx,caf\xe9\n", "latin1")).toEqual(["3:2 fileEncoding"]);
  });

  it("tells the first twenty problems and how many more there are", async () => {
    const told = await refusals(`a,b\n${"1\n".repeat(25)}`);
    expect(told).toHaveLength(21);
    expect(told.slice(18)).toEqual(["20:2 fileRagged", "21:2 fileRagged", " fileMoreIssues"]);
  });
});

describe("reading a long CSV", () => {
  // Rows of every length, so that each sign comes to lie where one piece ends and the next begins.
  const fields = Array.from({ length: 8_000 }, (_, index) => [
    `é${"x".repeat(index % 61)}`,
    'says "so",\r\nand twice""',
  ]);
  const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
  const text = `a,b\r\n${fields.map(([a, b]) => `${a},${quoted(b)}\r\n`).join("")}`;

  it("keeps every row and its line", async () => {
    const { table } = await read(text);
    expect(table?.rows).toEqual(fields.map((row, index) => ({ line: 2 + 2 * index, fields: row })));
  });

  it("names the place of a fault as in a short one", async () => {
    expect(await refusals(`${text}x,"y"z\r\n`)).toEqual(["16002:2 fileQuote"]);
    expect(await refusals(`${text}x,"y\r\n`)).toEqual(["16002:2 fileQuote"]);
    expect(await refusals(`${text}x\r\n`)).toEqual(["16002:2 fileRagged"]);
  });

  it("lets others have their turn", async () => {
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    await read(text);
    clearInterval(other);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("writing CSV", () => {
  it("quotes only what needs it", () => {
    const cells = ["plain", " with space ", "", 'a "quote"', "a,comma", "a\nline", "a\rreturn", 7];
    expect(csvText([cells])).toBe(
      'plain, with space ,,"a ""quote""","a,comma","a\nline","a\rreturn",7\n',
    );
  });

  it("is read back as it was, whatever the texts hold", async () => {
    const cell = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
    // A row of blanks alone is nothing that a spreadsheet would keep.
    const row = fc
      .array(cell, { minLength: 2, maxLength: 2 })
      .filter((cells) => cells.some((text) => text.trim() !== ""));
    const table = fc.array(row, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const again = (await read(csvText([["a", "b"], ...rows]))).table;
        expect(again?.rows.map((row) => row.fields)).toEqual(rows);
      }),
    );
  });
});

describe("cells that a spreadsheet would run", () => {
  it.each(["=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "＝1", "－2+3", "'=1"])(
    "gives %j an apostrophe",
    (text) => {
      expect(safeCell(text)).toBe(`'${text}`);
    },
  );

  it.each([
    ["a;=1+1", "a;'=1+1"],
    ["=1;@x;-3", "'=1;'@x;-3"],
    ["\n=1", "'\n'=1"],
    ["\r=1", "'\r'=1"],
    ["first line\n=HYPERLINK(1)", "first line\n'=HYPERLINK(1)"],
    ["a;'=1", "a;''=1"],
  ])(
    "writes %j as %j: spreadsheets of many languages begin a cell at each semicolon",
    (text, safe) => {
      expect(safeCell(text)).toBe(safe);
      expect(fromSafeCell(safe)).toBe(text);
    },
  );

  it.each(["-1", "a; b", "1;2", "x;-2", "+2.5", "-0,5", "-.5", "3", "", "it's", "'quoted'", "a=b"])(
    "leaves %j alone",
    (text) => {
      expect(safeCell(text)).toBe(text);
    },
  );

  it("gives every text back", () => {
    const text = fc.string({
      unit: fc.constantFrom("'", "=", "-", "1", "＝", "\t", "a", ";", "\n", "\r"),
    });
    fc.assert(
      fc.property(text, (given) => {
        expect(fromSafeCell(safeCell(given))).toBe(given);
      }),
    );
  });
});
