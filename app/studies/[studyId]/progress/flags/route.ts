import { answerFor } from "@/app/_http/route";
import { flagsCsv } from "@/lib/reports/monitoring/flags-csv";
import { readProgress } from "@/lib/reports/monitoring/read-progress";

/** flags.csv: every flagged interview with its reasons. */
export function GET(
  _: Request,
  { params }: { params: Promise<{ studyId: string }> },
): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const progress = await readProgress({ db, actor, input: await params });
    return new Response(await flagsCsv(progress), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="flags.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  });
}
