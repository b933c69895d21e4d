import { Badge, type BadgeTone } from "@/app/_ui/badge";
import type { StudyState } from "@/db/schema/studies";
import type { StudyOrigin } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";

const TONES: Record<StudyState, BadgeTone> = {
  draft: "quiet",
  live: "success",
  paused: "warning",
  closed: "quiet",
};

/** A study's state, and where its respondents come from when they are not people asked by it. */
export function StateBadge({ state, origin }: { state: StudyState; origin: StudyOrigin }) {
  const t = translator("studio");
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>
      {origin === "fielded" ? null : <Badge tone="accent">{t(`origin_${origin}`)}</Badge>}
    </span>
  );
}
