import { translator } from "@/lib/i18n/translator";
import { columnLetter } from "@/lib/maxdiff/compare/significance-letters";
import { figureText, listText } from "../figure-text";
import type { ColumnCell, QuestionTable } from "./question-tables";

const DAY = 86_400_000;

/** A figure as people read it: a tenth of a point, a hundredth of a mean, a day as ISO 8601 writes it. */
export function questionFigureText({ scale }: Pick<QuestionTable, "scale">, value: number): string {
  if (scale === "day") return new Date(Math.floor(value) * DAY).toISOString().slice(0, 10);
  return figureText(value, questionDecimals(scale));
}

export function questionDecimals(scale: QuestionTable["scale"]): number {
  return scale === "share" || scale === "ranked" || scale === "top-box" ? 1 : 2;
}

/** A cell that has no figure to show says why; empty where nobody answered. */
export function questionCellText(table: QuestionTable, cell: ColumnCell): string {
  if (cell === "few") return translator("questions")("few");
  return cell ? questionFigureText(table, cell.value) : "–";
}

export function questionTitle({ scale, text }: QuestionTable): string {
  return translator("questions")(`title_${scale}`, { question: text });
}

export function questionAxis({ scale, points, boxes }: QuestionTable): string {
  return translator("questions")(`axis_${scale}`, {
    points: points.length,
    boxes,
    names: listText(points.slice(points.length - boxes)),
  });
}

/** The columns that a figure is higher than, as letters: "A C"; empty for none. */
export function lettersText(below: readonly number[]): string {
  return below.map(columnLetter).join(" ");
}
