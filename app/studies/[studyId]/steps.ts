import type { NavStep } from "@/app/_ui/step-nav";
import { translator } from "@/lib/i18n/translator";
import type { GatePart } from "@/lib/studies/launch/launch-gate";
import type { StudyPage } from "./study";

const PARTS = [
  "items",
  "cohorts",
  "questionnaire",
  "languages",
  "design",
] as const satisfies GatePart[];

/** A study's steps in the order of work, each with its state; a viewer's are what came out of it. */
export function studySteps({ study, gate, isFrozen, canEdit, counts }: StudyPage): NavStep[] {
  const t = translator("studio");
  const base = `/studies/${study.id}`;
  const step = (name: string, title: string, state: NavStep["state"]): NavStep => ({
    href: name === "" ? base : `${base}/${name}`,
    title,
    state,
    stateText: t(`stepState_${state}`),
  });
  const resultState = counts.complete + counts.apart.complete > 0 ? "done" : "open";
  const report = step("report", t("step_report"), resultState);
  const data = step("data", t("step_data"), resultState);
  if (!canEdit) return [report, data];
  const hasErrors = (part: GatePart) =>
    gate.some((line) => line.part === part && line.severity === "error");
  return [
    step("", t("step_overview"), "open"),
    ...PARTS.map((part) =>
      step(part, t(`step_${part}`), isFrozen ? "locked" : hasErrors(part) ? "attention" : "done"),
    ),
    step("preview", t("step_preview"), "open"),
    step("quotas", t("step_quotas"), !isFrozen && hasErrors("quotas") ? "attention" : "open"),
    step("sources", t("step_sources"), "open"),
    step("invitations", translator("invitations")("step"), "open"),
    step("progress", t("step_progress"), resultState),
    report,
    data,
  ];
}
