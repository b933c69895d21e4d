import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/**
 * A respondent without a browser: it reads a screen's markup and posts its form, as a phone without
 * script does. Tests use it where the wire matters more than the picture.
 */
export interface Screen {
  readonly url: string;
  readonly status: number;
  /** What `data-screen` says: welcome, question, choice, allocation, done … */
  readonly kind: string;
  readonly html: string;
  readonly form: { action: string; inputs: Input[] } | null;
}

export interface Input {
  readonly type: string;
  readonly name: string;
  readonly value: string;
}

/** Opens a page, following redirects as a browser does. */
export async function open(url: string): Promise<Screen> {
  const response = await fetch(url);
  return readScreen(response.url, response.status, await response.text());
}

/** What a screen's form sends, made without looking at the screen: hidden fields, then the choice. */
export function formFields(chosen: readonly [string, string][]): [string, string][] {
  return [["attempt", randomUUID()], ["shown_at", String(Date.now())], ...chosen];
}

/** Posts fields to an address without following where it leads. */
export function post(action: string, fields: readonly [string, string][]): Promise<Response> {
  return fetch(action, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
  });
}

/** A phone on a bad network: it does the same again until something answers. */
export async function insist<T>(step: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch {
      await pause(50);
    }
  }
}

/**
 * Posts fields as the pages' script does, which wants the next screens in the reply.
 *
 * @param held the address of the screen that it has ready
 */
export function postHolding(
  action: string,
  fields: readonly [string, string][],
  held = "",
): Promise<Response> {
  return fetch(action, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "Screen-Ahead": held },
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
  });
}

/** The screens of a reply to the script, each with its own address. */
export function readParts(url: string, html: string): Screen[] {
  return (html.match(/<main[\s\S]*?<\/main>/g) ?? []).map((main) => {
    const address = attribute(main.slice(0, main.indexOf(">") + 1), "data-address");
    return readScreen(new URL(address ?? "", url).href, 200, main);
  });
}

/** Where a page's script is. */
export function scriptAddress(screen: Screen): string {
  const found = /src:"([^"]+)"/.exec(screen.html);
  if (!found) throw new Error(`No script on ${screen.url}`);
  return new URL(found[1], screen.url).href;
}

/** The hidden inputs of a screen's form. */
export function hiddenFields(screen: Screen): [string, string][] {
  return formOf(screen)
    .inputs.filter((input) => input.type === "hidden")
    .map(({ name, value }) => [name, value]);
}

/** The values a radio group offers, in displayed order. */
export function radioValues(screen: Screen, name: string): string[] {
  return offeredValues(screen, "radio", name);
}

/** The values that radio buttons or check boxes of one name offer, in displayed order. */
export function offeredValues(screen: Screen, type: "radio" | "checkbox", name: string): string[] {
  return formOf(screen)
    .inputs.filter((input) => input.type === type && input.name === name)
    .map((input) => input.value);
}

/** The names of the lists to choose from, in displayed order. */
export function selectNames(screen: Screen): string[] {
  return formOf(screen)
    .inputs.filter((input) => input.type === "select")
    .map((input) => input.name);
}

/** The names of the number inputs, in displayed order. */
export function numberNames(screen: Screen): string[] {
  return formOf(screen)
    .inputs.filter((input) => input.type === "number" || input.type === "text")
    .map((input) => input.name);
}

export function formOf(screen: Screen): { action: string; inputs: Input[] } {
  if (!screen.form) throw new Error(`No form on ${screen.url} (${screen.status}, ${screen.kind})`);
  return screen.form;
}

export function readScreen(url: string, status: number, html: string): Screen {
  const kind = /<main[^>]*\sdata-screen="([^"]*)"/.exec(html)?.[1] ?? "";
  const form = /<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/i.exec(html);
  if (!form) return { url, status, kind, html, form: null };
  const action = attribute(form[0].slice(0, form[0].indexOf(">") + 1), "action");
  const inputs = [...form[1].matchAll(/<(input|select)\b[^>]*>/g)].map(([tag, element]) => ({
    type: element === "select" ? element : (attribute(tag, "type") ?? "text"),
    name: attribute(tag, "name") ?? "",
    value: attribute(tag, "value") ?? "",
  }));
  return { url, status, kind, html, form: { action: new URL(action ?? "", url).href, inputs } };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found?.[1]
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
