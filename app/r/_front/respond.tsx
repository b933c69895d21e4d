import { randomUUID } from "node:crypto";
import type { ReactElement } from "react";
import { DatabaseUnavailable } from "@/db/errors";
import { Conflict, type InputIssue, InvalidInput, NotFound } from "@/lib/errors";
import type { SentForm } from "@/lib/fielding/interview/schema";
import type { Following } from "@/lib/fielding/prefetch";
import type { ScreenView, StepView } from "@/lib/fielding/screens/screen-view";
import { acceptedLanguage } from "@/lib/i18n/accepted-language";
import { LANGUAGES, type Language } from "@/lib/i18n/languages";
import { logError } from "@/lib/log";
import { originOf } from "@/lib/panels/exit-address";
import { assets } from "../_screens/assets";
import { Document, Main } from "../_screens/document";
import { placeOf, Step } from "../_screens/form/step";
import { headingOf, Plain } from "../_screens/plain";
import { type Problem, ProblemScreen } from "../_screens/problem";
import type { Sending } from "../_screens/screen";
import { StoredMeanwhile } from "../_screens/stored-meanwhile";
import { type Words, wordsIn } from "../_screens/words";
import type { Reply, RespondentRequest } from "./exchange";
import { BodyRefused } from "./sent-form";

interface ScreenOptions {
  readonly status?: number;
  readonly issues?: readonly InputIssue[];
  /** Something to be read first that is not a fault. */
  readonly notice?: string;
  /** What another window stored of the screen meanwhile, and where to go on with it. */
  readonly meanwhile?: { readonly stored: StepView; readonly keep: string };
  /** Set in a preview: the screen that the button leads to. */
  readonly preview?: { readonly next: string | null };
  /** Where the form of a first screen goes that Back shall find again with what it began. */
  readonly startsAt?: string;
}

/** A screen of a study as a whole page. */
export function screenPage(view: ScreenView, options: ScreenOptions = {}): Promise<Reply> {
  const { status = 200, preview, startsAt } = options;
  const { title, main } = drawn(view, options);
  return page(
    <Document locale={view.locale} title={title} leadsTo={leadsTo(view)}>
      {main}
    </Document>,
    {
      status,
      framedBy: preview ? ["'self'"] : view.framedBy.map(originOf),
      headers: view.kind === "welcome" && startsAt !== undefined ? KEPT_FOR_BACK : {},
    },
  );
}

/** A screen's title and its part of the page. */
function drawn(
  view: ScreenView,
  {
    issues = [],
    notice,
    meanwhile,
    preview,
    startsAt,
    address,
  }: ScreenOptions & { address?: string },
): { title: string; main: ReactElement } {
  const { say, sayError } = wordsIn(view.locale);
  const faults = issues.map(({ path: field, key, values }) => ({
    path: field,
    message: sayError(key, values),
  }));
  const heading = isStep(view) ? placeOf(view) : headingOf(view);
  const isStudy = heading === view.studyTitle;
  const place = isStudy ? heading : `${heading} · ${view.studyTitle}`;
  const title = faults.length > 0 ? say("errorPrefix", { title: place }) : place;
  const sending: Sending = preview
    ? { kind: "preview", next: preview.next }
    : { kind: "saved", attempt: randomUUID(), shownAt: shownSince(view) };
  const main = (
    <Main
      locale={view.locale}
      screen={view.kind}
      synthetic={view.synthetic}
      preview={preview !== undefined}
      test={view.test}
      part={address === undefined ? undefined : { address, title }}
    >
      {isStep(view) ? (
        <Step
          view={view}
          faults={faults}
          sending={sending}
          notice={
            meanwhile ? <StoredMeanwhile {...meanwhile} /> : notice && <Notice text={notice} />
          }
        />
      ) : (
        <Plain view={view} faults={faults} sending={preview ? sending : null} startsAt={startsAt} />
      )}
    </Main>
  );
  return { title, main };
}

/**
 * When the screen was first made, in the form that was sent, where it comes again: its second step,
 * with what is wrong, in another language. The time before it was sent belongs to it too; without it
 * somebody who takes two steps would seem to have taken one.
 */
function shownSince(view: ScreenView): number {
  const now = Date.now();
  const sent = isStep(view) ? view.filled.shown_at?.[0] : undefined;
  return sent !== undefined && /^\d{1,15}$/.test(sent) ? Math.min(now, Number(sent)) : now;
}

/** The request header in which the script names the address of the screen that lies ready. */
const HELD = "screen-ahead";

/** True for a request of the script, which takes a screen without its page. */
export function isForScript(asked: RespondentRequest): boolean {
  return asked.header(HELD) !== null;
}

/**
 * Acknowledges a post, and tells the script that has a screen what lies behind it. A browser is sent to the next screen; the script, which says which screen it
 * has already, gets those that follow in the reply itself, each without its page. With none of them
 * it goes to the place as a browser would. The place stands in the reply's text, by which the script
 * tells an acknowledgement from what a network answers in our place.
 *
 * @param to the interview's address and the name of the screen where it goes on
 * @param screens that screen and what can lie ready behind it, in order
 */
export async function acknowledged(
  asked: RespondentRequest,
  to: { readonly interview: string; readonly screen: string },
  screens: () => Promise<readonly Following[]>,
): Promise<Reply> {
  const place = `${to.interview}/${to.screen}`;
  if (!isForScript(asked)) return seeOther(place);
  const held = asked.header(HELD);
  let markup = await markupOf(<meta name="place" content={place} />);
  for (const { screen, view } of await screens()) {
    const address = `${to.interview}/${screen}`;
    if (address !== held) markup += await markupOf(drawn(await view(), { address }).main);
  }
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Location": place,
      "Content-Security-Policy": "default-src 'none'",
      ...COMMON_HEADERS,
    },
    body: markup,
  };
}

/** Takes focus as the screen opens. */
function Notice({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noAutofocus: what happened is the first thing to be read
    <p className="notice" role="status" tabIndex={-1} autoFocus>
      {text}
    </p>
  );
}

/** The panel that an interview which has just been stored belongs to, or nothing. */
function leadsTo(view: ScreenView): string | undefined {
  switch (view.kind) {
    case "done":
    case "screened-out":
    case "over-quota":
      return view.exit?.address;
    default:
      return undefined;
  }
}

export function isStep(view: ScreenView): view is StepView {
  return "progress" in view;
}

/** Sends the browser to fetch another address. */
export function seeOther(address: string): Reply {
  return { status: 303, headers: { Location: address, ...COMMON_HEADERS }, body: "" };
}

/** The request that is answered, and the link of the interview it belongs to, if it has one. */
interface Request {
  readonly asked: RespondentRequest;
  readonly interview?: string;
}

/**
 * Runs a respondent's request, and turns what it throws into a page with a mend on it.
 *
 * @param work is handed a function to call with the form, once it could be read: what stays to be
 *   sent again when we failed
 */
export async function answering(
  request: Request,
  work: (remember: (sent: SentForm) => void) => Promise<Reply>,
): Promise<Reply> {
  let sent: SentForm | undefined;
  try {
    return await work((form) => {
      sent = form;
    });
  } catch (error) {
    return problemPage(error, sent, request);
  }
}

const ALL_LANGUAGES = Object.keys(LANGUAGES) as Language[];

function problemPage(
  error: unknown,
  sent: SentForm | undefined,
  { asked, interview }: Request,
): Promise<Reply> {
  // What went wrong may be the very reading of the interview, so the form is asked, or the browser.
  const accepted = acceptedLanguage(asked.header("accept-language"), ALL_LANGUAGES);
  const words = wordsIn(typeof sent?.locale === "string" ? sent.locale : accepted);
  const { say, sayError } = words;
  const problem = (status: number, told: Problem, headers: Record<string, string> = {}) =>
    page(<ProblemDocument words={words} told={told} />, { status, framedBy: [], headers });

  if (error instanceof NotFound) {
    return problem(404, { title: say("notFoundTitle"), text: say("notFoundText") });
  }
  if (error instanceof BodyRefused) {
    const text = say(error.status === 413 ? "tooLargeText" : "wrongTypeText");
    return problem(error.status, { title: say("refusedTitle"), text });
  }
  const resend = sent && { fields: fieldsOf(sent), words: say("again") };
  if (error instanceof Conflict && error.key === "tooManyStarts") {
    const text = sayError(error.key, error.values);
    const retry = { "Retry-After": String(60 * Number(error.values.minutes)) };
    return problem(429, { title: say("tooManyStartsTitle"), text, resend }, retry);
  }
  const link = interview ? { href: interview, words: say("goOn") } : undefined;
  if (error instanceof Conflict) {
    const text = sayError(error.key, error.values);
    return problem(409, { title: say("refusedTitle"), text, link });
  }
  if (error instanceof InvalidInput) {
    const [{ key, values }] = error.issues;
    return problem(422, { title: say("refusedTitle"), text: sayError(key, values), link });
  }
  if (error instanceof DatabaseUnavailable) {
    const text = say(resend ? "unavailableText" : "unavailableReadText");
    return problem(503, { title: say("unavailableTitle"), text, resend }, { "Retry-After": "5" });
  }
  logError("A respondent's request could not be handled", error);
  const text = say(resend ? "unexpectedText" : "unexpectedReadText");
  return problem(500, { title: say("unexpectedTitle"), text, resend });
}

function ProblemDocument({ words, told }: { words: Words; told: Problem }) {
  return (
    <Document locale={words.language} title={told.title}>
      <Main locale={words.language} screen="problem">
        <ProblemScreen problem={told} />
      </Main>
    </Document>
  );
}

function fieldsOf(sent: SentForm): [string, string][] {
  return Object.entries(sent).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one): [string, string] => [name, one]),
  );
}

const COMMON_HEADERS = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex",
};

/**
 * Back finds the page as it was, the interview it began with it; whoever opens the link anew gets a new
 * one, since the page is stale at once and nothing tells the browser that it still holds.
 */
const KEPT_FOR_BACK = { "Cache-Control": "private, max-age=0" };

async function page(
  document: ReactElement,
  {
    status,
    framedBy,
    headers = {},
  }: { status: number; framedBy: readonly string[]; headers?: Record<string, string> },
): Promise<Reply> {
  const { style, loader } = assets();
  // What is put in is ours alone; React has escaped every "<" of the study's own words.
  const markup = (await markupOf(document))
    .replace("</head>", () => `<style>${style.text}</style></head>`)
    .replace("</body>", () => `<script>${loader.text}</script></body>`);
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": [
        "default-src 'none'",
        `style-src ${style.source}`,
        // The loader by its hash, and what the loader loads.
        `script-src ${loader.source} 'strict-dynamic'`,
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        `frame-ancestors ${framedBy.join(" ") || "'none'"}`,
      ].join("; "),
      ...COMMON_HEADERS,
      ...headers,
    },
    body: `<!doctype html>${markup}`,
  };
}

type Renderer = typeof import("react-dom/server");
let renderer: Renderer | undefined;

async function markupOf(element: ReactElement): Promise<string> {
  // A static import of react-dom/server is refused in route handlers, which draw previews. It is kept
  // because finding it again each time would cost as much as the drawing.
  renderer ??= await import("react-dom/server");
  return renderer.renderToStaticMarkup(element);
}
