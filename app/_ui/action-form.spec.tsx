import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ActionForm } from "./action-form";
import { TextField } from "./field";

const WORDS = { submit: "Save", saving: "Saving", saved: "Saved", errorTitle: "Wrong" };
const action = async () => ({ issues: [], savedAt: null });

it("fields of one name in several forms have ids of their own, and each its own label", () => {
  const html = renderToStaticMarkup(
    ["ada", "rosalind"].map((scope) => (
      <ActionForm key={scope} action={action} words={WORDS} scope={scope}>
        <TextField name="role" label="Role" hint="What they may do" />
      </ActionForm>
    )),
  );
  const all = (attribute: string) =>
    Array.from(html.matchAll(new RegExp(` ${attribute}="([^"]+)"`, "g")), ([, value]) => value);
  const ids = all("id");
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(4);
  const fields = ids.filter((id) => !id.endsWith("-hint"));
  expect(all("for")).toEqual(fields);
  expect(all("aria-describedby")).toEqual(fields.map((id) => `${id}-hint`));
  expect(all("name")).toEqual(["role", "role"]);
});
