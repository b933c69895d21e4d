"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { fieldClass } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import type { QuotaConditions } from "@/db/schema/study-content";
import { asSeen } from "@/lib/i18n/as-seen";
import { translator } from "@/lib/i18n/translator";
import type { QuotaList } from "@/lib/studies/quotas/list-quotas";
import { MAX_QUOTAS } from "@/lib/studies/quotas/schema";
import type { EditedQuota } from "./edited-quota";
import { quotaAudience, usualQuotaName } from "./quota-audience";
import { QuotaAudienceFields } from "./quota-audience-fields";
import { cellCount, everyCell } from "./quota-cells";

const NOBODY_YET: QuotaConditions = { cohortIds: [], answers: [] };

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
  const [chosen, setChosen] = useState(NOBODY_YET);
  const [size, setSize] = useState("100");
  const count = cellCount(chosen);
  const total = present.length + count;
  const isSize = /^\d{1,7}$/.test(size.trim()) && Number(size) <= 1_000_000;
  const add = (cells: readonly QuotaConditions[]) => {
    const same = new Set(present.map(({ conditions }) => JSON.stringify(conditions)));
    const names = new Set(present.map(({ name }) => asSeen(name)));
    const quotas = cells
      .filter((conditions) => !same.has(JSON.stringify(conditions)))
      .map((conditions) => {
        const usual = usualQuotaName(conditions, list).slice(0, 200);
        // The same answer to another question: then the question is part of the name.
        const name = names.has(asSeen(usual))
          ? quotaAudience(conditions, list).slice(0, 200)
          : usual;
        names.add(asSeen(name));
        return { id: null, name, conditions, size: Number(size), taken: 0, complete: 0, apart: 0 };
      });
    onAdd(quotas);
    setChosen(NOBODY_YET);
  };
  return (
    <Panel title={t("addTitle")} lead={t("addLead")}>
      <QuotaAudienceFields list={list} chosen={chosen} onChange={setChosen} />
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
        <Button disabled={!isSize || present.length >= MAX_QUOTAS} onClick={() => add([chosen])}>
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
