import type { ExitKind } from "@/db/schema/fielding";
import type { SourceSettings } from "@/db/schema/study-content";

export type ExitName = keyof NonNullable<SourceSettings["exits"]>;

/** The five ways out, in the order of pages, and their names in a source's settings. */
export const EXITS: readonly { readonly kind: ExitKind; readonly name: ExitName }[] = [
  { kind: "complete", name: "complete" },
  { kind: "screened-out", name: "screenedOut" },
  { kind: "over-quota", name: "overQuota" },
  { kind: "quality", name: "quality" },
  { kind: "closed", name: "closed" },
];
