// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import type { TextQuestion } from "@/lib/questionnaire/types/text";
import { Step } from "./form/step";
import { OtherText } from "./questions/other-text";
import { text } from "./questions/text";
import type { Fault, Sending, ViewOf } from "./screen";

const QUESTION: TextQuestion = {
  type: "text",
  text: "Why?",
  hint: "",
  required: true,
  maxLength: 8,
};
const script = readFileSync(path.join(import.meta.dirname, "respondent.js"), "utf8");

/** The page of a screen, with its script at work and nobody to send to. */
function openScreen(screen: ReactNode): void {
  document.body.innerHTML = renderToStaticMarkup(
    <>
      <p id="state" />
      <main data-screen="question">{screen}</main>
    </>,
  );
  vi.stubGlobal("fetch", () => Promise.reject(new Error("no connection")));
  new Function("origin", script)(location.origin);
  vi.unstubAllGlobals();
}

/** A task of three items that came back because of what is told of it. */
function refusedTask(faults: readonly Fault[]): ReactNode {
  const view = {
    kind: "choice",
    locale: "en",
    name: "task-1",
    saves: 0,
    progress: { at: 2, of: 9, previous: null, minutesLeft: 4 },
    taskNumber: 1,
    taskCount: 8,
    sentence: "Which matters most, and which least?",
    items: [1, 2, 3].map((number) => ({ number, label: `Item ${number}`, definition: "" })),
    bestLabel: "Most important",
    worstLabel: "Least important",
    responseMode: "together",
    answerAs: null,
    anchor: null,
    filled: {},
    languages: [],
    canChooseResponseMode: false,
  } as unknown as ViewOf<"choice">;
  const sending = { kind: "saved", attempt: "a1", shownAt: 1 } as unknown as Sending;
  return <Step view={view} faults={faults} sending={sending} notice={null} />;
}

it("what is told of a choice is told no longer once it is made, and nothing moves", () => {
  const missing = (label: string) => `Nothing is chosen as “${label}”. Choose one.`;
  openScreen(
    refusedTask([
      { path: "best", message: missing("Most important") },
      { path: "worst", message: missing("Least important") },
    ]),
  );
  const seen = () =>
    [...document.querySelectorAll<HTMLElement>(".summary, .summary a, .fault")]
      .filter((part) => !part.style.visibility && !part.closest("[style*=hidden]"))
      .map((part) => part.className || part.textContent);
  const [best, worst] = ["Most important", "Least important"].map(missing);
  expect(seen()).toEqual(["summary", best, worst, "fault", "fault"]);
  const choose = (id: string) => {
    const radio = document.querySelector<HTMLInputElement>(`#${id}`);
    if (!radio) throw new Error(`There is no choice ${id}.`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  choose("best-2");
  expect(seen()).toEqual(["summary", worst, "fault"]);
  choose("worst-3");
  expect(seen()).toEqual([]);
  // Hidden and not taken away: the button stays under the finger.
  expect(document.querySelectorAll(".summary, .summary a, .fault")).toHaveLength(5);
});

it("a key that is held down presses once: its repeats do nothing but in a text of several lines", () => {
  openScreen(refusedTask([]));
  document.querySelector("form")?.insertAdjacentHTML("beforeend", "<textarea></textarea>");
  const acts = (field: string, repeat: boolean) =>
    document
      .querySelector(field)
      ?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", repeat, bubbles: true, cancelable: true }),
      );
  expect(["#best-1", "button", "textarea"].map((field) => acts(field, false))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["#best-1", "button", "textarea"].map((field) => acts(field, true))).toEqual([
    false,
    false,
    true,
  ]);
});

it("a text that is too long stays whole and is told while it is typed or pasted, in the page's language", () => {
  const view = { kind: "question", locale: "de", filled: {}, question: QUESTION };
  const shared = { view: view as unknown as ViewOf<"question">, faults: [] };
  const option = { id: "else", label: "Anderes", other: true };
  openScreen(
    <form method="post">
      <text.Fields {...shared} question={QUESTION} about={undefined} isWrong={false} />
      <OtherText {...shared} option={option} />
      <p id="live" className="notice" />
    </form>,
  );
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
