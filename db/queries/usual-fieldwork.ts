import type { FieldworkSettings } from "@/db/schema/study-content";

/** When a study is in the field whose dates nobody has set. */
export const USUAL_FIELDWORK: FieldworkSettings = {
  opensAt: null,
  closesAt: null,
  timeZone: "UTC",
  graceMinutes: 60,
  softLaunchCompletes: null,
  /** A day: somebody who put the study off until tomorrow still finds their place. */
  expiryMinutes: 24 * 60,
};
