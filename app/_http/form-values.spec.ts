import { expect, it } from "vitest";
import { formValues } from "./form-values";

it("reads rows in the order of their places, each with its own fields", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["title", " A study "],
    ["items.10.label", "Last"],
    ["items.2.label", "First"],
    ["items.2.tags.0.name", "Inner"],
    ["items.x.label", "Nobody"],
    ["count", "12"],
    ["empty", " "],
    ["box", "on"],
  ]) {
    form.append(name, value);
  }
  const values = formValues(form);
  expect(values.rows("items").map((row) => row.text("label"))).toEqual(["First", "Last"]);
  expect(values.rows("items")[0].rows("tags")[0].text("name")).toBe("Inner");
  expect(values.text("title")).toBe(" A study ");
  expect(values.text("nothing")).toBe("");
  expect(values.number("count")).toBe(12);
  const typed = (text: string) => {
    const sent = new FormData();
    sent.append("count", text);
    return formValues(sent).number("count");
  };
  expect(["1,5", "1.5", " 12 000 ", "१२", "−3", "1e3"].map(typed)).toEqual([
    1.5, 1.5, 12_000, 12, -3, 1_000,
  ]);
  expect(values.number("empty")).toBeNaN();
  expect(values.number("title")).toBeNaN();
  expect([values.has("box"), values.has("other"), values.has("count", "12")]).toEqual([
    true,
    false,
    true,
  ]);
});
