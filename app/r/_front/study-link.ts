import { database } from "@/db/client";
import { Conflict, InvalidInput } from "@/lib/errors";
import type { SentForm } from "@/lib/fielding/interview/schema";
import { lookAhead } from "@/lib/fielding/look-ahead";
import { showStudy } from "@/lib/fielding/show-study";
import { startInterview } from "@/lib/fielding/start-interview";
import { BEGINS } from "@/lib/panels/our-parameters";
import type { Answering, Reply, RespondentRequest } from "./exchange";
import { acknowledged, answering, screenPage, seeOther } from "./respond";
import { fieldsOf } from "./sent-form";

/** A study's public link greets; only the button starts an interview. */
export const greet: Answering = (asked, { slug }) =>
  answering({ asked }, async () =>
    screenPage(await showStudy({ db: await database(), input: inputOf(asked, slug) }), {
      // A personal link leads its person into the one interview they have, whatever the form says.
      startsAt: asked.query.has("invite") ? undefined : startsAt(asked),
    }),
  );

/** The form goes to the link's own address, so what the link carries comes along with it. */
export const start: Answering = (asked, { slug }) =>
  answering({ asked }, async (remember) => {
    const form = asked.form();
    remember(form);
    if (form.language !== undefined) return inLanguage(asked, form.language);
    const db = await database();
    const input = inputOf(asked, slug);
    try {
      const { token, screen } = await startInterview({
        db,
        input: { ...input, form },
        from: asked.from,
      });
      const to = { interview: `/r/${token}`, screen };
      return await acknowledged(asked, to, () => lookAhead({ db, token, input: { screen } }));
    } catch (error) {
      if (isConsentMissing(error)) {
        const view = await showStudy({ db, input });
        // The same start: pressed again, it is the one interview that it would have been.
        if (view.kind === "welcome") {
          const again = { ...view, start: String(form.start) };
          return await screenPage(again, { status: 422, issues: error.issues });
        }
      }
      if (error instanceof Conflict) {
        const view = await showStudy({ db, input });
        if (view.kind === "closed") return await screenPage(view, { status: 409 });
      }
      throw error;
    }
  });

function isConsentMissing(error: unknown): error is InvalidInput {
  return error instanceof InvalidInput && error.issues.every(({ path }) => path === "consent");
}

function inputOf(asked: RespondentRequest, slug: string) {
  return { slug, query: fieldsOf(asked.query), accepts: asked.header("accept-language") };
}

/**
 * The link with one parameter more: a post to the very address of a page has browsers forget the page,
 * and Back would find another one, which begins another interview.
 */
function startsAt({ path, query }: RespondentRequest): string {
  const begun = new URLSearchParams(query);
  begun.set(BEGINS, "1");
  return `${path}?${begun}`;
}

/** The same link in another language: the choice is a part of the address, and stored nowhere yet. */
function inLanguage({ path, query }: RespondentRequest, language: SentForm[string]): Reply {
  const chosen = new URLSearchParams(query);
  chosen.delete(BEGINS);
  chosen.set("language", String(language));
  return seeOther(`${path}?${chosen}`);
}
