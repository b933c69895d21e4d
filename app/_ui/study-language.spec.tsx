import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DataTable } from "./data-table";
import { TextField } from "./field";
import { StudyLanguageIs, StudyWords } from "./study-language";

/** A page of ours around words of a study: in a table, in a field, and by themselves. */
const page = (locale: string) =>
  renderToStaticMarkup(
    <StudyLanguageIs locale={locale}>
      <StudyWords>Führung</StudyWords>
      <DataTable
        caption="Items"
        columns={[
          { key: "label", title: "Label", studyWords: true },
          { key: "number", title: "No.", numeric: true },
        ]}
        rows={[{ key: "1", cells: { label: "Steuerung", number: "1" } }]}
      />
      <TextField name="text" label="Question" isStudyWords defaultValue="Was zählt?" />
      <TextField name="key" label="Name in exports" defaultValue="region" />
    </StudyLanguageIs>,
  );

it("says which language a study's words are in where it is not the page's, and of those alone", () => {
  const html = page("de");
  expect(html).toContain('<span lang="de">Führung</span>');
  expect(html).toContain('<span lang="de">Steuerung</span>');
  expect(html).toMatch(/<input[^>]* lang="de"[^>]*value="Was zählt\?"/);
  expect(html.match(/ lang=/g)).toHaveLength(3);
});

it("has nothing to say of a study in the language of the page", () => {
  expect(page("en")).not.toContain("lang=");
});
