import { answerFor } from "@/app/_http/route";
import { NotFound } from "@/lib/errors";
import { readCohortReport } from "@/lib/reports/read-cohort-report";
import { reportCsv } from "@/lib/reports/report-csv";
import type { ReportQuestion } from "@/lib/reports/schema";
import { chartPng, chartSvg } from "../../chart-file";
import { reportInput } from "../../report-address";

interface Context {
  readonly params: Promise<{ studyId: string; file: string }>;
}

const CHART = /^(?<key>.+)-gaps\.(?<format>svg|png)$/;

/**
 * A file of the study's report: its figures, or a chart. They follow the filters, the scale, the
 * pair and the order that the address names, just as the page does.
 */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const { studyId, file } = await params;
    const chart = CHART.exec(file)?.groups;
    if (file !== "report.csv" && !chart) throw new NotFound("file");
    const started = performance.now();
    // The verb judges what an address holds; its type is known only after that.
    const input = reportInput(studyId, new URL(request.url).searchParams) as ReportQuestion;
    const report = await readCohortReport({ db, actor, input });
    const read = performance.now() - started;
    const answer = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      fileAnswer({ type, body, name: `${report.study.slug}-${file}`, started, read });

    if (!chart) return answer("text/csv; charset=utf-8", reportCsv(report));
    const table = report.tables.find(({ key }) => key === chart.key);
    if (!table) throw new NotFound("chart");
    const svg = await chartSvg(report, table);
    return chart.format === "svg"
      ? answer("image/svg+xml; charset=utf-8", svg)
      : answer("image/png", new Uint8Array(await chartPng(svg)));
  });
}

function fileAnswer(input: {
  type: string;
  body: string | Uint8Array<ArrayBuffer>;
  name: string;
  started: number;
  read: number;
}): Response {
  const total = performance.now() - input.started;
  return new Response(input.body, {
    headers: {
      "Content-Type": input.type,
      // Nothing in a name can end the quotes or reach another folder.
      "Content-Disposition": `attachment; filename="${input.name.replaceAll(/[^\w.-]/g, "-")}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Server-Timing": `read;dur=${input.read.toFixed(1)}, total;dur=${total.toFixed(1)}`,
    },
  });
}
