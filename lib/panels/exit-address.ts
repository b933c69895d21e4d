import type { ExitKind } from "@/db/schema/fielding";
import type { SourceSettings } from "@/db/schema/study-content";
import { EXITS, type ExitName } from "./exits";
import { signatureOf } from "./signature";

const PLACEHOLDER = "{{rid}}";

/** What is wrong with an exit address; null when people may be sent there. */
export type ExitFault = "exitAddress" | "exitHttps" | "exitPlaceholder" | "exitHost";

/**
 * Where a panel's person goes when their interview ended this way; null where the source names no
 * address, or one that may not be used.
 */
export function exitAddress(
  settings: Pick<SourceSettings, "exits" | "hosts" | "hmac">,
  kind: ExitKind,
  panelId: string | null,
): string | null {
  const template = settings.exits?.[nameOf(kind)];
  if (!template) return null;
  if (exitFault(template, settings.hosts ?? []) !== null) return null;
  const address = filledAddress(template, panelId ?? "");
  // The id is a stranger's text: what it made of the address is looked at again.
  if (addressFault(address, settings.hosts ?? []) !== null) return null;
  const { href } = new URL(address);
  if (!settings.hmac) return href;
  const { secret, parameter } = settings.hmac;
  const joint = href.includes("?") ? "&" : "?";
  return `${href}${joint}${encodeURIComponent(parameter)}=${signatureOf(secret, href)}`;
}

/** Looks at an exit address as it is written, with {{rid}} in it. */
export function exitFault(template: string, hosts: readonly string[]): ExitFault | null {
  const others = template.replaceAll(PLACEHOLDER, "");
  if (others.includes("{{") || others.includes("}}")) return "exitPlaceholder";
  const [one, other] = ["a", "b"].map((id) => filledAddress(template, id));
  const fault = addressFault(one, hosts);
  if (fault) return fault;
  // An id in the host would lead each person elsewhere.
  return new URL(one).origin === new URL(other).origin ? null : "exitPlaceholder";
}

/** A host as people may be sent to it or frame a page in it: lower case, with its port. */
export function isHost(host: string): boolean {
  const address = `https://${host}`;
  return URL.canParse(address) && new URL(address).host === host && !host.includes("*");
}

/** A listed host's origin, as a content security policy names it. */
export function originOf(host: string): string {
  return isLocal(new URL(`https://${host}`).hostname) ? `http://${host}` : `https://${host}`;
}

function filledAddress(template: string, id: string): string {
  return template.replaceAll(PLACEHOLDER, () => encodeURIComponent(id));
}

function addressFault(address: string, hosts: readonly string[]): ExitFault | null {
  if (!URL.canParse(address)) return "exitAddress";
  const url = new URL(address);
  if (url.username || url.password || url.hash) return "exitAddress";
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLocal(url.hostname));
  if (!isSafe) return "exitHttps";
  return hosts.includes(url.host) ? null : "exitHost";
}

/** This machine: reached without encryption while a panel's side is tried out. */
function isLocal(hostname: string): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}

function nameOf(kind: ExitKind): ExitName {
  const exit = EXITS.find((candidate) => candidate.kind === kind);
  if (!exit) throw new Error(`No exit is called ${kind}.`);
  return exit.name;
}
