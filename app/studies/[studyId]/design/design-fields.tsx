"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldIssue, fieldClass, TextField, tiedField } from "@/app/_ui/field";
import { RowButtons } from "@/app/_ui/row-buttons";
import { useRows } from "@/app/_ui/use-rows";
import type { DesignSettings } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { MANY_TASKS } from "@/lib/questionnaire/limits";

/** Views of an item that a respondent's own scores need, as the launch gate counts them. */
const ENOUGH_VIEWS = 3;
const FEW_VERSIONS = 20;

/** A design's size with what it means for each respondent, and the pairs that are kept apart. */
export function DesignFields({
  settings,
  items,
}: {
  settings: DesignSettings;
  items: readonly { number: number; label: string }[];
}) {
  const t = translator("studio");
  const [size, setSize] = useState({
    itemsPerTask: String(settings.itemsPerTask),
    taskCount: String(settings.taskCount),
    versionCount: String(settings.versionCount),
  });
  const count = items.length;
  const perTask = Number(size.itemsPerTask);
  const least = perTask > 0 ? Math.ceil((ENOUGH_VIEWS * count) / perTask) : 0;
  const field = (
    name: keyof typeof size,
    label: string,
    hint: string,
    limits: { min: number; max: number },
  ) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      type="number"
      inputMode="numeric"
      required
      {...limits}
      value={size[name]}
      onChange={(event) => setSize({ ...size, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {field("itemsPerTask", t("itemsPerTask"), t("itemsPerTaskHint"), { min: 3, max: 10 })}
        {field(
          "taskCount",
          t("taskCount"),
          least > 0
            ? t("taskCountHint", { least: String(least), items: String(count) })
            : t("taskCountHintShort"),
          { min: 1, max: 60 },
        )}
        {field("versionCount", t("versionCount"), t("versionCountHint"), { min: 1, max: 2_000 })}
        <TextField
          name="seed"
          label={t("seed")}
          hint={t("seedHint")}
          type="number"
          inputMode="numeric"
          min={0}
          max={2_147_483_647}
          defaultValue={settings.seed}
          required
        />
      </div>
      <SizeFacts
        itemCount={count}
        itemsPerTask={perTask}
        taskCount={Number(size.taskCount)}
        versionCount={Number(size.versionCount)}
      />
      <PairFields pairs={settings.prohibitedPairs} items={items} />
    </>
  );
}

function SizeFacts({
  itemCount,
  itemsPerTask,
  taskCount,
  versionCount,
}: {
  itemCount: number;
  itemsPerTask: number;
  taskCount: number;
  versionCount: number;
}) {
  const t = translator("studio");
  if (itemCount < 2 || !(itemsPerTask > 1) || !(taskCount > 0)) return null;
  const views = (itemsPerTask * taskCount) / itemCount;
  const meetings = (views * (itemsPerTask - 1)) / (itemCount - 1);
  const warnings = [
    views < ENOUGH_VIEWS ? t("sizeWarnTasks") : "",
    itemsPerTask > itemCount / 2 ? t("sizeWarnWide") : "",
    taskCount > MANY_TASKS ? t("sizeWarnMany") : "",
    versionCount < FEW_VERSIONS ? t("sizeWarnVersions") : "",
  ].filter(Boolean);
  return (
    <div className="grid gap-1" aria-live="polite">
      <p className="text-ink-soft">
        {t("sizeFacts", { views: rounded(views), meetings: rounded(meetings) })}
      </p>
      {warnings.length > 0 ? (
        <ul className="grid list-disc gap-1 ps-5 font-medium text-warning">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function PairFields({
  pairs,
  items,
}: {
  pairs: DesignSettings["prohibitedPairs"];
  items: readonly { number: number; label: string }[];
}) {
  const t = translator("studio");
  const list = useRows<{ one: number; other: number }>(
    pairs.map(([one, other]) => ({ one, other })),
  );
  const { rows, add } = list;
  const select = (name: string, label: string, value: number) => (
    <select {...tiedField(name)} aria-label={label} defaultValue={value} className={fieldClass}>
      {items.map((item) => (
        <option key={item.number} value={item.number}>
          {item.label}
        </option>
      ))}
    </select>
  );
  return (
    <fieldset className="grid gap-3" id="field-prohibitedPairs">
      <legend className="font-medium">{t("pairsPanel")}</legend>
      <p className="text-sm text-ink-soft">{t("pairsLead")}</p>
      <FieldIssue name="prohibitedPairs" />
      {rows.length === 0 ? <p className="text-ink-soft">{t("pairsEmpty")}</p> : null}
      <ol className="grid gap-3">
        {rows.map(({ key, row }, index) => {
          const place = String(index + 1);
          const name = `prohibitedPairs.${index}`;
          return (
            <li key={key} className="grid gap-1" id={`field-prohibitedPairs-${index}`}>
              <FieldIssue name={name} />
              <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
                {select(`${name}.one`, t("pairOne", { place }), row.one)}
                {select(`${name}.other`, t("pairOther", { place }), row.other)}
                <RowButtons of={list} at={index} what={t("pairAt", { place })} moves={false} />
              </div>
            </li>
          );
        })}
      </ol>
      {items.length > 1 ? (
        <div>
          <Button onClick={() => add({ one: items[0].number, other: items[1].number })}>
            {t("addPair")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

/** At most two decimals, as they are read: 4, 1.33. */
function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
