import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PageDirection, StudyText } from "./study-text";

it("a text that runs against the page is set apart, one that runs with it or both ways is not", () => {
  const on = (page: "ltr" | "rtl", text: string) =>
    renderToStaticMarkup(
      <PageDirection value={page}>
        <StudyText text={text} />
      </PageDirection>,
    );
  const english = "Plan the work (2027).";
  expect(on("rtl", english)).toBe(`<bdi dir="ltr">${english}</bdi>`);
  expect(on("ltr", english)).toBe(english);
  expect(on("ltr", "تخطيط العمل.")).toBe('<bdi dir="rtl">تخطيط العمل.</bdi>');
  for (const page of ["ltr", "rtl"] as const) {
    expect(on(page, "PMO مكتب إدارة المشاريع.")).toBe("PMO مكتب إدارة المشاريع.");
    expect(on(page, "100 %")).toBe("100 %");
  }
});
