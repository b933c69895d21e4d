// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { TextArea, TextField } from "./field";
import { drawn, fill, named } from "./testing";

it("a text that is too long is kept whole and told, and is sent once it fits", async () => {
  const form = await drawn(
    <form>
      <TextField name="name" label="Name" maxLength={8} />
      <TextArea name="text" label="Text" maxLength={8} />
    </form>,
  );
  for (const [tag, label] of [
    ["input", "Name"],
    ["textarea", "Text"],
  ]) {
    const field = named<HTMLInputElement>(form, tag, label);
    expect(field.hasAttribute("maxlength")).toBe(false);
    await fill(field, "Plan 2027");
    expect(field.value).toBe("Plan 2027");
    expect(field.validationMessage).toContain(
      "At most 8 characters are possible, and there are 9.",
    );
    expect(form.querySelector("form")?.checkValidity()).toBe(false);
    await fill(field, "Plan 27");
    expect(field.validationMessage).toBe("");
  }
});
