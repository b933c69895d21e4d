import { describe, expect, it } from "vitest";
import { readItemList } from "./item-list";

const pairs = (text: string) => {
  const { items, problems } = readItemList(text);
  expect(problems).toEqual([]);
  return items.map(({ label, definition }) => [label, definition]);
};

describe("an item list", () => {
  it("has no item of which nothing can be seen", () => {
    const { problems } = readItemList("Alpha\n\u200b\u3164\nBeta");
    expect(problems).toEqual([{ line: 2, key: "listLabelMissing", values: { line: 2 } }]);
  });

  it("has no two items that read alike", () => {
    for (const twin of ["CAF\u00c9", "Cafe\u0301", "Caf\u00e9\u200b", "Ca\u00adf\u00e9"]) {
      const { problems } = readItemList(`Caf\u00e9\n${twin}`);
      expect(
        problems.map(({ key, line }) => [key, line]),
        twin,
      ).toEqual([["listLabelTwice", 2]]);
    }
  });

  it("may be lines of labels", () => {
    expect(pairs("Alpha\n\n  Beta  \r\nGamma")).toEqual([
      ["Alpha", ""],
      ["Beta", ""],
      ["Gamma", ""],
    ]);
  });

  it("may be cells of a spreadsheet, commas and line breaks in them included", () => {
    expect(pairs('Alpha, the first\tIt comes, as it should, first\nBeta\t"Two\nlines"')).toEqual([
      ["Alpha, the first", "It comes, as it should, first"],
      ["Beta", "Two\nlines"],
    ]);
  });

  it("without a header, has its definition after the first comma", () => {
    expect(pairs('Alpha,one, two, three\nBeta,"say ""yes"""')).toEqual([
      ["Alpha", "one, two, three"],
      ["Beta", 'say "yes"'],
    ]);
  });

  it("may be a CSV file with a byte order mark, a header in any order, numbers and semicolons", () => {
    expect(pairs("\uFEFFNumber;Definition;Label\r\n1;First;Alpha\r\n2;;Beta\r\n")).toEqual([
      ["Alpha", "First"],
      ["Beta", ""],
    ]);
  });

  it("takes no item for a header because it is called like one", () => {
    expect(pairs("Label printing\nText messages")).toEqual([
      ["Label printing", ""],
      ["Text messages", ""],
    ]);
  });

  it("names the line and the reason of every fault", () => {
    const faults = (text: string) =>
      readItemList(text).problems.map(({ key, values }) => [key, values.line]);
    expect(faults("label,definition\nAlpha,a,b\n,c\nBeta\nbeta")).toEqual([
      ["listColumns", 2],
      ["listLabelMissing", 3],
      ["listLabelTwice", 5],
    ]);
    expect(faults(`Alpha\n${"x".repeat(161)}\nBeta,${"y".repeat(1_001)}`)).toEqual([
      ["listLabelLong", 2],
      ["listDefinitionLong", 3],
    ]);
    expect(faults('Alpha\nBeta,"never closed\nGamma')).toEqual([["listQuote", 2]]);
    expect(faults(" \n\n")).toEqual([["listEmpty", 1]]);
    expect(faults("label,definition")).toEqual([["listEmpty", 1]]);
    const long = Array.from({ length: 201 }, (_, index) => `Item ${index}`).join("\n");
    expect(faults(long)).toEqual([["listTooMany", 201]]);
  });

  it("is read without the bullets and numbers of a document", () => {
    expect(pairs("1.\tAlpha\n2.\tBeta")).toEqual([
      ["Alpha", ""],
      ["Beta", ""],
    ]);
    expect(pairs('• "Fast" delivery\n• Beta, the second')).toEqual([
      ['"Fast" delivery', ""],
      ["Beta", "the second"],
    ]);
  });

  it("may have its header in another language, with columns that are not taken", () => {
    const text = "Nr.;Bezeichnung;Beschreibung;Gruppe\n1;Alpha;Erste, beste;A\n2;Beta;;B\n;;;\n";
    expect(pairs(text)).toEqual([
      ["Alpha", "Erste, beste"],
      ["Beta", ""],
    ]);
    const { reading, unread } = readItemList(text);
    expect(unread).toEqual([3]);
    expect(reading).toEqual({ delimiter: "semicolon", hasHeading: true, label: 1, definition: 2 });
    expect(pairs("编号\t项目\n1\t甲\n2\t乙")).toEqual([
      ["甲", ""],
      ["乙", ""],
    ]);
  });

  it("is parted by semicolons where every line has as many, whatever commas stand in it", () => {
    expect(pairs("Alpha;one, two\nBeta, the second;three\n")).toEqual([
      ["Alpha", "one, two"],
      ["Beta, the second", "three"],
    ]);
  });

  it("is read as somebody says who has seen how it would be", () => {
    const { items } = readItemList("A,Alpha,one\nB,Beta,two", {
      label: 1,
      definition: "none",
    });
    expect(items).toEqual([
      { label: "Alpha", definition: "" },
      { label: "Beta", definition: "" },
    ]);
    const lines = readItemList("Alpha, the first\nBeta, the second", { delimiter: "none" });
    expect(lines.items.map(({ label }) => label)).toEqual(["Alpha, the first", "Beta, the second"]);
    const text = "Name\nAlpha";
    expect(readItemList(text).items).toHaveLength(1);
    expect(readItemList(text, { hasHeading: false }).items).toHaveLength(2);
  });

  it("is stored as the form's own fields are", () => {
    expect(pairs('"Alpha\r\nagain",\u0001x')).toEqual([["Alpha\nagain", "x"]]);
  });
});
