import { answerFor } from "@/app/_http/route";
import { readProgressTag } from "@/lib/reports/monitoring/read-progress-tag";

/** Says whether the progress would show something new: 304 when it is as the asker knows it. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ studyId: string }> },
): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const tag = await readProgressTag({ db, actor, input: await params });
    const headers = { ETag: `"${tag}"`, "Cache-Control": "no-cache, private" };
    const isKnown = request.headers.get("if-none-match") === headers.ETag;
    return isKnown ? new Response(null, { status: 304, headers }) : new Response(null, { headers });
  });
}
