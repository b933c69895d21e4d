import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AskedTexts } from "./asked-texts";

const WRITTEN = {
  welcomeTitle: "Welcome",
  welcomeText: "About this study",
  choiceQuestion: "Which?",
  bestLabel: "Most",
  worstLabel: "Least",
  thanksText: "Thank you",
  screenedOutText: "Not you",
};

it.each([
  ["left out", WRITTEN],
  ["empty", { ...WRITTEN, screenedOutText: "", overQuotaText: "" }],
])(
  "every text of a locked questionnaire has a value beside its label, one that is %s too",
  (_, texts) => {
    const html = renderToStaticMarkup(<AskedTexts texts={texts} />);
    const values = Array.from(html.matchAll(/<dd[^>]*>(.*?)<\/dd>/gs), ([, value]) =>
      value.replaceAll(/<[^>]*>/g, "").trim(),
    );
    // The eight texts of before and after the tasks, and who asks, what for, for how long, and the box.
    expect(values).toHaveLength(14);
    expect(values).not.toContain("");
  },
);
