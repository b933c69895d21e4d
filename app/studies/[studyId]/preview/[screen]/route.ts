import { answerFor } from "@/app/_http/route";
import { screenPage } from "@/app/r/_front/respond";
import { previewScreen } from "@/lib/fielding/preview-screen";

interface Context {
  readonly params: Promise<{ studyId: string; screen: string }>;
}

/** A screen as respondents will see it, for the preview page's frames. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const language = new URL(request.url).searchParams.get("language") ?? undefined;
    const input = { ...(await params), language };
    const { view, next } = await previewScreen({ db, actor, input });
    const { status, headers, body } = await screenPage(view, { preview: { next } });
    return new Response(body, { status, headers });
  });
}
