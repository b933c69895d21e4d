import { fileHeaders } from "@/app/_http/file-headers";
import { answerFor } from "@/app/_http/route";
import type { Database } from "@/db/database";
import type { Actor } from "@/lib/auth/actor";
import { NotFound } from "@/lib/errors";
import { BYTE_ORDER_MARK } from "@/lib/files/csv";
import { downloadStudyFile } from "@/lib/reports/export/download-study-file";
import { readIndividualFile } from "@/lib/reports/report/model/individual-files";
import { type CohortReport, readCohortReport } from "@/lib/reports/report/read-cohort-report";
import { REPORT_FILES } from "@/lib/reports/report/report-files";
import { chartsOf } from "@/lib/reports/report/sections/report-sections";
import type { ReportQuestion } from "@/lib/reports/schema";
import { chartPng, chartSvg } from "../../chart-file";
import { reportInput } from "../../report-address";

interface Context {
  readonly params: Promise<{ studyId: string; file: string }>;
}

interface FileRequest {
  readonly db: Database;
  readonly actor: Actor;
  readonly studyId: string;
  readonly file: string;
}

/** A file that is made of the report; null for a chart that this report does not have. */
type Made = { readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> } | null;

const STUDY_FILE = /^[a-z][a-z0-9_.-]*\.[a-z]+$/;
const CHART = /^(?<key>.+)-gaps\.(?<format>svg|png)$/;

/**
 * A file of the study. Those of the report and its charts follow the filters, the scale, the pair and
 * the order that the address names, just as the page does; the study's own data come whole, or of the
 * revision that it names.
 */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const asked = { db, actor, ...(await params) };
    const { file } = asked;
    const search = new URL(request.url).searchParams;
    const cells = search.get("cells") || undefined;
    search.delete("cells");
    const kind = REPORT_FILES.find(({ name, ending }) => file === `${name}.${ending}`);
    if (kind) {
      const mark = cells === "excel" && kind.ending === "csv" ? BYTE_ORDER_MARK : "";
      return reportFile(asked, search, (report) => ({
        type: kind.type,
        body: mark + kind.write(report),
      }));
    }
    const chart = CHART.exec(file)?.groups;
    if (chart) {
      return reportFile(asked, search, (report) => chartIn(report, chart.key, chart.format));
    }
    if (!STUDY_FILE.test(file)) throw new NotFound("file");
    const individual = await readIndividualFile({
      db,
      actor,
      input: { studyId: asked.studyId, file },
    });
    if (individual !== null) {
      return new Response(individual, { headers: fileHeaders("text/csv; charset=utf-8", file) });
    }
    return studyFile(asked, search.get("revision") || undefined, cells);
  });
}

async function studyFile(
  { db, actor, studyId, file }: FileRequest,
  revision: string | undefined,
  cells: string | undefined,
): Promise<Response> {
  const input = { studyId, file, revision, cells };
  const { type, bytes } = await downloadStudyFile({ db, actor, input });
  return new Response(bytes, { headers: fileHeaders(type, file) });
}

async function reportFile(
  { db, actor, studyId, file }: FileRequest,
  search: URLSearchParams,
  make: (report: CohortReport) => Made | Promise<Made>,
): Promise<Response> {
  const started = performance.now();
  // The verb checks what an address holds; its type is known only after that.
  const input = reportInput(studyId, search) as ReportQuestion;
  const report = await readCohortReport({ db, actor, input });
  const read = performance.now() - started;
  const made = await make(report);
  if (!made) throw new NotFound("chart");
  const total = performance.now() - started;
  return new Response(made.body, {
    headers: {
      ...fileHeaders(made.type, file),
      "Server-Timing": `read;dur=${read.toFixed(1)}, total;dur=${total.toFixed(1)}`,
    },
  });
}

async function chartIn(report: CohortReport, key: string, format: string): Promise<Made> {
  const chart = chartsOf(report).find(({ id }) => id === key);
  if (!chart) return null;
  const svg = await chartSvg(chart);
  return format === "svg"
    ? { type: "image/svg+xml; charset=utf-8", body: svg }
    : { type: "image/png", body: new Uint8Array(await chartPng(svg)) };
}
