import { ButtonLink } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { close, launch, pause, remove, resume } from "./actions";
import type { StudyPage } from "./study";

/** The next thing to do with a study in its state, at the top right of its overview. */
export function PrimaryAction({ page: { study, gate, counts } }: { page: StudyPage }) {
  const t = translator("studio");
  const cancel = translator("common")("cancel");
  const named = { study: study.name };
  if (study.state === "draft") {
    const [first] = gate;
    if (first?.severity === "error") {
      return (
        <ButtonLink href={`/studies/${study.id}/${first.part}`} look="primary">
          {t("goOn", { step: t(`step_${first.part}`) })}
        </ButtonLink>
      );
    }
    return (
      <ConfirmDialog
        look="primary"
        action={launch.bind(null, study.id)}
        words={{
          open: t("launch"),
          title: t("launchTitle", named),
          confirm: t("launch"),
          confirming: t("launching"),
          cancel,
        }}
      >
        <p>{t("launchText")}</p>
        {gate.length > 0 ? <p>{t("launchWarnings", { count: gate.length })}</p> : null}
      </ConfirmDialog>
    );
  }
  if (study.state === "live") {
    return (
      <ConfirmDialog
        look="secondary"
        action={pause.bind(null, study.id)}
        words={{
          open: t("pause"),
          title: t("pauseTitle", named),
          confirm: t("pause"),
          confirming: t("pausing"),
          cancel,
        }}
      >
        <p>{t("pauseText", { count: unfinished(counts) })}</p>
      </ConfirmDialog>
    );
  }
  if (study.state === "paused") {
    return (
      <ConfirmDialog
        look="primary"
        action={resume.bind(null, study.id)}
        words={{
          open: t("resume"),
          title: t("resumeTitle", named),
          confirm: t("resume"),
          confirming: t("resuming"),
          cancel,
        }}
      >
        <p>{t("resumeText")}</p>
      </ConfirmDialog>
    );
  }
  return (
    <ButtonLink href={`/studies/${study.id}/report`} look="primary">
      {t("openReport")}
    </ButtonLink>
  );
}

/** Closing a study for good, or throwing a draft away. */
export function EndPanel({ page: { study, counts, content } }: { page: StudyPage }) {
  const t = translator("studio");
  const cancel = translator("common")("cancel");
  const named = { study: study.name };
  if (study.state === "closed") return null;
  return (
    <Panel title={t(study.state === "draft" ? "dangerDraft" : "dangerOpen")}>
      <div>
        {study.state === "draft" ? (
          <ConfirmDialog
            action={remove.bind(null, study.id)}
            words={{
              open: t("deleteDraft"),
              title: t("deleteTitle", named),
              confirm: t("deleteDraft"),
              confirming: t("deleting"),
              cancel,
            }}
          >
            <p>{t("deleteText", { items: content.items.length })}</p>
          </ConfirmDialog>
        ) : (
          <ConfirmDialog
            action={close.bind(null, study.id)}
            words={{
              open: t("close"),
              title: t("closeTitle", named),
              confirm: t("close"),
              confirming: t("closing"),
              cancel,
            }}
          >
            <p>
              {t("closeText", {
                started: counts.started + counts.apart.started,
                unfinished: unfinished(counts),
              })}
            </p>
          </ConfirmDialog>
        )}
      </div>
    </Panel>
  );
}

/** Whoever is inside may come back, also after a silence. */
/** Closing and pausing are for everybody, whatever revision they are on. */
function unfinished({ apart, ...together }: StudyPage["counts"]): number {
  return [together, apart].reduce(
    (sum, { underWay, left, expired }) => sum + underWay + left + expired,
    0,
  );
}
