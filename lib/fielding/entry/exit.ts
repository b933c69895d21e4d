import type { ExitKind, RespondentState } from "@/db/schema/fielding";
import type { Tables } from "@/db/schema/tables";
import { exitAddress } from "@/lib/panels/exit-address";

/** The way back to where somebody came from. */
export interface Exit {
  readonly address: string;
  readonly host: string;
}

/** The way back for somebody of a panel; null for all others, and where the source names none. */
export function exitOf(
  source: Pick<Tables["source"]["$inferSelect"], "kind" | "settings">,
  kind: ExitKind,
  panelId: string | null,
): Exit | null {
  if (source.kind !== "panel") return null;
  const address = exitAddress(source.settings, kind, panelId);
  return address === null ? null : { address, host: new URL(address).host };
}

/** The exit that belongs to how an interview ended; null while it goes on. */
export function exitKindOf(state: RespondentState): ExitKind | null {
  switch (state) {
    case "complete":
    case "screened-out":
    case "over-quota":
      return state;
    case "screening":
    case "active":
      return null;
  }
}
