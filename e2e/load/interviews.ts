import {
  formOf,
  hiddenFields,
  offeredValues,
  open,
  post,
  postHolding,
  radioValues,
  readParts,
  type Screen,
  scriptAddress,
  selectNames,
} from "../plain-client";

/** An answer as it was posted, in the words of `check-answers`. */
export interface Save {
  readonly value: string;
  acknowledged: boolean;
}

/** What a client knows of one interview. */
export interface Interview {
  readonly token: string;
  /** By the screen's name in addresses; each screen is posted once. */
  readonly saves: Map<string, Save>;
  thanked: boolean;
}

/** What all clients were told, kept beside the server to be held against its database. */
export interface Ledger {
  readonly interviews: Interview[];
  /** Starts that were sent and never answered: such an interview may be there or not. */
  unansweredStarts: number;
  /** One for each interview that did not come to its end. */
  readonly errors: string[];
  /** How long each save took until it was acknowledged, in milliseconds. */
  saveTimes: number[];
}

export function newLedger(): Ledger {
  return { interviews: [], unansweredStarts: 0, errors: [], saveTimes: [] };
}

// The template's last two roles are screened out; of the first four all are interviewed to the end.
const OPTIONS_USED = 4;
/** Those that the template's ranking asks for. */
const PLACES = 5;
const MAX_SCREENS = 60;

/** Runs interviews until `count` have ended, at most `clients` of them at once. */
export async function runInTurns(
  count: number,
  clients: number,
  run: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: Math.min(clients, count) }, client));
}

/** How a respondent's browser goes from screen to screen: with the pages' script, or without it. */
export type Way = "script" | "plain";

/** One whole interview, from the study's public link to the thank-you. Never throws: see `errors`. */
export async function interview(
  server: string,
  slug: string,
  number: number,
  way: Way,
  ledger: Ledger,
): Promise<void> {
  try {
    const welcome = await opened(`${server}/s/${slug}`);
    // A browser with script fetches it once and keeps it.
    if (way === "script") await fetched(scriptAddress(welcome));
    ledger.unansweredStarts++;
    const address = await posted(welcome, hiddenFields(welcome));
    ledger.unansweredStarts--;
    const own: Interview = { token: tokenIn(address), saves: new Map(), thanked: false };
    ledger.interviews.push(own);
    let screen = await opened(address);
    let ahead: Screen | undefined;
    for (let screens = 0; screens < MAX_SCREENS; screens++) {
      if (screen.kind === "done") {
        own.thanked = true;
        return;
      }
      const name = screen.url.slice(screen.url.lastIndexOf("/") + 1);
      if (own.saves.has(name)) throw new Error(`${name} was asked twice`);
      const { fields, value } = choose(screen, number + screens);
      const save: Save = { value, acknowledged: false };
      own.saves.set(name, save);
      const form = [...hiddenFields(screen), ...fields];
      const sentAt = performance.now();
      if (way === "plain") {
        const next = await posted(screen, form);
        ledger.saveTimes.push(performance.now() - sentAt);
        save.acknowledged = true;
        screen = await opened(next);
      } else {
        const [next, behind] = await saved(screen, form, ahead);
        ledger.saveTimes.push(performance.now() - sentAt);
        save.acknowledged = true;
        screen = typeof next === "string" ? await opened(next) : next;
        ahead = behind;
      }
    }
    throw new Error(`no end after ${MAX_SCREENS} screens`);
  } catch (error) {
    ledger.errors.push(`Interview ${number}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Posts a screen's form as the script does.
 *
 * @param held the screen that lies ready
 * @returns the next screen, or its address where only that is told; and what lies ready behind it
 */
async function saved(
  screen: Screen,
  fields: [string, string][],
  held: Screen | undefined,
): Promise<[next: Screen | string, behind?: Screen]> {
  const action = formOf(screen).action;
  const response = await postHolding(action, fields, held && new URL(held.url).pathname);
  const html = await response.text();
  const place = response.headers.get("content-location");
  if (response.status !== 200 || !place) {
    throw new Error(`${response.status} on POST ${new URL(action).pathname}`);
  }
  const next = new URL(place, action).href;
  const screens = readParts(action, html);
  if (held?.url === next) return [held, screens[0]];
  return [screens[0] ?? next, screens[1]];
}

async function fetched(url: string): Promise<void> {
  const response = await fetch(url);
  await response.arrayBuffer();
  if (response.status !== 200) {
    throw new Error(`${response.status} on GET ${new URL(url).pathname}`);
  }
}

async function opened(url: string): Promise<Screen> {
  const screen = await open(url);
  if (screen.status !== 200) throw new Error(`${screen.status} on GET ${new URL(url).pathname}`);
  return screen;
}

/** Posts a screen's form. @returns the address it leads to */
async function posted(screen: Screen, fields: [string, string][]): Promise<string> {
  const action = screen.form?.action ?? screen.url;
  const response = await post(action, fields);
  const location = response.headers.get("location");
  await response.arrayBuffer(); // An unread body would keep its connection from the next request.
  if (response.status !== 303 || !location) {
    throw new Error(`${response.status} on POST ${new URL(action).pathname}`);
  }
  return new URL(location, action).href;
}

function tokenIn(url: string): string {
  const token = /\/r\/([\w-]+)/.exec(url)?.[1];
  if (!token) throw new Error(`A start led to ${url}, which is no interview`);
  return token;
}

/** An answer to whatever is asked, another one for another `turn`. */
export function choose(
  screen: Screen,
  turn: number,
): { fields: [string, string][]; value: string } {
  switch (screen.kind) {
    case "question": {
      const ranks = selectNames(screen);
      if (ranks.length > 0) {
        const ranked = ranks.slice(0, PLACES).map((name) => name.slice("rank-".length));
        return {
          fields: ranked.map((id, index) => [`rank-${id}`, String(index + 1)]),
          value: JSON.stringify(ranked),
        };
      }
      const several = offeredValues(screen, "checkbox", "answer");
      if (several.length > 0) {
        // The last two ask for a text, or go with no other.
        const one = several[turn % (several.length - 2)];
        return { fields: [["answer", one]], value: JSON.stringify([one]) };
      }
      const answer = radioValues(screen, "answer")[turn % OPTIONS_USED];
      return { fields: [["answer", answer]], value: JSON.stringify(answer) };
    }
    case "choice": {
      const shown = radioValues(screen, "best");
      const best = shown[turn % shown.length];
      const worst = shown[(turn + 1 + (turn % (shown.length - 1))) % shown.length];
      return {
        fields: [
          ["best", best],
          ["worst", worst],
        ],
        value: choiceValue(Number(best), Number(worst)),
      };
    }
    case "allocation": {
      const names = (screen.form?.inputs ?? [])
        .map(({ name }) => name)
        .filter((name) => name.startsWith("amount-"));
      const first = turn % 101;
      const amounts = names.map((_, index) => [first, 100 - first][index] ?? 0);
      return {
        fields: names.map((name, index) => [name, String(amounts[index])]),
        value: allocationValue(
          names.map((name) => Number(name.slice("amount-".length))),
          amounts,
        ),
      };
    }
    default:
      throw new Error(`nothing to answer on ${screen.kind || "an unknown screen"}`);
  }
}

export function choiceValue(best: number, worst: number): string {
  return `best ${best}, worst ${worst}`;
}

export function allocationValue(items: readonly number[], amounts: readonly number[]): string {
  return items.map((item, index) => `${item}: ${amounts[index]}`).join(", ");
}
