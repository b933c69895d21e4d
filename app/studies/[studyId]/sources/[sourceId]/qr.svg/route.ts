import { answerFor } from "@/app/_http/route";
import { studyLink } from "@/app/studies/[studyId]/study-link";
import { NotFound } from "@/lib/errors";
import { qrCode } from "@/lib/files/qr-code";
import { readStudy } from "@/lib/studies/lifecycle/read-study";
import { listSources } from "@/lib/studies/sources/list-sources";

interface Context {
  readonly params: Promise<{ studyId: string; sourceId: string }>;
}

/** A source's link as a QR code. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const { studyId, sourceId } = await params;
    const sources = await listSources({ db, actor, input: { studyId } });
    const source = sources.find(({ id }) => id === sourceId);
    if (!source) throw new NotFound("source");
    const input = { studyId, purpose: "edit studies" } as const;
    const { study } = await readStudy({ db, actor, input });
    return new Response(qrCode(studyLink(study.slug, source.code)), {
      headers: {
        "Content-Type": "image/svg+xml",
        "Content-Disposition": `attachment; filename="${study.slug}.svg"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  });
}
