import type { GapChartData } from "@/lib/charts/gap-chart-data";
import type { GlossaryTerm } from "../../glossary";
import type { CohortReport } from "../read-cohort-report";

/** What a section is made of. */
export interface SectionContext {
  readonly report: CohortReport;
  /** The same with the flagged, where they are left out. */
  readonly all: CohortReport | null;
  /** How long the report took to read. */
  readonly milliseconds: number;
}

/** A part of the report: what it says of a study, without how it is drawn. */
export interface ReportSection {
  readonly key: string;
  /** Those of all respondents stand above the filters, which do not change them. */
  readonly about: "all respondents" | "those counted";
  /** Nothing where the study gives it nothing to say; several where it says the same of several. */
  read(context: SectionContext): SectionContent[];
}

export interface SectionContent {
  /** Unique in the report. */
  readonly id: string;
  /** Null for what stands on the page without a frame. */
  readonly title: string | null;
  readonly lead?: string;
  /** What the glossary explains of it. */
  readonly terms?: readonly GlossaryTerm[];
  /** Can be had as a file of its own; in `blocks` too where it has figures. */
  readonly chart?: GapChartData;
  /** In order. */
  readonly blocks: readonly SectionBlock[];
}

export type SectionBlock =
  | {
      readonly kind: "notice";
      readonly tone: "information" | "warning";
      readonly title?: string;
      readonly lines: readonly string[];
    }
  | { readonly kind: "chart"; readonly chart: GapChartData }
  | { readonly kind: "list"; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: "table";
      readonly table: SectionTable;
      /** What opens it; it stands open without. */
      readonly foldedUnder?: string;
    }
  /** Parts under a title of their own. */
  | { readonly kind: "group"; readonly title: string; readonly blocks: readonly SectionBlock[] }
  | { readonly kind: "text"; readonly text: string; readonly isSmall?: boolean }
  /** Where the figures come from: a text, and what is copied from it. */
  | {
      readonly kind: "provenance";
      readonly lines: readonly { readonly text: string; readonly code?: string }[];
    };

export interface SectionTable {
  readonly caption: string;
  readonly columns: readonly {
    readonly key: string;
    readonly title: string;
    readonly numeric?: boolean;
    /** Its cells hold words of the study, in its language. */
    readonly studyWords?: boolean;
    /** Its cells stay on one line. */
    readonly whole?: boolean;
  }[];
  readonly rows: readonly {
    readonly key: string;
    /** Where a row of a chart leads to. */
    readonly id?: string;
    readonly cells: Readonly<Record<string, string>>;
  }[];
}
