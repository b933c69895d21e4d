import { translator } from "@/lib/i18n/translator";
import { shortText } from "./figure-text";
import type { Flag } from "./judge-interviews";

/** A flag with its reason, as people read it. It names numbers of respondents, never persons. */
export function flagText(flag: Flag): string {
  const t = translator("progress");
  switch (flag.reason) {
    case "straight-lining":
      return t("flag_straight-lining", {
        role: flag.role,
        percent: shortText(100 * flag.share, 0),
      });
    case "speeding":
      return t("flag_speeding", { percent: shortText(100 * flag.pace, 0) });
    case "fit":
      return t("flag_fit", { fit: flag.fit.toFixed(3), cutoff: flag.cutoff.toFixed(3) });
    case "gibberish":
      return t("flag_gibberish", { fault: flag.fault });
    case "duplicate":
      return t("flag_duplicate", { of: flag.of, first: String(flag.first) });
  }
}
