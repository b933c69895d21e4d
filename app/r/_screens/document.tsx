import type { ReactNode } from "react";
import { tagOf } from "@/lib/i18n/languages";
import { PageDirection, StudyText } from "./study-text";
import { wordsIn } from "./words";

/** The whole page. Its style and script are put in by respond.tsx, which knows their hashes. */
export function Document({
  locale,
  title,
  leadsTo,
  children,
}: {
  locale: string;
  title: string;
  /** Where the browser goes by itself, once the page was shown. */
  leadsTo?: string;
  children: ReactNode;
}) {
  const { direction, say } = wordsIn(locale);
  return (
    <html lang={tagOf(locale)} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        {leadsTo && <meta httpEquiv="refresh" content={`0;url=${leadsTo}`} />}
        <title>{title}</title>
      </head>
      <body>
        <p
          id="state"
          role="status"
          data-saving={say("saving")}
          data-saved={say("saved")}
          data-trying={say("trying")}
          data-unreached={say("unreached")}
        />
        {children}
      </body>
    </html>
  );
}

/** What changes from screen to screen. */
export function Main({
  locale,
  screen,
  synthetic = false,
  preview = false,
  test = false,
  part,
  children,
}: {
  locale: string;
  /** What plain clients and tests go by. */
  screen: string;
  synthetic?: boolean;
  preview?: boolean;
  test?: boolean;
  /** What the script has to know of a screen that comes without its page. */
  part?: { readonly address: string; readonly title: string };
  children: ReactNode;
}) {
  const { direction, say, sayCommon } = wordsIn(locale);
  // Without its page, a screen may come into one of another language.
  const own = part && { lang: tagOf(locale), dir: direction };
  return (
    <PageDirection value={direction}>
      <main {...own} data-screen={screen} data-address={part?.address} data-title={part?.title}>
        {preview && <p className="mark">{say("previewTitle")}</p>}
        {test && <p className="mark">{say("testTitle")}</p>}
        {synthetic && <p className="mark">{sayCommon("synthetic")}</p>}
        {children}
      </main>
    </PageDirection>
  );
}

/** A text of the study: blank lines part paragraphs. */
export function Prose({ text }: { text: string }) {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => (
      <p key={paragraph}>
        <StudyText text={paragraph} />
      </p>
    ));
}
