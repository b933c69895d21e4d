import { ActionForm } from "@/app/_ui/action-form";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import type { MonitoringRules } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { shortText } from "@/lib/reports/figure-text";
import { MIN_TIMED } from "@/lib/reports/monitoring/quality-flags";
import type { Progress } from "@/lib/reports/monitoring/read-progress";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { monitoringParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { saveRules } from "./actions";
import { CutoffCost } from "./cutoff-cost";
import { RulesTable } from "./flags-panel";

/** By which rules answers are flagged: editable in a draft, afterwards with the plan's hash. */
export function RulesPanel({
  progress,
  rules,
}: {
  progress: Progress;
  /** Those that can still change; null once they are frozen. */
  rules: MonitoringRules | null;
}) {
  const t = translator("progress");
  const { study, revision } = progress;
  if (rules === null) {
    return (
      <Panel
        title={t("rulesTitle")}
        lead={
          progress.arePromised && revision?.planHash ? (
            <>
              {t("rulesLocked")} <code className="break-all">{revision.planHash}</code>
            </>
          ) : undefined
        }
      >
        {progress.arePromised ? null : (
          <Notice>
            <p>{t("rulesUnpromised")}</p>
          </Notice>
        )}
        <RulesTable progress={progress} caption={t("rulesTitle")} />
        <CutoffCost progress={progress} />
      </Panel>
    );
  }
  const percent = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : shortText(100 * value, 1);
  const number = { type: "number", inputMode: "decimal", step: "any" } as const;
  return (
    <Panel title={t("rulesTitle")} lead={t("rulesDraft")}>
      <ActionForm
        action={saveRules.bind(null, study.id)}
        words={formWords(t("saveRules"), undefined, t("rulesSaved"))}
        seen={editSnapshot(monitoringParts(rules))}
      >
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TextField
            name="straightLining"
            label={t("straightLining")}
            hint={t("straightLiningHint")}
            defaultValue={percent(rules.straightLining)}
            min={50}
            max={100}
            {...number}
          />
          <TextField
            name="speeding"
            label={t("speeding")}
            hint={t("speedingHint", { least: String(MIN_TIMED) })}
            defaultValue={percent(rules.speeding)}
            min={1}
            max={99}
            {...number}
          />
          <TextField
            name="fit.randomCaught"
            label={t("fit")}
            hint={t("fitHint")}
            defaultValue={percent(rules.fit?.randomCaught)}
            min={1}
            max={99}
            {...number}
          />
          <TextField
            name="looks"
            label={t("looks")}
            hint={t("looksHint")}
            defaultValue={rules.looks.join(", ")}
            inputMode="text"
            autoComplete="off"
          />
        </div>
        <div className="grid gap-2">
          {(["gibberish", "duplicates"] as const).map((name) => (
            <label key={name} className="flex items-center gap-3">
              <input type="checkbox" name={name} defaultChecked={rules[name]} className="size-4" />
              {t(name)}
            </label>
          ))}
        </div>
      </ActionForm>
      <CutoffCost progress={progress} />
    </Panel>
  );
}
