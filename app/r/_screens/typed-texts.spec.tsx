// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import type { TextQuestion } from "@/lib/questionnaire/types/text";
import { OtherText } from "./questions/other-text";
import { text } from "./questions/text";
import type { ViewOf } from "./screen";

const QUESTION: TextQuestion = {
  type: "text",
  text: "Why?",
  hint: "",
  required: true,
  maxLength: 8,
};
const script = readFileSync(path.join(import.meta.dirname, "respondent.js"), "utf8");

it("a text that is too long stays whole and is told while it is typed or pasted, in the page's language", () => {
  const view = { kind: "question", locale: "de", filled: {}, question: QUESTION };
  const shared = { view: view as unknown as ViewOf<"question">, faults: [] };
  const option = { id: "else", label: "Anderes", other: true };
  document.body.innerHTML = renderToStaticMarkup(
    <>
      <p id="state" />
      <main data-screen="question">
        <form method="post">
          <text.Fields {...shared} question={QUESTION} about={undefined} isWrong={false} />
          <OtherText {...shared} option={option} />
          <p id="live" className="notice" />
        </form>
      </main>
    </>,
  );
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no connection")));
  new Function("origin", script)(location.origin);
  vi.unstubAllGlobals();
  const live = document.querySelector("#live");
  for (const [id, most] of [
    ["answer", 8],
    ["other", 200],
  ] as const) {
    const field = document.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}.`);
    expect(field.hasAttribute("maxlength")).toBe(false);
    const type = (value: string) => {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    type("x".repeat(most + 1));
    expect(field.value).toHaveLength(most + 1);
    expect(live?.textContent).toBe(`Bitte geben Sie höchstens ${most} Zeichen ein.`);
    type(` ${"x".repeat(most)} `);
    expect(live?.textContent).toBe("");
  }
});
