import { fileHeaders } from "@/app/_http/file-headers";
import { answerFor } from "@/app/_http/route";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { NotFound } from "@/lib/errors";
import { downloadStudyFile } from "@/lib/reports/export/download-study-file";
import { readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { reportCsv } from "@/lib/reports/report/report-csv";
import type { ReportQuestion } from "@/lib/reports/schema";
import { chartPng, chartSvg } from "../../chart-file";
import { reportInput } from "../../report-address";

interface Context {
  readonly params: Promise<{ studyId: string; file: string }>;
}

interface Asked {
  readonly db: Database;
  readonly actor: Actor;
  readonly studyId: string;
  readonly file: string;
}

const CSV = "text/csv; charset=utf-8";
const RAW = /^(?<name>[a-z][a-z0-9_-]*)\.csv$/;
const CHART = /^(?<key>.+)-gaps\.(?<format>svg|png)$/;

/**
 * A file of the study. report.csv and the charts follow the filters, the scale, the pair and the
 * order that the address names, just as the page does; the study's own data come whole.
 */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const asked = { db, actor, ...(await params) };
    const chart = CHART.exec(asked.file)?.groups;
    if (asked.file === "report.csv" || chart) {
      return reportFile(asked, new URL(request.url).searchParams, chart);
    }
    const name = RAW.exec(asked.file)?.groups?.name;
    if (name === undefined) throw new NotFound("file");
    return rawFile(asked, name);
  });
}

async function rawFile({ db, actor, studyId, file }: Asked, name: string): Promise<Response> {
  const bytes = await downloadStudyFile({ db, actor, input: { studyId, file: name } });
  return new Response(bytes, { headers: fileHeaders(CSV, file) });
}

async function reportFile(
  { db, actor, studyId, file }: Asked,
  search: URLSearchParams,
  chart: Record<string, string> | undefined,
): Promise<Response> {
  const started = performance.now();
  // The verb judges what an address holds; its type is known only after that.
  const input = reportInput(studyId, search) as ReportQuestion;
  const report = await readCohortReport({ db, actor, input });
  const read = performance.now() - started;
  const answer = (type: string, body: string | Uint8Array<ArrayBuffer>) => {
    const total = performance.now() - started;
    return new Response(body, {
      headers: {
        ...fileHeaders(type, file),
        "Server-Timing": `read;dur=${read.toFixed(1)}, total;dur=${total.toFixed(1)}`,
      },
    });
  };
  if (!chart) return answer(CSV, reportCsv(report));
  const table = report.tables.find(({ key }) => key === chart.key);
  if (!table) throw new NotFound("chart");
  const svg = await chartSvg(report, table);
  return chart.format === "svg"
    ? answer("image/svg+xml; charset=utf-8", svg)
    : answer("image/png", new Uint8Array(await chartPng(svg)));
}
