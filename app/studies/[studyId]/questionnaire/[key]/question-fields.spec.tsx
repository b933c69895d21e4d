// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { drawn, fill, named, press, sentFields } from "@/app/_ui/testing";
import { editedQuestion, newQuestion } from "./edited-question";
import { QuestionFields } from "./question-fields";
import { type Dependable, ShowWhenFields } from "./show-when-fields";

const REGION = {
  type: "multiple" as const,
  text: "Which regions?",
  hint: "",
  required: true,
  options: [
    { id: "north", label: "North", exclusive: true },
    { id: "south", label: "South" },
  ],
};

async function editor(question = editedQuestion(REGION)) {
  const form = await drawn(
    <form>
      <QuestionFields question={question} name="" nameStays={false} isNew isFirst={false} />
    </form>,
  );
  const sent = () => sentFields(form);
  const labels = () => sent().filter((field) => field.includes(".label="));
  const type = () => named<HTMLSelectElement>(form, "select", "Answered by");
  return { form, sent, labels, type };
}

it("an answer, its marks and a type's own fields stay while another type is looked at", async () => {
  const { form, sent, type } = await editor();
  await press(named(form, "input", "Answer 2 asks for a text"));
  await fill(named<HTMLTextAreaElement>(form, "textarea", "Answer 2"), "Elsewhere");
  const before = sent().filter((field) => !field.startsWith("question.type"));
  await fill(type(), "number");
  await fill(named<HTMLInputElement>(form, "input", "Most (optional)"), "40");
  expect(sent().filter((field) => field.includes("options"))).toEqual([]);
  await fill(type(), "single");
  expect(sent().filter((field) => field.startsWith("question.m"))).toEqual([]);
  await fill(type(), "multiple");
  expect(sent().filter((field) => !field.startsWith("question.type"))).toEqual(before);
  await fill(type(), "number");
  expect(sent()).toContain("question.maximum=40");
});

it("pasted answers take the place of rows in which nothing was written", async () => {
  const { form, labels } = await editor(newQuestion());
  await fill(named<HTMLTextAreaElement>(form, "textarea", "Answer 2"), "Written");
  const paste = named<HTMLTextAreaElement>(form, "textarea", "One answer a line or cell");
  await fill(paste, 'North\tSouth\n"East\nand West"');
  await press(named(form, "button", "Add 3 answers"));
  expect(labels().map((field) => field.split("label=")[1].replace(/\r\n/g, "\n"))).toEqual([
    "Written",
    "North",
    "South",
    "East\nand West",
  ]);
});

it("a pasted answer that is too long is told, and is not cut", async () => {
  const { form } = await editor(newQuestion());
  const paste = named<HTMLTextAreaElement>(form, "textarea", "One answer a line or cell");
  await fill(paste, `North\n${"x".repeat(201)}`);
  expect(form.textContent).toContain("Answer 2 has 201 characters. At most 200 are possible");
  expect(named<HTMLButtonElement>(form, "button", "Add 2 answers").disabled).toBe(true);
});

it("the keyboard goes on at the button that adds when the last row goes", async () => {
  const { form } = await editor();
  await press(named(form, "button", "Remove answer 2"));
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Remove answer 1");
  await press(named(form, "button", "Remove answer 1"));
  expect(document.activeElement?.textContent).toBe("Add an answer");
});

const SIZE: Dependable = {
  about: "size",
  label: "Size",
  kind: "answer",
  options: [
    { id: "small", label: "Small" },
    { id: "large", label: "Large" },
  ],
};
const AGE: Dependable = { about: "age", label: "Age", kind: "number", options: [] };

it("“any of these” and what was chosen stay while conditions come and go", async () => {
  const small = { about: "size", is: "none-of", chosen: ["small"], value: "" };
  const drawnWith = (match: "all" | "any") =>
    drawn(
      <form>
        <ShowWhenFields match={match} conditions={[small, small]} dependables={[SIZE, AGE]} />
      </form>,
    );
  expect(sentFields(await drawnWith("any"))).toContain("showWhen.match=any");
  const form = await drawnWith("all");
  const sent = () => sentFields(form);
  const match = form.querySelector<HTMLSelectElement>("[name='showWhen.match']");
  if (!match) throw new Error("Nothing asks for all or any.");
  await fill(match, "any");
  await press(named(form, "button", "Remove condition 2"));
  await press(named(form, "button", "Add a condition"));
  expect(sent()).toContain("showWhen.match=any");

  const about = () => named<HTMLSelectElement>(form, "select", "Condition 1 is about");
  await press(named(form, "input[type=checkbox][value=large]", ""));
  await fill(about(), "age");
  await fill(named<HTMLInputElement>(form, "input", "Number of condition 1"), "30");
  expect(sent()).toContain("showWhen.conditions.0.is=at-least");
  await fill(about(), "size");
  expect(sent()).toContain("showWhen.conditions.0.is=none-of");
  expect(sent()).toContain("showWhen.conditions.0.options.0.id=small");
  expect(sent()).toContain("showWhen.conditions.0.options.1.id=large");
  await fill(about(), "age");
  expect(sent()).toContain("showWhen.conditions.0.value=30");
});
