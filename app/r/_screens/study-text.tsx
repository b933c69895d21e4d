import type { ReactNode } from "react";

let page: "ltr" | "rtl" = "ltr";

/**
 * The direction of the page around a study's own words. Static markup is made in one go, parents first,
 * so a variable carries it; a context of React is not to be had in route handlers, which draw previews.
 */
export function PageDirection({
  value,
  children,
}: {
  value: "ltr" | "rtl";
  children: ReactNode;
}): ReactNode {
  page = value;
  return children;
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/**
 * A text of the study. One whose letters all run against the page is set apart, so that the full stop
 * of an English sentence stays at its end on an Arabic page; one of both kinds runs as the page does.
 */
export function StudyText({ text }: { text: string }) {
  const own = directionOf(text);
  return own && own !== page ? <bdi dir={own}>{text}</bdi> : text;
}

/** The one direction in which all letters of a text run; null for both or none. */
function directionOf(text: string): "ltr" | "rtl" | null {
  let found: "ltr" | "rtl" | null = null;
  for (const sign of text) {
    if (!LETTER.test(sign)) continue;
    const own = RIGHT_TO_LEFT.test(sign) ? "rtl" : "ltr";
    if (found !== null && found !== own) return null;
    found = own;
  }
  return found;
}
