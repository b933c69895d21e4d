import Link from "next/link";
import { ActionForm } from "@/app/_ui/action-form";
import { Badge } from "@/app/_ui/badge";
import { ChoiceLink } from "@/app/_ui/choice-link";
import { DataTable } from "@/app/_ui/data-table";
import { SelectField } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { LANGUAGES, type Language, languageName, languageOf, tagOf } from "@/lib/i18n/languages";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import {
  languageFileParts,
  languageParts,
  translationParts,
} from "@/lib/studies/draft/edited-parts";
import { TRANSLATIONS_BYTES } from "@/lib/studies/draft/upload-limits";
import { languagesOf, missingTexts, translationsInto } from "@/lib/translations/in-language";
import { addressText, studyTexts, type TextAddress } from "@/lib/translations/study-texts";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy, type StudyPage } from "../study";
import { saveOffered, saveTexts, upload } from "./actions";
import { type TextRow, TextRows } from "./text-rows";

export const metadata = { title: translator("languages")("title") };

interface Context {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Rows on a page: a form of some hundred texts is sent and drawn at once. */
const ROWS = 100;

export default async function LanguagesPage({ params, searchParams }: Context) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const [, ...others] = languagesOf(page.content, page.study.defaultLocale);
  const asked = await searchParams;
  const chosen = others.find((locale) => locale === asked.language) ?? others[0];
  const t = translator("languages");
  return (
    <main id="content">
      <PageHeader title={t("title")} lead={t("lead")} />
      <LockedNotice page={page} />
      <div className="grid grid-cols-1 gap-6">
        {page.isFrozen ? null : (
          <>
            <PartGate page={page} part="languages" />
            <OfferedPanel page={page} />
          </>
        )}
        <StatePanel page={page} locales={others} />
        {chosen === undefined ? null : (
          <>
            {page.isFrozen ? null : <FilePanel page={page} locale={languageOf(chosen)} />}
            <TextsPanel
              page={page}
              locale={languageOf(chosen)}
              onlyMissing={asked.show === "missing"}
              start={Math.max(0, Math.trunc(Number(asked.from) || 0))}
            />
          </>
        )}
      </div>
    </main>
  );
}

function OfferedPanel({ page: { study, content } }: { page: StudyPage }) {
  const t = translator("languages");
  const offered = languagesOf(content, study.defaultLocale);
  const all = Object.keys(LANGUAGES) as Language[];
  const canChange = study.state === "draft";
  return (
    <Panel title={t("offeredTitle")} lead={t("offeredLead")}>
      <ActionForm
        action={saveOffered.bind(null, study.id)}
        words={formWords(t("save"))}
        seen={editSnapshot(languageParts(content, study.defaultLocale))}
      >
        {canChange ? (
          <SelectField
            name="default"
            label={t("own")}
            defaultValue={study.defaultLocale}
            className="max-w-80"
          >
            {all.map((language) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </SelectField>
        ) : (
          <p>
            <input type="hidden" name="default" value={study.defaultLocale} />
            {t("own")} <strong>{languageName(study.defaultLocale)}</strong>. {t("ownStays")}
          </p>
        )}
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">{t("also")}</legend>
          <div className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
            {all
              .filter((language) => canChange || language !== study.defaultLocale)
              .map((language) => (
                <label key={language} className="flex min-h-9 items-center gap-3">
                  <input
                    type="checkbox"
                    name={`offered.${language}`}
                    defaultChecked={offered.includes(language)}
                    className="size-4 shrink-0"
                  />
                  <span>
                    {languageName(language)}{" "}
                    {LANGUAGES[language].name === languageName(language) ? null : (
                      <span lang={tagOf(language)} className="text-ink-soft">
                        {LANGUAGES[language].name}
                      </span>
                    )}
                  </span>
                </label>
              ))}
          </div>
        </fieldset>
      </ActionForm>
    </Panel>
  );
}

function StatePanel({ page, locales }: { page: StudyPage; locales: readonly string[] }) {
  const t = translator("languages");
  const { study, content, isFrozen } = page;
  const all = studyTexts(content).length;
  const base = `/studies/${study.id}`;
  return (
    <Panel title={t("stateTitle")}>
      {locales.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <DataTable
          caption={t("stateTitle")}
          columns={[
            { key: "language", title: t("language") },
            { key: "translated", title: t("translated"), numeric: true },
            { key: "outdated", title: t("outdated"), numeric: true },
            { key: "state", title: "" },
            { key: "links", title: "" },
          ]}
          rows={locales.map((locale) => {
            const missing = missingTexts(content, locale);
            const language = languageName(locale);
            const isComplete = missing.length === 0;
            return {
              key: locale,
              cells: {
                language,
                translated: t("translatedOf", { done: all - missing.length, all }),
                outdated: missing.filter(({ isOutdated }) => isOutdated).length,
                state: (
                  <Badge tone={isComplete ? "success" : "warning"}>
                    {t(isComplete ? "complete" : "incomplete")}
                  </Badge>
                ),
                links: (
                  <span className="flex flex-wrap gap-x-4 gap-y-1">
                    <Link
                      className="link"
                      href={`${base}/languages?language=${locale}#texts`}
                      aria-label={t("editOf", { language })}
                    >
                      {t(isFrozen ? "look" : "edit")}
                    </Link>
                    <a
                      className="link"
                      href={`${base}/preview/welcome?language=${locale}`}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={t("previewOf", { language })}
                    >
                      {t("preview")}
                    </a>
                  </span>
                ),
              },
            };
          })}
        />
      )}
    </Panel>
  );
}

function FilePanel({ page: { study, content }, locale }: { page: StudyPage; locale: Language }) {
  const t = translator("languages");
  const base = `/studies/${study.id}/languages/${locale}`;
  return (
    <Panel title={t("fileTitle", { language: languageName(locale) })} lead={t("fileLead")}>
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <a className="link" href={`${base}.csv`}>
          {t("csv")}
        </a>
        <a className="link" href={`${base}.xlf`}>
          {t("xliff")}
        </a>
      </p>
      <ActionForm
        key={locale}
        action={upload.bind(null, study.id, locale)}
        seen={editSnapshot(languageFileParts(content, locale))}
        words={formWords(t("upload"), t("uploading"), t("uploaded"))}
        submitLook="secondary"
      >
        <FileField
          name="bytes"
          label={t("file")}
          accept=".csv,.xlf,.xliff,.xml,text/csv,application/xliff+xml"
          mostBytes={TRANSLATIONS_BYTES}
        />
      </ActionForm>
    </Panel>
  );
}

function TextsPanel({
  page: { study, content, isFrozen },
  locale,
  onlyMissing,
  start,
}: {
  page: StudyPage;
  locale: Language;
  onlyMissing: boolean;
  start: number;
}) {
  const t = translator("languages");
  const language = languageName(locale);
  const texts = studyTexts(content);
  const stored = translationsInto(content, locale);
  const missing = new Map(missingTexts(content, locale).map((text) => [addressText(text), text]));
  const rows = texts
    .filter((text) => !onlyMissing || missing.has(addressText(text)))
    .map((text): TextRow => {
      const id = addressText(text);
      const translation = stored.get(id)?.text ?? "";
      const isOutdated = missing.get(id)?.isOutdated ?? false;
      return {
        id,
        place: placeOf(text),
        source: text.text,
        translation: isOutdated ? "" : translation,
        before: isOutdated ? translation : null,
      };
    });
  const shown = rows.slice(start, start + ROWS);
  const to = (show: string, from = 0) =>
    `/studies/${study.id}/languages?language=${locale}${show}${from > 0 ? `&from=${from}` : ""}#texts`;
  const show = onlyMissing ? "&show=missing" : "";
  const ids = new Set<string | number>(shown.map(({ id }) => id));
  const parts = translationParts(content, locale).filter(({ id }) => ids.has(id));
  const list = (
    <TextRows
      rows={shown}
      language={language}
      from={writtenIn(languageOf(study.defaultLocale))}
      into={writtenIn(locale)}
    />
  );
  return (
    <section id="texts">
      <Panel title={t("textsTitle", { language })} lead={t("textsLead", { language })}>
        <div className="flex flex-wrap gap-1.5">
          <ChoiceLink href={to("")} isChosen={!onlyMissing}>
            {t("all", { count: texts.length })}
          </ChoiceLink>
          <ChoiceLink href={to("&show=missing")} isChosen={onlyMissing}>
            {t("missing", { count: missing.size })}
          </ChoiceLink>
        </div>
        {rows.length > ROWS ? (
          <nav aria-label={t("pages")} className="flex flex-wrap gap-1.5">
            {Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => at * ROWS).map(
              (from) => (
                <ChoiceLink key={from} href={to(show, from)} isChosen={from === start}>
                  {t("page", { from: from + 1, to: Math.min(from + ROWS, rows.length) })}
                </ChoiceLink>
              ),
            )}
          </nav>
        ) : null}
        {shown.length === 0 ? (
          <p className="text-ink-soft">{t("nothingMissing", { language })}</p>
        ) : isFrozen ? (
          <fieldset disabled>{list}</fieldset>
        ) : (
          <ActionForm
            key={`${locale} ${show} ${start} ${shown.map(({ id }) => id).join(" ")}`}
            action={saveTexts.bind(null, study.id, locale)}
            words={formWords(t("saveTexts"))}
            seen={editSnapshot(parts)}
            className="grid grid-cols-1 gap-3"
            keepsInReach
          >
            {list}
          </ActionForm>
        )}
      </Panel>
    </section>
  );
}

function writtenIn(language: Language) {
  return { lang: tagOf(language), dir: LANGUAGES[language].direction };
}

/** "Item 3, definition" of an address. */
function placeOf({ subjectType, subjectId, field }: TextAddress): string {
  const t = translator("languages");
  return t(`place_${subjectType}`, {
    subject: subjectId.replace(".", ": ").replaceAll("_", " "),
    field: field
      .replace(/^texts\./, "")
      .replace(/[A-Z.]/g, (sign) => ` ${sign === "." ? "" : sign.toLowerCase()}`),
  });
}
