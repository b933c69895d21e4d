import { queryOf, readForm } from "@/app/_http/read-form";
import { answering, screenPage, seeOther } from "@/app/r/_screens/respond";
import { database } from "@/db/client";
import { Conflict } from "@/lib/errors";
import type { SentForm } from "@/lib/fielding/schema";
import { showStudy } from "@/lib/fielding/show-study";
import { startInterview } from "@/lib/fielding/start-interview";

interface Context {
  readonly params: Promise<{ slug: string }>;
}

/** A study's public link greets; only the button starts an interview. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async () => {
    const { slug } = await params;
    const input = { slug, query: queryOf(request), accepts: acceptsOf(request) };
    return screenPage(await showStudy({ db: await database(), input }));
  });
}

/** The form goes to the address it came from, so what the link carries comes along with it. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async (remember) => {
    const { slug } = await params;
    const form = await readForm(request);
    remember(form);
    if (form.language !== undefined) return inLanguage(request, form.language);
    const db = await database();
    const input = { slug, query: queryOf(request), accepts: acceptsOf(request) };
    try {
      const { token, screen } = await startInterview({ db, input: { ...input, form } });
      return seeOther(`/r/${token}/${screen}`);
    } catch (error) {
      if (error instanceof Conflict) {
        const view = await showStudy({ db, input });
        if (view.kind === "closed") return await screenPage(view, { status: 409 });
      }
      throw error;
    }
  });
}

/** The same link in another language: the choice is a part of the address, and stored nowhere yet. */
function inLanguage(request: Request, language: SentForm[string]): Response {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("language", String(language));
  return seeOther(`${pathname}?${searchParams}`);
}

function acceptsOf(request: Request): string | null {
  return request.headers.get("accept-language");
}
