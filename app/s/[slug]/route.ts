import { readForm } from "@/app/_http/read-form";
import { answering, closedPage, screenPage, seeOther } from "@/app/r/_screens/respond";
import { database } from "@/db/client";
import { Conflict } from "@/lib/errors";
import { showStudy } from "@/lib/fielding/show-study";
import { startInterview } from "@/lib/fielding/start-interview";

interface Context {
  readonly params: Promise<{ slug: string }>;
}

/** A study's public link greets; only the button starts an interview. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answering(async () => {
    const { slug } = await params;
    return screenPage(await showStudy({ db: await database(), input: { slug } }));
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answering(async (remember) => {
    const { slug } = await params;
    const form = await readForm(request);
    remember(form);
    const db = await database();
    try {
      const { token, screen } = await startInterview({ db, input: { slug, form } });
      return seeOther(`/r/${token}/${screen}`);
    } catch (error) {
      if (error instanceof Conflict) {
        const view = await showStudy({ db, input: { slug } });
        return closedPage(view, error.key === "studyPaused");
      }
      throw error;
    }
  });
}
