"use client";

import type { ReactNode } from "react";
import { atMost, FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import type { SuspectPair } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { MAX_REASON } from "@/lib/questionnaire/limits";

/** Empty rows for pairs that nobody proposed; saving brings as many again. */
const EMPTY_ROWS = 2;

interface PairItem {
  readonly number: number;
  readonly label: string;
}

export interface PairRow {
  readonly one: PairItem;
  readonly other: PairItem;
  readonly decision: SuspectPair["decision"] | "";
  readonly reason: string;
  /** The words by which it was proposed; null for a pair that was decided about. */
  readonly why: readonly string[] | null;
}

/** Proposed pairs, decided ones, and empty rows for others: what each is, and why. */
export function PairRows({
  rows,
  items,
}: {
  rows: readonly PairRow[];
  items: readonly PairItem[];
}) {
  const t = translator("studio");
  return (
    <ol className="grid grid-cols-1 gap-3">
      {rows.map(({ one, other, decision, reason, why }, index) => (
        <Row
          key={`${one.number}-${other.number}`}
          name={`pairs.${index}`}
          pair={t("pairOf", { one: one.label, other: other.label })}
          decision={decision}
          reason={reason}
        >
          <input type="hidden" name={`pairs.${index}.one`} value={one.number} />
          <input type="hidden" name={`pairs.${index}.other`} value={other.number} />
          <FieldIssue name={`pairs.${index}.other`} />
          <p className="font-medium">{t("pairOf", { one: one.label, other: other.label })}</p>
          {why ? (
            <p className="text-sm text-ink-soft">{t("pairWhy", { words: why.join(", ") })}</p>
          ) : null}
        </Row>
      ))}
      {Array.from({ length: EMPTY_ROWS }, (_, place) => {
        const name = `pairs.${rows.length + place}`;
        const pair = t("pairNew", { place: String(place + 1) });
        return (
          <Row key={name} name={name} pair={pair} decision="" reason="">
            {(["one", "other"] as const).map((side) => (
              <div key={side}>
                <FieldIssue name={`${name}.${side}`} />
                <select
                  {...tiedField(`${name}.${side}`)}
                  aria-label={t(side === "one" ? "pairFirst" : "pairSecond", { pair })}
                  defaultValue=""
                  className={fieldClass}
                >
                  <option value="">{t("pairChoose")}</option>
                  {items.map(({ number, label }) => (
                    <option key={number} value={number}>
                      {label}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </Row>
        );
      })}
    </ol>
  );
}

function Row({
  name,
  pair,
  decision,
  reason,
  children,
}: {
  name: string;
  /** What the pair is called in the names of its fields. */
  pair: string;
  decision: PairRow["decision"];
  reason: string;
  children: ReactNode;
}) {
  const t = translator("studio");
  return (
    <li className="grid grid-cols-1 gap-2 rounded-md border border-line p-3 md:grid-cols-[minmax(0,2fr)_14rem_minmax(0,2fr)] md:gap-3">
      <div className="grid content-start gap-1">{children}</div>
      <div>
        <FieldIssue name={`${name}.decision`} />
        <select
          {...tiedField(`${name}.decision`)}
          aria-label={t("pairDecisionOf", { pair })}
          defaultValue={decision}
          className={fieldClass}
        >
          <option value="">{t("pair_undecided")}</option>
          {(["synonym", "substitute", "dismissed"] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t(`pair_${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <FieldIssue name={`${name}.reason`} />
        <textarea
          {...tiedField(`${name}.reason`)}
          aria-label={t("pairReasonOf", { pair })}
          placeholder={t("pairReasonHint")}
          defaultValue={reason}
          rows={1}
          {...atMost(MAX_REASON)}
          className={`${fieldClass} field-sizing-content resize-none`}
        />
      </div>
    </li>
  );
}
