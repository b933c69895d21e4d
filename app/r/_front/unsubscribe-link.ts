import { database } from "@/db/client";
import { showUnsubscribe } from "@/lib/fielding/show-unsubscribe";
import { unsubscribe } from "@/lib/fielding/unsubscribe";
import type { Answering, RespondentRequest } from "./exchange";
import { answering, screenPage, seeOther } from "./respond";
import { BodyRefused, fieldsOf } from "./sent-form";

/** Asks; mail scanners open links, and open nothing by it. */
export const askWhether: Answering = (asked, { slug }) =>
  answering({ asked }, async () => {
    const input = { slug, query: fieldsOf(asked.query) };
    return screenPage(await showUnsubscribe({ db: await database(), input }));
  });

/**
 * The page's button, and the one that mail programs show: RFC 8058 has their post answered without a
 * redirect. Theirs may be of another type than a form that is read here; its body says nothing more.
 */
export const leave: Answering = (asked, { slug }) =>
  answering({ asked }, async () => {
    const { path, query } = asked;
    const db = await database();
    const input = { slug, query: fieldsOf(query) };
    await unsubscribe({ db, input });
    if (isFromPage(asked)) return seeOther(query.size > 0 ? `${path}?${query}` : path);
    return screenPage(await showUnsubscribe({ db, input }));
  });

function isFromPage(asked: RespondentRequest): boolean {
  try {
    return asked.form().page !== undefined;
  } catch (error) {
    if (error instanceof BodyRefused) return false;
    throw error;
  }
}
