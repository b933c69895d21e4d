import { FieldIssue } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import type { ChangedWords, MeasuredWords } from "@/db/queries/revision-meaning";
import type { RevisionTexts } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { listText } from "@/lib/reports/figure-text";
import type { CountingChange, EarlierRevision } from "@/lib/studies/revisions/counted-together";

const WAYS = [
  ["apart", "countingApart"],
  ["if kept", "countingHangs"],
  ["together", "countingTogether"],
] as const;

/** What publishing does to what is counted together, for how many people and why. */
export function CountingNotice({ counting }: { counting: CountingChange }) {
  const t = translator("studio");
  const answered = counting.earlier.filter(({ complete, unfinished }) => complete + unfinished > 0);
  const isApart = answered.some(({ counted }) => counted === "apart");
  return (
    <Notice
      tone={answered.some(({ counted }) => counted !== "together") ? "warning" : "information"}
      title={t("countingTitle")}
    >
      {answered.length === 0 ? <p>{t("countingNobody")}</p> : null}
      {WAYS.map(([way, words]) => {
        const own = answered.filter(({ counted }) => counted === way);
        return own.length === 0 ? null : <p key={way}>{toldOf(own, words)}</p>;
      })}
      {isApart && counting.formChanges.length > 0 ? (
        <p>
          {t("countingBecause", {
            parts: listText(counting.formChanges.map((part) => t(`countingPart_${part}`))),
          })}
        </p>
      ) : null}
    </Notice>
  );
}

function toldOf(revisions: readonly EarlierRevision[], words: (typeof WAYS)[number][1]): string {
  const t = translator("studio");
  const sum = (field: "complete" | "unfinished") =>
    revisions.reduce((total, revision) => total + revision[field], 0);
  const many = revisions.length;
  const numbers = listText(revisions.map(({ number }) => String(number)));
  return [
    t(words, { complete: sum("complete"), many, numbers }),
    sum("unfinished") > 0 ? t("countingUnfinished", { count: sum("unfinished"), many }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** One decision for each new wording: whether it means what the one before it did. */
export function MeaningFields({ open }: { open: readonly ChangedWords[] }) {
  const t = translator("studio");
  return open.map(({ subject, before, after }, index) => {
    const path = `meanings.${index}`;
    return (
      <fieldset key={subject} className="grid gap-2 border-s-2 border-line-strong ps-3">
        <legend className="sr-only">
          {t("meaningOf")} {nameOf(after)}
        </legend>
        <p className="font-medium" aria-hidden="true">
          {t("meaningOf")}
        </p>
        <dl className="grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[4rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{t("revisionBefore")}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{textOf(before)}</dd>
          <dt className="text-ink-soft">{t("revisionAfter")}</dt>
          <dd className="min-w-0 break-words whitespace-pre-line">{textOf(after)}</dd>
        </dl>
        <input type="hidden" name={`${path}.subject`} value={subject} />
        <FieldIssue name={`${path}.keeps`} />
        {(["yes", "no"] as const).map((value, place) => (
          <label key={value} className="flex items-start gap-3">
            <input
              type="radio"
              id={place === 0 ? `field-meanings-${index}-keeps` : undefined}
              name={`${path}.keeps`}
              value={value}
              aria-describedby={`field-meanings-${index}-keeps-error`}
              className="mt-1 size-4 shrink-0"
            />
            {t(value === "yes" ? "meaningKeeps" : "meaningChanges")}
          </label>
        ))}
      </fieldset>
    );
  });
}

function nameOf({ kind, id, fields }: MeasuredWords): string {
  if (kind === "text") return translator("studio")(`text_${id as keyof RevisionTexts}`);
  return Object.values(fields)[0] ?? id;
}

function textOf(words: MeasuredWords): string {
  const text = Object.values(words.fields).join("\n");
  return text === "" ? translator("studio")("revisionNone") : text;
}
