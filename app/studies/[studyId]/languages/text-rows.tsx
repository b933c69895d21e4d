"use client";

import { atMost, FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";

/** One text with its translation, as the table shows them. */
export interface TextRow {
  readonly id: string;
  /** Where respondents read it. */
  readonly place: string;
  readonly source: string;
  readonly translation: string;
  /** What was translated before the text changed; null while it fits. */
  readonly before: string | null;
}

interface Written {
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
}

/** Texts beside their translations: two columns on a wide screen, one above the other on a phone. */
export function TextRows({
  rows,
  language,
  from,
  into,
}: {
  rows: readonly TextRow[];
  language: string;
  from: Written;
  into: Written;
}) {
  const t = translator("languages");
  return (
    <ol className="grid grid-cols-1">
      {rows.map(({ id, place, source, translation, before }, index) => {
        const name = `texts.${index}`;
        const isLong = source.length > 160 || source.includes("\n");
        return (
          <li
            key={id}
            className="grid grid-cols-1 gap-2 border-t border-line py-3 first:border-0 md:grid-cols-2 md:gap-5"
          >
            <div className="grid min-w-0 content-start gap-1">
              <p className="text-sm text-ink-soft wrap-anywhere">{place}</p>
              <p {...from} className="whitespace-pre-line wrap-anywhere">
                {source}
              </p>
            </div>
            <div className="grid min-w-0 content-start gap-1">
              <input type="hidden" name={`${name}.id`} value={id} />
              <input type="hidden" name={`${name}.source`} value={source} />
              {before === null ? null : (
                <>
                  <input type="hidden" name={`${name}.outdated`} value="on" />
                  <p className="text-sm text-warning wrap-anywhere">
                    {t("changedSince", { before })}
                  </p>
                </>
              )}
              <FieldIssue name={`${name}.text`} />
              <textarea
                {...tiedField(`${name}.text`)}
                {...into}
                aria-label={t("translationOf", { place, language })}
                defaultValue={translation}
                rows={isLong ? 4 : 1}
                {...atMost(4_000)}
                className={`${fieldClass} field-sizing-content resize-none`}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
