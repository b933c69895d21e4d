import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";
import { countText } from "@/lib/reports/figure-text";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";
import { cancelAnalysis, computeModel } from "./actions";
import { RunStatePanel } from "./run-state-panel";

/** What hierarchical Bayes is doing, and what is shown instead of it until it is done; nothing for other methods. */
export function ModelPanel({ report, canEdit }: { report: CohortReport; canEdit: boolean }) {
  const t = translator("models");
  const { study, model, modelWithheld, exercises, exercise } = report;
  if (modelWithheld) {
    return (
      <Notice tone="information">
        <p>{t(`withheld_${modelWithheld}`)}</p>
      </Notice>
    );
  }
  if (!model) return null;
  const mark = exercises.find(({ key }) => key === exercise)?.mark;
  const isShown = model.done !== null;
  return (
    <RunStatePanel
      run={model}
      words={{
        waiting: t("waiting"),
        running: (percent) => t("running", { percent }),
        meanwhile: [
          t(isShown ? "meanwhileEarlier" : "meanwhileCounts"),
          model.convergence
            ? t("convergence", {
                rhat: model.convergence.rHatMax.toFixed(3),
                ess: countText(Math.floor(model.convergence.essBulkMin)),
              })
            : t("beforeFirstLook"),
        ].join(" "),
        reload: t("reload"),
        cancel: t("cancel"),
        cancelled: t("cancelled"),
        failedTitle: t("failedTitle"),
        stale: (moment) => t("stale", { moment }),
        computeAgain: t("computeAgain"),
        compute: t("compute"),
        none: t(canEdit ? "none" : "noneViewer"),
      }}
      compute={canEdit ? computeModel.bind(null, study.id, mark || undefined) : null}
      cancel={canEdit ? (runId) => cancelAnalysis.bind(null, study.id, runId) : null}
    />
  );
}
