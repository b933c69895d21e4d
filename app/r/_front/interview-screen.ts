import { database } from "@/db/client";
import type { Database } from "@/db/database";
import { Conflict, type InputIssue, InvalidInput } from "@/lib/errors";
import { chooseBest } from "@/lib/fielding/choose-best";
import { chooseLanguage } from "@/lib/fielding/choose-language";
import { chooseResponseMode } from "@/lib/fielding/choose-response-mode";
import type { SentForm } from "@/lib/fielding/interview/schema";
import { lookAhead } from "@/lib/fielding/look-ahead";
import { following } from "@/lib/fielding/prefetch";
import { rescaleAllocation } from "@/lib/fielding/rescale-allocation";
import { saveScreen } from "@/lib/fielding/save-screen";
import { showScreen } from "@/lib/fielding/show-screen";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import { countingOf } from "../_screens/form/step";
import { wordsIn } from "../_screens/words";
import type { Answering, Reply } from "./exchange";
import { acknowledged, answering, isForScript, isStep, screenPage, seeOther } from "./respond";

/** One screen, filled with what was stored of it; to the script that has it, what lies behind. */
export const showAnswer: Answering = (asked, { token, screen }) =>
  answering({ asked }, async () => {
    const db = await database();
    if (isForScript(asked)) {
      const to = { interview: `/r/${token}`, screen };
      return await acknowledged(asked, to, () => lookAhead({ db, token, input: { screen } }));
    }
    const shown = await showScreen({ db, token, input: { screen } });
    if (shown.kind === "elsewhere") return seeOther(`/r/${token}/${shown.screen}`);
    return screenPage(shown.view);
  });

/** Stores a screen and leads to the next; what cannot be stored comes back as it was sent. */
export const saveAnswer: Answering = (asked, { token, screen }) =>
  answering({ asked, interview: `/r/${token}` }, async (remember) => {
    const sent = asked.form();
    remember(sent);
    const { locale, language, ...form } = sent;
    const db = await database();
    const input = { screen, form, locale };
    try {
      if (language !== undefined) {
        await chooseLanguage({ db, token, input: { language } });
        return await inLanguage({ db, token, screen, filled: asFilled(form) });
      }
      if (form.rescale !== undefined) {
        const points = await rescaleAllocation({ db, token, input });
        const filled = { ...asFilled(form), ...points };
        return await again({ db, token, screen, filled, notice: "rescaled" });
      }
      const filled = await notYetWhole({ db, token, screen, form });
      if (filled) return await again({ db, token, screen, filled });
      const saved = await saveScreen({ db, token, input });
      const to = { interview: `/r/${token}`, screen: saved.screen };
      return await acknowledged(asked, to, () => following(db, saved.interview, saved.screen));
    } catch (error) {
      if (error instanceof InvalidInput) {
        return await again({ db, token, screen, filled: asFilled(form), issues: error.issues });
      }
      if (error instanceof Conflict && error.key === "answeredElsewhere") {
        return await besideStored({ db, token, screen, form });
      }
      if (error instanceof Conflict && error.key === "studyClosed") {
        const ended = await showScreen({ db, token, input: { screen: "closed" } });
        if (ended.kind === "screen") return await screenPage(ended.view, { status: 409 });
      }
      throw error;
    }
  });

/** The same screen in the language that was chosen, with what was filled in already. */
async function inLanguage({
  db,
  token,
  screen,
  filled,
}: {
  db: Database;
  token: string;
  screen: string;
  filled: Filled;
}): Promise<Reply> {
  const shown = await showScreen({ db, token, input: { screen, filled } });
  if (shown.kind === "elsewhere") return seeOther(`/r/${token}/${shown.screen}`);
  return screenPage(shown.view);
}

/** The same screen with what was sent in it, and either what is wrong or what was done. */
async function again({
  db,
  token,
  screen,
  filled,
  issues,
  notice,
}: {
  db: Database;
  token: string;
  screen: string;
  filled: Filled;
  issues?: readonly InputIssue[];
  notice?: "rescaled";
}): Promise<Reply> {
  const shown = await showScreen({ db, token, input: { screen, filled } });
  // The interview ended elsewhere in the meantime: there is nothing left to mend.
  if (shown.kind === "elsewhere") throw new Conflict("interviewOver");
  if (issues) return screenPage(shown.view, { status: 422, issues });
  if (!notice) return screenPage(shown.view);
  const total = isStep(shown.view) ? (countingOf(shown.view)?.total ?? 0) : 0;
  return screenPage(shown.view, {
    notice: wordsIn(shown.view.locale).say(notice, { total }),
  });
}

/** The screen with what was sent in it, and what another window stored of it meanwhile. */
async function besideStored({
  db,
  token,
  screen,
  form,
}: {
  db: Database;
  token: string;
  screen: string;
  form: SentForm;
}): Promise<Reply> {
  // What is stored is known from here on: the form that goes out now may overwrite it.
  const { known: _, ...filled } = asFilled(form);
  const [stored, shown] = await Promise.all([
    showScreen({ db, token, input: { screen } }),
    showScreen({ db, token, input: { screen, filled } }),
  ]);
  if (stored.kind === "elsewhere" || !isStep(stored.view) || shown.kind === "elsewhere") {
    throw new Conflict("interviewOver");
  }
  return screenPage(shown.view, {
    status: 409,
    meanwhile: { stored: stored.view, keep: `/r/${token}` },
  });
}

/**
 * What a post that stores no answer makes of its task: the other way of asking, the second step
 * once the first was taken, or the first one again. Null for a post that is to be stored.
 */
async function notYetWhole({
  db,
  token,
  screen,
  form,
}: {
  db: Database;
  token: string;
  screen: string;
  form: SentForm;
}): Promise<Filled | null> {
  const { half, ...sent } = asFilled(form);
  if (typeof form.asking === "string") {
    await chooseResponseMode({ db, token, input: { screen, responseMode: form.asking } });
    return sent;
  }
  if (form.change !== undefined) return { ...sent, worst: [], half: ["1"] };
  if (half === undefined || sent.worst !== undefined) return null;
  await chooseBest({ db, token, input: { screen, form } });
  return sent;
}

function asFilled(form: SentForm): Filled {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      typeof value === "string" ? [value] : value,
    ]),
  );
}
