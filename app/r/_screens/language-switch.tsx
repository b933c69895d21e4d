import { LANGUAGES, languageOf, tagOf } from "@/lib/i18n/languages";
import { wordsIn } from "./words";

/**
 * The languages a screen can be switched to, each under the name its speakers give it. A switch is a
 * post, or in a preview another address; what was filled in goes along.
 */
export function LanguageSwitch({
  locale,
  languages,
  form,
  isPreview = false,
  isOpen = false,
}: {
  locale: string;
  languages: readonly string[];
  /** The id of the form whose fields go along; one of its own where there is none. */
  form?: string;
  isPreview?: boolean;
  isOpen?: boolean;
}) {
  if (languages.length < 2) return null;
  const { say } = wordsIn(locale);
  const buttons = languages.map((each) => (
    <button
      key={each}
      type="submit"
      name="language"
      value={each}
      form={form}
      lang={tagOf(each)}
      className="second"
      aria-current={each === locale ? "true" : undefined}
    >
      {LANGUAGES[languageOf(each)].name}
    </button>
  ));
  return (
    <details className="languages" open={isOpen}>
      <summary>
        {say("language", { name: LANGUAGES[languageOf(locale)].name })}
        {/* For those who cannot read this page, in the word that most of them know. */}
        {languageOf(locale) !== "en" && <span lang="en"> · Language</span>}
      </summary>
      {form ? (
        <p>{buttons}</p>
      ) : (
        <form method={isPreview ? "get" : "post"} autoComplete="off">
          {buttons}
        </form>
      )}
    </details>
  );
}
