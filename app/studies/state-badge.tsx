import { Badge, type BadgeTone } from "@/app/_ui/badge";
import type { Tables } from "@/db/schema/tables";
import { type Standing, standingAt } from "@/lib/fielding/interview/field-hours";
import { translator } from "@/lib/i18n/translator";

const TONES: Record<Standing, BadgeTone> = {
  draft: "quiet",
  "not-yet": "warning",
  live: "success",
  paused: "warning",
  ended: "quiet",
  closed: "quiet",
};

/**
 * What a study is at this moment, its dates included, and where its respondents come from when they
 * are not people asked by it.
 */
export function StateBadge({
  study,
}: {
  study: Pick<Tables["study"]["$inferSelect"], "state" | "fieldwork" | "origin">;
}) {
  const t = translator("studio");
  const standing = standingAt(study, Date.now());
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Badge tone={TONES[standing]}>{t(`state_${standing}`)}</Badge>
      {study.origin === "fielded" ? null : (
        <Badge tone="accent">{t(`origin_${study.origin}`)}</Badge>
      )}
    </span>
  );
}
