import { database } from "@/db/client";
import { showUnsubscribe } from "@/lib/fielding/show-unsubscribe";
import { unsubscribe } from "@/lib/fielding/unsubscribe";
import type { Answering } from "./exchange";
import { answering, screenPage, seeOther } from "./respond";
import { fieldsOf } from "./sent-form";

/** Asks; mail scanners open links, and open nothing by it. */
export const askWhether: Answering = (asked, { slug }) =>
  answering({ asked }, async () => {
    const input = { slug, query: fieldsOf(asked.query) };
    return screenPage(await showUnsubscribe({ db: await database(), input }));
  });

/** The page's button, and the one that mail programs show (RFC 8058): the body says nothing more. */
export const leave: Answering = (asked, { slug }) =>
  answering({ asked }, async () => {
    const { path, query } = asked;
    await unsubscribe({ db: await database(), input: { slug, query: fieldsOf(query) } });
    return seeOther(query.size > 0 ? `${path}?${query}` : path);
  });
