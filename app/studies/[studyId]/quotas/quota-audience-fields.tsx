"use client";

import type { QuotaConditions } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { QuotaList } from "@/lib/studies/quotas/list-quotas";

/** Whom a quota is for: cohorts and answers to tick; nothing ticked in a list does not matter. */
export function QuotaAudienceFields({
  list: { cohorts, questions },
  chosen,
  onChange,
}: {
  list: Pick<QuotaList, "cohorts" | "questions">;
  chosen: QuotaConditions;
  /** What was chosen of things the study does not have any more is left out of the next choice. */
  onChange: (chosen: QuotaConditions) => void;
}) {
  const t = translator("quotas");
  const tickedOf = (key: string) =>
    chosen.answers.find(({ screenKey }) => screenKey === key)?.options ?? [];
  const kept = (cohortIds: readonly string[], ticked: (key: string) => readonly string[]) => ({
    cohortIds: cohorts.map(({ id }) => id).filter((id) => cohortIds.includes(id)),
    answers: questions
      .map(({ key, options }) => ({
        screenKey: key,
        // In the order of the list, whatever the order of the ticks.
        options: options.map(({ id }) => id).filter((id) => ticked(key).includes(id)),
      }))
      .filter(({ options }) => options.length > 0),
  });
  return (
    <>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TickList
          title={t("cohorts")}
          options={cohorts.map(({ id, name }) => ({ id, label: name }))}
          ticked={chosen.cohortIds}
          onChange={(ids) => onChange(kept(ids, tickedOf))}
        />
        {questions.map(({ key, text, options }) => (
          <TickList
            key={key}
            title={text}
            options={options}
            ticked={tickedOf(key)}
            onChange={(ids) =>
              onChange(kept(chosen.cohortIds, (other) => (other === key ? ids : tickedOf(other))))
            }
          />
        ))}
      </div>
      {questions.length === 0 ? <p className="text-sm text-ink-soft">{t("noQuestions")}</p> : null}
    </>
  );
}

function TickList({
  title,
  options,
  ticked,
  onChange,
}: {
  title: string;
  options: readonly { readonly id: string; readonly label: string }[];
  ticked: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium wrap-anywhere">{title}</legend>
      <ul className="grid gap-1 sm:max-h-64 sm:overflow-y-auto">
        {options.map(({ id, label }) => (
          <li key={id}>
            <label className="flex min-h-8 items-start gap-3 py-1">
              <input
                type="checkbox"
                className="mt-1 size-4 shrink-0"
                checked={ticked.includes(id)}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked
                      ? [...ticked, id]
                      : ticked.filter((other) => other !== id),
                  )
                }
              />
              <span className="min-w-0 wrap-anywhere">{label}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
