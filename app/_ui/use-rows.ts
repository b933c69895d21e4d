"use client";

import { useId, useRef, useState } from "react";
import { useMarkChanged } from "./form-issues";

export interface Keyed<Row> {
  /** Stays with the row while it moves, so that what was typed into it moves along. */
  readonly key: string;
  readonly row: Row;
}

export type Rows<Row> = ReturnType<typeof useRows<Row>>;

/** The rows of an editor: uncontrolled fields keyed by row, so that typing redraws nothing. */
export function useRows<Row>(initial: readonly Row[]) {
  const prefix = useId();
  const made = useRef(initial.length);
  const markChanged = useMarkChanged();
  const [rows, setRows] = useState<readonly Keyed<Row>[]>(() =>
    initial.map((row, index) => ({ key: `${prefix}${index}`, row })),
  );
  const change = (next: readonly Keyed<Row>[]) => {
    setRows(next);
    markChanged();
  };
  return {
    rows,
    /** Several at once belong into one call: the rows are those of the last drawing. */
    add(...added: readonly Row[]) {
      change([...rows, ...added.map((row) => ({ key: `${prefix}${made.current++}`, row }))]);
    },
    remove(key: string) {
      change(rows.filter((keyed) => keyed.key !== key));
    },
    /** Adds several rows after those that stay; the ones they take the place of go. */
    addInPlaceOf(gone: ReadonlySet<string>, ...added: readonly Row[]) {
      const kept = rows.filter(({ key }) => !gone.has(key));
      change([...kept, ...added.map((row) => ({ key: `${prefix}${made.current++}`, row }))]);
    },
    update(key: string, row: Row) {
      change(rows.map((keyed) => (keyed.key === key ? { key, row } : keyed)));
    },
    move(key: string, by: -1 | 1) {
      const from = rows.findIndex((keyed) => keyed.key === key);
      const next = [...rows];
      const [moved] = next.splice(from, 1);
      next.splice(from + by, 0, moved);
      change(next);
    },
  };
}
