import type { SentFile } from "@/lib/files/csv";
import { type AllocationFormat, allocationData } from "@/lib/maxdiff/allocation/allocation-data";
import type { AllocationAnswers, QuestionAnswers } from "../study-data/choice-study";
import type { FileColumn } from "./read-respondents";

/** How a question stands in the respondents file, as exports write it. */
export const COLUMN_KINDS = [
  /** `key`: the option that was chosen. */
  "one",
  /** `key_<option>`: 1 chosen, 0 not. */
  "several",
  /** `key_1`, `key_2` …: the option of each place. */
  "ranked",
  /** `key`, or `key_<part>`: a number. */
  "amount",
  /** `key_<row>`: a point, 1 the lowest. */
  "rating",
  /** `key`: a day as ISO 8601 writes it. */
  "day",
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/** A question by its key, and how its answers stand there. */
export interface QuestionColumns {
  readonly key: string;
  readonly kind: ColumnKind;
  /** How many points a rating's scale has. */
  readonly points?: number;
}

/** What an exported file says of a screen that somebody was not asked. */
const NOT_ASKED = "NA";
const DAY = 86_400_000;

/** Where answers are read from, and whose: cohort by the id of each respondent, in order. */
export interface RespondentColumns {
  readonly file: Pick<SentFile, "name">;
  readonly columns: readonly FileColumn[];
  readonly cohortOf: ReadonlyMap<string, number>;
}

/** An answer's place, for what is refused. */
interface Cell {
  readonly id: string;
  readonly column: string;
  readonly text: string;
}

/**
 * Questions by their keys. Who was not asked (NA) or left all columns of a question empty has no row.
 *
 * @throws RangeError naming file, respondent, column and what is wrong, or the columns there are
 */
export function questionsFrom(
  source: RespondentColumns,
  asked: readonly QuestionColumns[],
): QuestionAnswers[] {
  return asked.map(({ key, kind, points = 0 }) => {
    const columns = columnsOf(source, key, kind === "one" || kind === "day");
    const refused: Refuse = (cell, what) => refuse(source, cell, what);
    const read = READERS[kind]({ columns, key, points, refused });
    const rows = rowsOf(source, columns, read.of);
    return {
      ...{ key, label: key, measure: read.measure, single: kind === "one" },
      ...{ parts: read.parts.map((id) => ({ id, label: id })) },
      ...(kind === "rating"
        ? { points: Array.from({ length: points }, (_, index) => String(index + 1)) }
        : {}),
      values: Float64Array.from(rows.flatMap(({ figures }) => figures)),
      cohort: Int32Array.from(rows.map(({ cohort }) => cohort)),
      weight: new Float64Array(rows.length).fill(1),
      respondentIds: rows.map(({ id }) => id),
    };
  });
}

/**
 * Allocations over the items, in the columns `key_<item number>`; a constant sum may add up to any total
 * and is put on 100, a top answer is 1 or 0.
 *
 * @throws RangeError naming file, respondent, column and what is wrong, or the columns there are
 */
export function allocationsFrom(
  source: RespondentColumns,
  study: { readonly itemNumbers: readonly number[]; readonly cohortCount: number },
  asked: readonly { readonly key: string; readonly format: AllocationFormat }[],
): AllocationAnswers[] {
  return asked.map(({ key, format }) => {
    const columns = study.itemNumbers.map((number) => {
      const name = `${key}_${number}`;
      const column = source.columns.find((each) => each.name === name);
      if (!column) throw new RangeError(noColumn(source, name));
      return column;
    });
    const rows = rowsOf(source, columns, (cells) => cells.map((cell) => amountIn(source, cell)));
    return {
      data: allocationData({
        ...{ name: key, format, itemCount: study.itemNumbers.length },
        cohortCount: study.cohortCount,
        respondents: rows.map(({ id, cohort, figures }) => ({
          cohort,
          points: onHundred(figures, format, () => `${source.file.name}, respondent ${id}, ${key}`),
        })),
      }),
      respondentIds: rows.map(({ id }) => id),
    };
  });
}

function onHundred(
  amounts: readonly number[],
  format: AllocationFormat,
  where: () => string,
): (number | null)[] {
  if (format === "percentage") return amounts.map((one) => (Number.isNaN(one) ? null : one));
  const whole = amounts.map((one) => (Number.isNaN(one) ? 0 : one));
  if (format === "top") return whole.map((one) => 100 * one);
  const sum = whole.reduce((before, one) => before + one, 0);
  if (sum <= 0) throw new RangeError(`${where()}: the points add up to ${sum}.`);
  return whole.map((one) => (100 * one) / sum);
}

/** The columns of a key: its own, or those that begin with it and an underscore. */
function columnsOf(source: RespondentColumns, key: string, isOwn: boolean): FileColumn[] {
  const own = source.columns.filter(({ name }) => name === key);
  if (isOwn || own.length > 0) {
    if (own.length === 0) throw new RangeError(noColumn(source, key));
    return own;
  }
  const parts = source.columns.filter(
    ({ name }) => name.startsWith(`${key}_`) && name !== `${key}_other_text`,
  );
  if (parts.length === 0) throw new RangeError(noColumn(source, `${key}_…`));
  return parts;
}

function noColumn({ file, columns }: RespondentColumns, name: string): string {
  return `${file.name} has no column ${name}. There are: ${columns.map((each) => each.name).join(", ")}.`;
}

interface Row {
  readonly id: string;
  readonly cohort: number;
  readonly figures: readonly number[];
}

function rowsOf(
  { cohortOf }: RespondentColumns,
  columns: readonly FileColumn[],
  figuresOf: (cells: readonly Cell[]) => readonly number[],
): Row[] {
  return [...cohortOf].flatMap(([id, cohort]) => {
    const cells = columns.map(({ name, byRespondent }) => {
      const text = byRespondent.get(id) ?? "";
      return { id, column: name, text: text === NOT_ASKED ? "" : text };
    });
    if (cells.every(({ text }) => text === "")) return [];
    return [{ id, cohort, figures: figuresOf(cells) }];
  });
}

type Refuse = (cell: Cell, what: string) => never;
type Reader = (question: {
  readonly columns: readonly FileColumn[];
  readonly key: string;
  readonly points: number;
  readonly refused: Refuse;
}) => {
  readonly measure: QuestionAnswers["measure"];
  readonly parts: readonly string[];
  of(cells: readonly Cell[]): readonly number[];
};

const READERS: Record<ColumnKind, Reader> = {
  one({ columns: [column] }) {
    const parts = column.values.filter((value) => value !== NOT_ASKED);
    return {
      ...{ measure: "chosen", parts },
      of: ([{ text }]) => parts.map((part) => Number(part === text)),
    };
  },
  several: ({ columns, key, refused }) => ({
    ...{ measure: "chosen", parts: endsOf(columns, key) },
    of: (cells) =>
      cells.map((cell) => {
        if (!["0", "1", ""].includes(cell.text)) refused(cell, "is neither 0 nor 1");
        return Number(cell.text);
      }),
  }),
  ranked({ columns }) {
    const values = columns.flatMap((column) => column.values);
    const parts = [...new Set(values.filter((value) => value !== NOT_ASKED))].sort();
    return {
      ...{ measure: "ranked", parts },
      of: (cells) => parts.map((part) => cells.findIndex(({ text }) => text === part) + 1),
    };
  },
  amount: ({ columns, key, refused }) => ({
    ...{ measure: "amount", parts: endsOf(columns, key) },
    of: (cells) => cells.map((cell) => numberIn(cell, refused)),
  }),
  rating: ({ columns, key, points, refused }) => ({
    ...{ measure: "rating", parts: endsOf(columns, key) },
    of: (cells) =>
      cells.map((cell) => {
        const point = numberIn(cell, refused);
        const isPoint = Number.isInteger(point) && point >= 1 && point <= points;
        if (isPoint || Number.isNaN(point)) return point;
        return refused(cell, `is no point of 1 to ${points}`);
      }),
  }),
  day: ({ key, refused }) => ({
    ...{ measure: "day", parts: [key] },
    of([cell]) {
      const moment = /^\d{4}-\d{2}-\d{2}$/.test(cell.text) ? Date.parse(cell.text) : Number.NaN;
      return [Number.isNaN(moment) ? refused(cell, "is no day like 2026-11-30") : moment / DAY];
    },
  }),
};

/** What each column has after the key; the key itself for its own column. */
function endsOf(columns: readonly FileColumn[], key: string): string[] {
  return columns.map(({ name }) => (name === key ? key : name.slice(key.length + 1)));
}

function numberIn(cell: Cell, refused: Refuse): number {
  if (cell.text === "") return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(cell.text) ? Number(cell.text) : refused(cell, "is no number");
}

function amountIn(source: RespondentColumns, cell: Cell): number {
  return numberIn(cell, (place, what) => refuse(source, place, what));
}

function refuse({ file }: RespondentColumns, { id, column, text }: Cell, what: string): never {
  throw new RangeError(`${file.name}, respondent ${id}, column ${column}: “${text}” ${what}.`);
}
