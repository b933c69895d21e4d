import { queryOf } from "@/app/_http/read-form";
import { answering, screenPage, seeOther } from "@/app/r/_screens/respond";
import { database } from "@/db/client";
import { showUnsubscribe } from "@/lib/fielding/show-unsubscribe";
import { unsubscribe } from "@/lib/fielding/unsubscribe";

interface Context {
  readonly params: Promise<{ slug: string }>;
}

/** Asks; mail scanners open links, and open nothing by it. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async () => {
    const input = { slug: (await params).slug, query: queryOf(request) };
    return screenPage(await showUnsubscribe({ db: await database(), input }));
  });
}

/** The page's button, and the one that mail programs show (RFC 8058): the body says nothing more. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async () => {
    const { pathname, search } = new URL(request.url);
    const input = { slug: (await params).slug, query: queryOf(request) };
    await unsubscribe({ db: await database(), input });
    return seeOther(`${pathname}${search}`);
  });
}
