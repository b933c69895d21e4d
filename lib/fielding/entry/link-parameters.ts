import type { Tables } from "@/db/schema/tables";
import { isOurs } from "@/lib/panels/our-parameters";
import { panelIdOf } from "@/lib/panels/panel-id";
import { isSignedBy } from "@/lib/panels/signature";
import type { SentForm } from "../interview/schema";

/** What a study's link carries besides the way to it. */
export interface LinkParameters {
  /** The panel's id of the person; null where the source asks for none. */
  readonly panelId: string | null;
  /** True when the source's key signed the id: the panel vouches for who opens the link. */
  readonly isSigned: boolean;
  /** All others, as they were; null for none. One that came twice keeps both, parted by "; ". */
  readonly parameters: Readonly<Record<string, string>> | null;
}

/** Far above what panels and newsletters add, and what a column of an export can bear. */
const MAX_PARAMETERS = 40;
const LONGEST_NAME = 100;
const LONGEST_VALUE = 1_000;
/** Of all that is kept: the tags of every campaign together are a few hundred. */
const LONGEST_KEPT = 4_000;
/** Dynata's longest is 64, two UUIDs are 73. */
const LONGEST_ID = 200;

/** Neither of our databases' texts, nor a table's cell, is a place for these. */
const CONTROL = /\p{Cc}/u;

const SOURCE_CODE = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a link's `via` can name a source: nothing else is asked of a database. */
export function isSourceCode(via: SentForm[string] | undefined): via is string {
  return typeof via === "string" && SOURCE_CODE.test(via);
}

/**
 * Reads a link's query for its source.
 *
 * @returns null when it lacks the panel's id, is not signed as the source asks, or is no link of ours
 */
export function linkParameters(
  source: Pick<Tables["source"]["$inferSelect"], "kind" | "settings">,
  query: SentForm,
): LinkParameters | null {
  const { idParameter, hmac } = source.kind === "panel" ? source.settings : {};
  const values = Object.entries(query)
    .filter(([name]) => !isOurs(name))
    .map(([name, value]) => [name, typeof value === "string" ? value : value.join("; ")] as const);
  const isBearable = values.every(
    ([name, value]) =>
      name.length <= LONGEST_NAME &&
      value.length <= LONGEST_VALUE &&
      !CONTROL.test(name) &&
      !CONTROL.test(value),
  );
  if (!isBearable || values.length > MAX_PARAMETERS) return null;
  const kept = values.filter(([name]) => name !== idParameter && name !== hmac?.parameter);
  const length = kept.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > LONGEST_KEPT) return null;
  const parameters = kept.length > 0 ? Object.fromEntries(kept) : null;
  if (idParameter === undefined) return { panelId: null, isSigned: false, parameters };
  const sent = query[idParameter];
  if (typeof sent !== "string" || sent.length > LONGEST_ID) return null;
  const panelId = panelIdOf(sent, idParameter);
  if (panelId === null) return null;
  if (!hmac) return { panelId, isSigned: false, parameters };
  const signature = query[hmac.parameter];
  if (typeof signature !== "string") return null;
  // The panel signed what it sent; something on the way may have added a space.
  if (![sent, panelId].some((id) => isSignedBy(hmac.secret, id, signature))) return null;
  return { panelId, isSigned: true, parameters };
}
