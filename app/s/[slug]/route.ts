import { queryOf, readForm } from "@/app/_http/read-form";
import { answering, screenPage, seeOther } from "@/app/r/_screens/respond";
import { database } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { showStudy } from "@/lib/fielding/show-study";
import { startInterview } from "@/lib/fielding/start-interview";

interface Context {
  readonly params: Promise<{ slug: string }>;
}

/** A study's public link greets; only the button starts an interview. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async () => {
    const { slug } = await params;
    const input = { slug, query: queryOf(request) };
    return screenPage(await showStudy({ db: await database(), input }));
  });
}

/** The form goes to the address it came from, so what the link carries comes along with it. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async (remember) => {
    const { slug } = await params;
    const form = await readForm(request);
    remember(form);
    const db = await database();
    const input = { slug, query: queryOf(request) };
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
