import type { ExerciseNames } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { shortText } from "../figure-text";
import type { Flag } from "./quality-flags";

/**
 * A flag with its reason, as people read it, and in which exercise it was seen where there are
 * several. It names numbers of respondents, never persons.
 */
export function flagText(flag: Flag, names: ExerciseNames): string {
  const t = translator("progress");
  const where = (exercise: string | null) => {
    const name = exercise === null ? undefined : names.get(exercise);
    return { exercise: name ?? "", isNamed: String(name !== undefined) };
  };
  switch (flag.reason) {
    case "straight-lining":
      return t("flag_straight-lining", {
        ...where(flag.exercise),
        role: flag.role,
        percent: shortText(100 * flag.share, 0),
      });
    case "speeding":
      return t("flag_speeding", { percent: shortText(100 * flag.pace, 0) });
    case "fit":
      return t("flag_fit", {
        ...where(flag.exercise),
        fit: flag.rlh.toFixed(3),
        cutoff: flag.cutoff.toFixed(3),
      });
    case "gibberish":
      return t("flag_gibberish", { fault: flag.fault });
    case "duplicate":
      return t("flag_duplicate", {
        ...where(flag.exercise),
        of: flag.of,
        first: String(flag.first),
      });
  }
}

/** All flags of an interview in one cell. */
export function flagReasons(flags: readonly Flag[], names: ExerciseNames): string {
  return flags.map((flag) => flagText(flag, names)).join("; ");
}
