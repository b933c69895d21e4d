import type { FieldworkSettings } from "@/db/schema/study-content";

type StartLimits = Pick<FieldworkSettings, "startsPerAddress" | "startsPerLink">;

/** When a study is in the field whose dates nobody has set. */
export const USUAL_FIELDWORK: FieldworkSettings & Required<StartLimits> = {
  opensAt: null,
  closesAt: null,
  timeZone: "UTC",
  graceMinutes: 60,
  softLaunchCompletes: null,
  /** A day: somebody who put the study off until tomorrow still finds their place. */
  expiryMinutes: 24 * 60,
  /** Four classes, or an office where everybody opens the link at once. */
  startsPerAddress: 120,
  /** A mail to many thousands: nearly all who begin pass a task within minutes. */
  startsPerLink: 1_000,
};
