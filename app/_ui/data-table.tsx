import type { ReactNode } from "react";
import { StudyWords } from "./study-language";

export interface Column {
  readonly key: string;
  readonly title: string;
  /** Numbers stand at the right, in tabular figures. */
  readonly numeric?: boolean;
  /** Its cells hold words of the study, in its language. */
  readonly studyWords?: boolean;
}

/**
 * A table that keeps its header and copies cleanly. Where it is too wide it scrolls inside itself: the
 * names of its rows stay, and a shade at the edge says that there is more.
 */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  /** A row with an id can be linked to. */
  rows: readonly { key: string; id?: string; cells: Record<string, ReactNode> }[];
}) {
  const side = (column: Column) => (column.numeric ? "text-end" : "text-start");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="shaded-where-more overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="*:border-b *:border-line-strong">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`sticky top-0 bg-surface px-2 py-2 font-semibold first:start-0 first:z-[1] first:ps-0 ${side(column)}`}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.key}
              id={row.id}
              className="*:border-b *:border-line last:*:border-b-0 target:bg-accent-soft"
            >
              {columns.map((column, index) =>
                index === 0 ? (
                  <th
                    key={column.key}
                    scope="row"
                    className="sticky start-0 min-w-32 bg-surface py-2 pe-2 text-start align-top font-medium wrap-anywhere in-target:bg-accent-soft sm:min-w-40"
                  >
                    {cellOf(row.cells, column)}
                  </th>
                ) : (
                  <td key={column.key} className={`px-2 py-2 align-top ${side(column)}`}>
                    {cellOf(row.cells, column)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cellOf(cells: Record<string, ReactNode>, { key, studyWords }: Column): ReactNode {
  return studyWords ? <StudyWords>{cells[key]}</StudyWords> : cells[key];
}
