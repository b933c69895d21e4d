import type { ReactNode } from "react";
import { wordsIn } from "./words";

/** The whole page. Its style and script are put in by respond.tsx, which knows their hashes. */
export function Document({
  locale,
  title,
  synthetic,
  preview,
  test,
  leadsTo,
  screen,
  children,
}: {
  locale: string;
  title: string;
  synthetic: boolean;
  preview: boolean;
  test: boolean;
  /** Where the browser goes by itself, once the page was shown. */
  leadsTo?: string;
  /** What plain clients and tests go by. */
  screen: string;
  children: ReactNode;
}) {
  const { direction, say, sayCommon } = wordsIn(locale);
  return (
    <html lang={locale} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        {leadsTo && <meta httpEquiv="refresh" content={`0;url=${leadsTo}`} />}
        <title>{title}</title>
      </head>
      <body>
        <main data-screen={screen}>
          {preview && <p className="mark">{say("previewTitle")}</p>}
          {test && <p className="mark">{say("testTitle")}</p>}
          {synthetic && <p className="mark">{sayCommon("synthetic")}</p>}
          {children}
        </main>
      </body>
    </html>
  );
}

/** A text of the study: blank lines part paragraphs. */
export function Prose({ text }: { text: string }) {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}
