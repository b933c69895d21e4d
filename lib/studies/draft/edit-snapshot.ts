import { createHash } from "node:crypto";
import type { z } from "zod";
import { Conflict, type ErrorDetail } from "@/lib/errors";
import { canonicalJson } from "@/lib/files/canonical-json";
import type { editSnapshotInput } from "./schema";

/** One thing that an editor shows and saves. */
export interface EditedPart {
  /** What it is, as the message names it: "changedPart" in the errors. */
  readonly kind: string;
  /** Stays while the part is renamed. */
  readonly id: string | number;
  /** What people call it; empty for a kind that a study has one of. */
  readonly name: string;
  /** All that the editor would overwrite. */
  readonly state: unknown;
}

/** Longer names are cut where they are told. */
const MAX_NAME = 80;
/** As many changes as are told one by one. */
const MAX_TOLD = 8;

/**
 * What an editor was drawn from, short enough to travel in its form and back: of each part its name
 * and a digest of what it holds.
 */
export function editSnapshot(parts: readonly EditedPart[]): string {
  return JSON.stringify(
    parts.map(({ kind, id, name, state }) => [
      kind,
      String(id),
      name.slice(0, MAX_NAME),
      digestOf(state),
    ]),
  );
}

/**
 * Refuses a form that was drawn before somebody else saved, so that the last save never silently
 * undoes the one before.
 *
 * @param seen what the form was drawn from; undefined for callers that have shown nothing
 * @param present the parts as they are now, read in the transaction that is about to change them
 * @throws Conflict changedMeanwhile, telling part by part what was changed, added or removed
 */
export function refuseStaleEdit(
  seen: z.output<typeof editSnapshotInput> | undefined,
  present: readonly EditedPart[],
): void {
  if (!seen) return;
  const known = new Map(
    seen.map(([kind, id, name, digest]) => [`${kind} ${id}`, { kind, name, digest }]),
  );
  const details: ErrorDetail[] = [];
  const tell = (kind: string, name: string, how: "added" | "removed" | "changed") =>
    details.push({ key: "changedPart", values: { kind, name: name.slice(0, MAX_NAME), how } });
  for (const { kind, id, name, state } of present) {
    const before = known.get(`${kind} ${id}`);
    known.delete(`${kind} ${id}`);
    if (!before) tell(kind, name, "added");
    else if (before.digest !== digestOf(state)) tell(kind, name, "changed");
  }
  for (const { kind, name } of known.values()) tell(kind, name, "removed");
  if (details.length === 0) return;
  const more = details.length - MAX_TOLD;
  throw new Conflict("changedMeanwhile", {}, [
    ...details.slice(0, MAX_TOLD),
    ...(more > 0 ? [{ key: "changedMore" as const, values: { count: more } }] : []),
  ]);
}

/** 48 bits: somebody would have to look for two states that are told alike. */
function digestOf(state: unknown): string {
  return createHash("sha256")
    .update(canonicalJson(state ?? null))
    .digest("base64url")
    .slice(0, 8);
}
