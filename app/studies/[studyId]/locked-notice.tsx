import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";
import { momentText } from "@/lib/reports/figure-text";
import type { StudyPage } from "./study";

/** Why this page only shows what is asked; nothing while it can change. */
export function LockedNotice({ page: { study, content, isFrozen } }: { page: StudyPage }) {
  const { frozenAt } = content.revision;
  if (!isFrozen || frozenAt === null) return null;
  const t = translator("studio");
  return (
    <div className="mb-6">
      <Notice>
        <p>
          {study.origin === "imported"
            ? t("lockedImported")
            : t("lockedNotice", { moment: momentText(frozenAt) })}
        </p>
      </Notice>
    </div>
  );
}
