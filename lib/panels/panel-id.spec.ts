import { expect, it } from "vitest";
import { linkQuery } from "./our-parameters";
import { panelIdOf } from "./panel-id";
import { PRESETS } from "./presets";

it.each([
  ...["", "  ", "\u200b", "[%RID%]", "{{rid}}", "{{%PROLIFIC_PID%}}", "<#IdParameter[Value]>"],
  ...["\u0024{rid}", "#{rid}", "%%RID%%", "%RID%", "[RID]", "{rid}", "<rid>", "$rid$", "[[rid]]"],
  ...["null", "NULL", "undefined", "NaN", "none", "ID", "rid", "[object Object]"],
  ...["*|RID|*", "*|UNIQID|*", "#rid#", "__RID__", "@@rid@@", "(null)", "{rid", "N/A", "-", "***"],
  ...["%5B%25RID%25%5D", "%7B%7Brid%7D%7D"],
])("takes %j for an id that nobody filled in", (sent) => {
  expect(panelIdOf(sent, "rid")).toBeNull();
});

it.each([
  ["5f2c0a9e7d", "5f2c0a9e7d"],
  ["{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}"],
  ["a+b/c==", "a+b/c=="],
  ["50%", "50%"],
  ["p 1", "p 1"],
  ["-rid-7_", "-rid-7_"],
  ["#4711", "#4711"],
  ["x@panel.example", "x@panel.example"],
  ["sp", "sp"],
  ["sp ", "sp"],
  ["sp\u200b", "sp"],
  ["\u00a0s\u200dp\n", "sp"],
])("keeps the id %j as %j", (sent, id) => {
  expect(panelIdOf(sent, "rid")).toBe(id);
});

it("takes the placeholders of each preset's link for what they are", () => {
  for (const { entryQuery, idParameter } of Object.values(PRESETS)) {
    const sent = new URLSearchParams(entryQuery).get(idParameter) ?? "";
    expect(panelIdOf(sent, idParameter), entryQuery).toBeNull();
  }
});

it("reads the way in and whose invitation it is in any letters, without what a sentence put behind", () => {
  const read = (query: string) => linkQuery(new URLSearchParams(query)).toString();
  expect(read("Via=abc")).toBe("via=abc");
  expect(read("INVITE=a-b_c.")).toBe("invite=a-b_c");
  for (const tail of [".", ")", ">", "%3E", '"', "%E2%80%9D", ").", "%E2%80%8B", "%20"]) {
    expect(read(`invite=a-b_c${tail}`)).toBe("invite=a-b_c");
  }
  expect(read("utm=1&amp;invite=a")).toBe("utm=1&invite=a");
  // Others' parameters stay as they are.
  expect(read("Language=EN&utm=a.&rid=x)")).toBe("Language=EN&utm=a.&rid=x%29");
});
