"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { fieldClass } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import type { QuotaConditions } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { QuotaList } from "@/lib/studies/list-quotas";
import { MAX_QUOTAS } from "@/lib/studies/schema";
import type { EditedQuota } from "./edited-quota";
import { type Chosen, cellCount, everyCell, oneCell } from "./quota-cells";
import { usualName, whomItIsFor } from "./whom-it-is-for";

/** The list of cohorts among the lists that are chosen from. */
const COHORTS = "";

/** Makes quotas of the cohorts and answers that are ticked: all as one, or one a combination. */
export function AddQuotas({
  list,
  present,
  onAdd,
}: {
  list: QuotaList;
  present: readonly EditedQuota[];
  onAdd: (quotas: readonly EditedQuota[]) => void;
}) {
  const t = translator("quotas");
  const [ticked, setTicked] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [size, setSize] = useState("100");
  const { cohorts, questions } = list;
  const tickedOf = (key: string) => ticked.get(key) ?? [];
  const chosen: Chosen = {
    cohortIds: tickedOf(COHORTS),
    answers: questions
      .map(({ key }) => ({ screenKey: key, options: tickedOf(key) }))
      .filter(({ options }) => options.length > 0),
  };
  const count = cellCount(chosen);
  const total = present.length + count;
  const isSize = /^\d{1,7}$/.test(size.trim()) && Number(size) <= 1_000_000;
  const add = (cells: readonly QuotaConditions[]) => {
    const same = new Set(present.map(({ conditions }) => JSON.stringify(conditions)));
    const names = new Set(present.map(({ name }) => name.toLowerCase()));
    const quotas = cells
      .filter((conditions) => !same.has(JSON.stringify(conditions)))
      .map((conditions) => {
        const usual = usualName(conditions, list).slice(0, 200);
        // The same answer to another question: then the question is part of the name.
        const name = names.has(usual.toLowerCase())
          ? whomItIsFor(conditions, list).slice(0, 200)
          : usual;
        names.add(name.toLowerCase());
        return { id: null, name, conditions, size: Number(size), taken: 0, complete: 0 };
      });
    onAdd(quotas);
    setTicked(new Map());
  };
  const lists = [
    {
      key: COHORTS,
      title: t("cohorts"),
      options: cohorts.map(({ id, name }) => ({ id, label: name })),
    },
    ...questions.map(({ key, text, options }) => ({ key, title: text, options })),
  ];
  return (
    <Panel title={t("addTitle")} lead={t("addLead")}>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {lists.map(({ key, title, options }) => (
          <fieldset key={key} className="min-w-0">
            <legend className="mb-1 font-medium">{title}</legend>
            <ul className="grid max-h-64 gap-1 overflow-y-auto">
              {options.map(({ id, label }) => (
                <li key={id}>
                  <label className="flex min-h-8 items-center gap-3">
                    <input
                      type="checkbox"
                      className="size-4 shrink-0"
                      checked={tickedOf(key).includes(id)}
                      onChange={(event) => {
                        const isOn = event.currentTarget.checked;
                        // In the order of the list, whatever the order of the ticks.
                        const next = options
                          .map((option) => option.id)
                          .filter((each) => (each === id ? isOn : tickedOf(key).includes(each)));
                        setTicked(new Map(ticked).set(key, next));
                      }}
                    />
                    <span className="min-w-0 break-words">{label}</span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        ))}
      </div>
      {questions.length === 0 ? <p className="text-sm text-ink-soft">{t("noQuestions")}</p> : null}
      {total > MAX_QUOTAS ? (
        <p className="text-sm font-medium text-danger">
          {t("tooMany", { count: total, most: MAX_QUOTAS })}
        </p>
      ) : null}
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid w-32 gap-1">
          <span className="font-medium">{t("newSize")}</span>
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={1_000_000}
            step={1}
            value={size}
            onChange={(event) => setSize(event.currentTarget.value)}
            className={`${fieldClass} text-end tabular-nums`}
          />
        </label>
        <Button
          disabled={!isSize || present.length >= MAX_QUOTAS}
          onClick={() => add([oneCell(chosen)])}
        >
          {t("addOne")}
        </Button>
        <Button
          disabled={!isSize || count < 2 || total > MAX_QUOTAS}
          onClick={() => add(everyCell(chosen))}
        >
          {t("addCells", { count: count < 2 ? 0 : count })}
        </Button>
      </div>
    </Panel>
  );
}
