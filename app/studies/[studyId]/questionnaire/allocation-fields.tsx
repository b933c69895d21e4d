"use client";

import { Button } from "@/app/_ui/button";
import { SelectField, TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { RowButtons } from "@/app/_ui/row-buttons";
import { RowCard } from "@/app/_ui/row-card";
import { useRows } from "@/app/_ui/use-rows";
import type { AllocationSettings } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { QuestionWords } from "./question-words";

export interface EditedAllocation extends AllocationSettings {
  readonly key: string | null;
}

const FORMATS = ["constant-sum", "percentage", "top-n"] as const;

/** None, one or several allocation questions over the study's items. */
export function AllocationFields({ allocations }: { allocations: readonly EditedAllocation[] }) {
  const t = translator("studio");
  const list = useRows(allocations);
  const { rows, add, update } = list;
  const addNext = () => {
    const tense = rows.some(({ row }) => row.tense === "now") ? "should" : "now";
    const text = t(tense === "now" ? "allocationNowText" : "allocationShouldText");
    const hint = t("allocationUsualHint");
    add({ key: null, format: "constant-sum", tense, text, hint, total: 100, topN: 3 });
  };
  return (
    <Panel title={t("allocationsPanel")} lead={t("allocationsPanelLead")}>
      {rows.length === 0 ? <p className="text-ink-soft">{t("allocationsEmpty")}</p> : null}
      <ol className="grid gap-6">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `allocations.${index}`;
          return (
            <RowCard
              key={key}
              title={t("allocationTitle", { place })}
              buttons={<RowButtons of={list} at={index} what={t("allocationAt", { place })} />}
            >
              <input type="hidden" name={`${name}.key`} value={row.key ?? ""} />
              <QuestionWords name={name} words={row} />
              <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_minmax(0,1fr)]">
                <SelectField
                  name={`${name}.tense`}
                  label={t("allocationTense")}
                  defaultValue={row.tense}
                >
                  <option value="now">{t("tense_now")}</option>
                  <option value="should">{t("tense_should")}</option>
                </SelectField>
                <SelectField
                  name={`${name}.format`}
                  label={t("allocationFormat")}
                  value={row.format}
                  onChange={(event) => {
                    const format = FORMATS.find((known) => known === event.currentTarget.value);
                    update(key, { ...row, format: format ?? row.format });
                  }}
                >
                  {FORMATS.map((format) => (
                    <option key={format} value={format}>
                      {t(`format_${format}`)}
                    </option>
                  ))}
                </SelectField>
                <NumberFor
                  row={row}
                  name={name}
                  onNumber={(field, typed) => {
                    if (Number.isInteger(typed)) update(key, { ...row, [field]: typed });
                  }}
                />
              </div>
            </RowCard>
          );
        })}
      </ol>
      <div>
        <Button onClick={addNext}>{t("addAllocation")}</Button>
      </div>
    </Panel>
  );
}

/** The one number that the format needs; the other goes along unseen. */
function NumberFor({
  row,
  name,
  onNumber,
}: {
  row: EditedAllocation;
  name: string;
  /** What was typed stays while another format is looked at. */
  onNumber: (field: "total" | "topN", typed: number) => void;
}) {
  const t = translator("studio");
  const hidden = (field: "total" | "topN") => (
    <input type="hidden" name={`${name}.${field}`} value={row[field]} />
  );
  if (row.format === "percentage") {
    return (
      <>
        {hidden("total")}
        {hidden("topN")}
      </>
    );
  }
  const isSum = row.format === "constant-sum";
  return (
    <>
      <TextField
        key={row.format}
        name={`${name}.${isSum ? "total" : "topN"}`}
        label={t(isSum ? "allocationTotal" : "allocationTopN")}
        type="number"
        inputMode="numeric"
        min={isSum ? 10 : 1}
        defaultValue={isSum ? row.total : row.topN}
        onChange={(event) => onNumber(isSum ? "total" : "topN", event.currentTarget.valueAsNumber)}
      />
      {hidden(isSum ? "topN" : "total")}
    </>
  );
}
