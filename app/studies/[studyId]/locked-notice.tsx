import Link from "next/link";
import type { ReactNode } from "react";
import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";
import { momentText } from "@/lib/reports/figure-text";
import type { StudyPage } from "./study";

/**
 * What stands between this page and respondents: that it is locked and how it can change, or that
 * what is edited here is not asked yet. Nothing for a draft.
 */
export function LockedNotice({ page: { study, content, isFrozen } }: { page: StudyPage }) {
  const t = translator("studio");
  const { frozenAt, number } = content.revision;
  const isInField = study.state === "live" || study.state === "paused";
  const overview = (chunks: ReactNode) => <Link href={`/studies/${study.id}`}>{chunks}</Link>;
  if (!isFrozen && !isInField) return null;
  return (
    <div className="mb-6">
      <Notice tone={isFrozen ? "information" : "warning"}>
        <p className="text-ink">
          {study.origin === "imported" && t("lockedImported")}
          {study.origin !== "imported" &&
            frozenAt !== null &&
            t("lockedNotice", { moment: momentText(frozenAt), number })}{" "}
          {isFrozen && isInField && t.rich("lockedRevision", { overview })}
          {!isFrozen && t.rich("editsRevision", { number, asked: number - 1, overview })}
        </p>
      </Notice>
    </div>
  );
}
