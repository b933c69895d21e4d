"use client";

import { useRef, useState } from "react";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { atMost, FieldIssue, fieldClass, tiedField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { type Keyed, type Rows, useRows } from "@/app/_ui/use-rows";
import type { QuotaConditions } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { QuotaList } from "@/lib/studies/quotas/list-quotas";
import { AddQuotas } from "./add-quotas";
import type { EditedQuota } from "./edited-quota";
import { quotaAudience, usualQuotaName } from "./quota-audience";
import { QuotaAudienceFields } from "./quota-audience-fields";

/** A study's quotas with how full they are, and below them what makes further ones. */
export function QuotaFields({ list, isClosed }: { list: QuotaList; isClosed: boolean }) {
  const t = translator("quotas");
  const quotaRows = useRows<EditedQuota>(list.quotas);
  const { rows } = quotaRows;
  const [added, setAdded] = useState(0);
  return (
    <>
      <Panel title={t("listTitle")} lead={t("listLead")}>
        {rows.length === 0 ? (
          <p className="text-ink-soft">{t(isClosed ? "emptyClosed" : "empty")}</p>
        ) : null}
        {rows.length > 0 ? (
          <div
            aria-hidden="true"
            className="hidden gap-x-4 border-b border-line-strong pb-2 text-sm font-semibold sm:grid sm:grid-cols-[minmax(0,1fr)_8rem_7.5rem]"
          >
            <span>{t("nameColumn")}</span>
            <span className="text-end">{t("sizeColumn")}</span>
          </div>
        ) : null}
        <ol className="grid grid-cols-1 gap-4">
          {rows.map((keyed, index) => (
            <QuotaRow
              key={keyed.key}
              keyed={keyed}
              index={index}
              list={list}
              isClosed={isClosed}
              quotaRows={quotaRows}
            />
          ))}
        </ol>
        <output className="text-sm text-ink-soft">
          {added > 0 ? t("added", { count: added }) : ""}
        </output>
      </Panel>
      {isClosed ? null : (
        <AddQuotas
          list={list}
          present={rows.map(({ row }) => row)}
          onAdd={(quotas) => {
            quotaRows.add(...quotas);
            setAdded(quotas.length);
          }}
        />
      )}
    </>
  );
}

function QuotaRow({
  keyed: { key: rowKey, row },
  index,
  list,
  isClosed,
  quotaRows,
}: {
  keyed: Keyed<EditedQuota>;
  index: number;
  list: QuotaList;
  isClosed: boolean;
  quotaRows: Rows<EditedQuota>;
}) {
  const t = translator("quotas");
  const place = index + 1;
  const path = `quotas.${index}`;
  const { name, conditions } = row;
  const nameField = useRef<HTMLInputElement>(null);
  const whom = quotaAudience(conditions, list);
  const changeWhom = (next: QuotaConditions) => {
    // A name that only said whom the quota was for says it of the new ones.
    const field = nameField.current;
    const wasUsual = field?.value === usualQuotaName(conditions, list).slice(0, 200);
    if (field && wasUsual) field.value = usualQuotaName(next, list).slice(0, 200);
    quotaRows.update(rowKey, { ...row, conditions: next });
  };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-4 gap-y-2 border-b border-line pb-4 last:border-0 last:pb-0 sm:grid-cols-[minmax(0,1fr)_8rem_7.5rem] sm:items-start">
      <input type="hidden" name={`${path}.id`} value={row.id ?? ""} />
      <ConditionFields path={path} conditions={row.conditions} />
      <div className="col-span-full sm:col-span-1">
        <FieldIssue name={`${path}.name`} />
        <ColumnName>{t("nameColumn")}</ColumnName>
        <input
          {...tiedField(`${path}.name`)}
          ref={nameField}
          aria-label={t("name", { place })}
          defaultValue={name}
          {...atMost(200)}
          autoComplete="off"
          readOnly={isClosed}
          className={fieldClass}
        />
        {whom === name ? null : <p className="mt-1 text-sm text-ink-soft wrap-anywhere">{whom}</p>}
      </div>
      <div>
        <FieldIssue name={`${path}.size`} />
        <ColumnName>{t("sizeColumn")}</ColumnName>
        <input
          {...tiedField(`${path}.size`)}
          aria-label={t("size", { place })}
          type="number"
          inputMode="numeric"
          min={row.taken}
          max={1_000_000}
          step={1}
          defaultValue={row.size}
          readOnly={isClosed}
          className={`${fieldClass} text-end tabular-nums`}
        />
      </div>
      {isClosed ? null : (
        <RowButtons of={quotaRows} at={index} what={name} removes={row.taken === 0} />
      )}
      {isClosed || row.taken > 0 ? null : (
        <ChangeWhom list={list} name={name} conditions={conditions} onChange={changeWhom} />
      )}
      <div className="col-span-full grid gap-1">
        {row.id === null ? (
          <p className="text-sm text-ink-soft">{t("isNew")}</p>
        ) : (
          <Fill quota={row} label={t("fillOf", { name })} />
        )}
      </div>
    </li>
  );
}

/** What a bare field is, where no row of headings stands above; its own name says it in full. */
function ColumnName({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="text-sm text-ink-soft sm:hidden">
      {children}
    </span>
  );
}

/** Whom a quota is for, changed in its place while nobody holds a place in it. */
function ChangeWhom({
  list,
  name,
  conditions,
  onChange,
}: {
  list: QuotaList;
  name: string;
  conditions: QuotaConditions;
  onChange: (conditions: QuotaConditions) => void;
}) {
  const t = translator("quotas");
  // Hundreds of quotas with all answers of all questions are drawn when they are looked at.
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="col-span-full" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="link w-fit cursor-pointer" aria-label={t("changeWhomOf", { name })}>
        {t("changeWhom")}
      </summary>
      {isOpen ? (
        <div className="mt-3 grid gap-4 rounded-md border border-line p-4">
          <QuotaAudienceFields list={list} chosen={conditions} onChange={onChange} />
        </div>
      ) : null}
    </details>
  );
}

/** What a quota is about, as the form sends it. */
function ConditionFields({ path, conditions }: { path: string; conditions: QuotaConditions }) {
  return (
    <>
      {conditions.cohortIds.map((id, at) => (
        <input key={id} type="hidden" name={`${path}.cohorts.${at}.id`} value={id} />
      ))}
      {conditions.answers.map(({ screenKey, options }, at) => (
        <span key={screenKey} hidden>
          <input type="hidden" name={`${path}.answers.${at}.key`} value={screenKey} />
          {options.map((option, place) => (
            <input
              key={option}
              type="hidden"
              name={`${path}.answers.${at}.options.${place}.id`}
              value={option}
            />
          ))}
        </span>
      ))}
    </>
  );
}

/** How full a quota is: complete in full, held by interviews under way in a lighter tone. */
function Fill({
  quota: { taken, complete, apart, size },
  label,
}: {
  quota: EditedQuota;
  label: string;
}) {
  const t = translator("quotas");
  const whole = Math.max(size, taken, 1);
  const told = [t("fill", { taken, size, complete }), apart > 0 ? t("fillApart", { apart }) : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <>
      <svg
        viewBox={`0 0 ${whole} 1`}
        preserveAspectRatio="none"
        className="h-2 w-full rounded-full bg-sunken"
        role="img"
        aria-label={`${label}: ${told}`}
      >
        <rect width={taken} height={1} fill={PAGE_PAINTS.strong} fillOpacity={0.4} />
        <rect width={complete} height={1} fill={PAGE_PAINTS.strong} />
      </svg>
      <p className="text-sm text-ink-soft tabular-nums">{told}</p>
    </>
  );
}
