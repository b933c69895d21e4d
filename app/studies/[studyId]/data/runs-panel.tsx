import { ActionButton } from "@/app/_ui/action-button";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { methodNames } from "@/lib/analysis/methods/list";
import type { RunSummary } from "@/lib/analysis/runs/run-state";
import { translator } from "@/lib/i18n/translator";
import { momentText } from "@/lib/reports/figure-text";
import { deleteAnalysis } from "./actions";

/** Every stored analysis of a study, with what it stands for; editors delete what is no longer wanted. */
export function RunsPanel({
  studyId,
  runs,
  canEdit,
}: {
  studyId: string;
  runs: readonly RunSummary[];
  canEdit: boolean;
}) {
  const t = translator("models");
  const isBusy = runs.some(({ state }) => state === "waiting" || state === "running");
  return (
    <Panel title={t("runsTitle")} lead={t("runsLead")}>
      {isBusy ? <RefreshWhile everyMs={3_000} /> : null}
      {runs.length === 0 ? (
        <p className="text-ink-soft">{t("runsNone")}</p>
      ) : (
        <DataTable
          caption={t("runsTitle")}
          columns={[
            { key: "method", title: t("method") },
            { key: "exercise", title: t("exercise") },
            { key: "state", title: t("state") },
            { key: "asked", title: t("asked") },
            { key: "finished", title: t("finished") },
            ...(canEdit ? [{ key: "remove", title: t("remove") }] : []),
          ]}
          rows={runs.map((run) => {
            const method = methodName(run.method);
            return {
              key: run.id,
              cells: {
                method,
                exercise: run.exercise ?? t("ofMain"),
                state: stateText(run),
                asked: momentText(run.requestedAt),
                finished: run.finishedAt === null ? "" : momentText(run.finishedAt),
                remove: canEdit ? (
                  <ActionButton
                    action={deleteAnalysis.bind(null, studyId, run.id)}
                    label={t("removeOf", { method, moment: momentText(run.requestedAt) })}
                  >
                    {t("remove")}
                  </ActionButton>
                ) : null,
              },
            };
          })}
        />
      )}
    </Panel>
  );
}

/** A run can be of a method that is no longer there: it keeps its own name. */
function methodName(name: string): string {
  const known = methodNames.find((method) => method === name);
  return known ? translator("models")(`method_${known}`) : name;
}

function stateText({ state, stale, failure }: RunSummary): string {
  const t = translator("models");
  if (state === "done" && stale) return t("stateStale");
  return state === "failed" ? t("state_failed", { failure: failure ?? "" }) : t(`state_${state}`);
}
