/** The colours of a chart, as values of SVG paint attributes. */
export interface Paints {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly strong: string;
  /** By series number, from 1. */
  readonly series: readonly string[];
}

/** On a page: the tokens of theme.css, so that light and dark follow the reader. */
export const PAGE_PAINTS: Paints = {
  ground: "var(--surface)",
  ink: "var(--ink)",
  soft: "var(--ink-soft)",
  line: "var(--line)",
  strong: "var(--line-strong)",
  series: [1, 2, 3, 4, 5, 6].map((number) => `var(--cohort-${number})`),
};

/** In a file of its own: the light values of the same tokens, since a file has no style sheet. */
export const FILE_PAINTS: Paints = {
  ground: "#ffffff",
  ink: "#211f1b",
  soft: "#5a554c",
  line: "#dfdad0",
  strong: "#86806f",
  series: ["#0072b2", "#d55e00", "#00805d", "#b1598c", "#b07b00", "#2f86b8"],
};

export function seriesPaint(paints: Paints, number: number): string {
  return paints.series[(number - 1) % paints.series.length];
}
