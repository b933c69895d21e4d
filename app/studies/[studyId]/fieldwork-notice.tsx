import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";
import { zonedTime } from "@/lib/i18n/zoned-time";
import type { StudyPage } from "./study";

/** What the dates and the soft launch mean for a study at this moment; nothing where they do not. */
export function FieldworkNotice({ page: { study } }: { page: StudyPage }) {
  const t = translator("sources");
  if (study.state === "draft" || study.state === "closed" || !study.fieldwork) return null;
  const { opensAt, closesAt, timeZone, softLaunchCompletes } = study.fieldwork;
  const now = Date.now();
  const told = (at: number) => ({ moment: zonedTime(at, timeZone) });
  if (closesAt !== null && now >= closesAt) {
    return <Notice tone="warning">{t("closedSince", told(closesAt))}</Notice>;
  }
  if (study.state === "paused" && study.softLaunchedAt !== null && softLaunchCompletes !== null) {
    const values = { ...told(study.softLaunchedAt), count: softLaunchCompletes };
    return <Notice tone="warning">{t("softLaunchOver", values)}</Notice>;
  }
  if (opensAt !== null && now < opensAt) return <Notice>{t("notYetOpen", told(opensAt))}</Notice>;
  if (closesAt !== null) return <Notice>{t("closesOn", told(closesAt))}</Notice>;
  return null;
}
