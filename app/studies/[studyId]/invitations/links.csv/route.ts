import { answerFor } from "@/app/_http/route";
import { exportInvitationLinks } from "@/lib/studies/invitations/export-invitation-links";

interface Context {
  readonly params: Promise<{ studyId: string }>;
}

/** Everybody's personal link, for those who send their letters by other means. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const { studyId } = await params;
    const text = await exportInvitationLinks({ db, actor, input: { studyId } });
    return new Response(text, {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="links.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  });
}
