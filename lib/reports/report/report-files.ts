import { causesJson } from "./causes/causes-json";
import { questionsCsv } from "./questions-csv";
import type { CohortReport } from "./read-cohort-report";
import { reportCsv } from "./report-csv";

/** A file that holds the report as an address asks for it: the filters, the scale, the pair, the order. */
export interface ReportFileKind {
  readonly name: string;
  readonly ending: string;
  /** The Content-Type it is handed out with. */
  readonly type: string;
  write(report: CohortReport): string | Uint8Array<ArrayBuffer>;
}

/** The files of a report, its charts apart. A further one is a line here. */
export const REPORT_FILES = [
  { name: "causes", ending: "json", type: "application/json; charset=utf-8", write: causesJson },
  { name: "questions", ending: "csv", type: "text/csv; charset=utf-8", write: questionsCsv },
  { name: "report", ending: "csv", type: "text/csv; charset=utf-8", write: reportCsv },
] as const satisfies ReportFileKind[];
