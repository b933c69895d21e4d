import { translator } from "@/lib/i18n/translator";
import type { QuestionTable } from "../question-tables";
import {
  questionAxis,
  questionDecimals,
  questionFigureText,
  questionTitle,
} from "../question-words";
import { type ColumnWords, columnContent } from "./column-content";
import type { ReportSection } from "./section";

/** Every other question by cohort: one part of the report for each thing that its figures say. */
export const otherQuestions: ReportSection = {
  key: "other-questions",
  about: "those counted",
  read: ({ report }) =>
    report.questionTables.map((table) => columnContent(report, table, wordsOf(table))),
};

function wordsOf(table: QuestionTable): ColumnWords {
  const t = translator("questions");
  const { scale, boxes, columns } = table;
  const isPlain = scale === "share" || scale === "amount";
  return {
    title: questionTitle(table),
    ...(!isPlain && { lead: t(`what_${scale}`, { boxes }) }),
    axis: questionAxis(table),
    method: t(`method_${scale}`),
    rows: t("answer"),
    decimals: questionDecimals(scale),
    isMeasured: scale !== "day",
    valueText: (value) => questionFigureText(table, value),
    terms: ["interval", ...(columns.length > 1 ? (["holm"] as const) : [])],
  };
}
