import { withoutTail } from "@/lib/panels/our-parameters";
import type { Answering, Reply, RespondentRequest } from "./exchange";
import { goOn } from "./interview-link";
import { saveAnswer, showAnswer } from "./interview-screen";
import { sendScript } from "./script";
import { greet, start } from "./study-link";
import { askWhether, leave } from "./unsubscribe-link";

/** Every address of respondents' pages, and what answers each method. */
export const RESPONDENT_ROUTES: Readonly<
  Record<string, { readonly GET: Answering; readonly POST?: Answering }>
> = {
  "/r/[token]/[screen]": { GET: showAnswer, POST: saveAnswer },
  "/r/[token]": { GET: goOn },
  "/r/script/[file]": { GET: sendScript },
  "/s/[slug]": { GET: greet, POST: start },
  "/s/[slug]/unsubscribe": { GET: askWhether, POST: leave },
};

// An address that is written out goes before one with a parameter in the same place.
const patterns = Object.entries(RESPONDENT_ROUTES)
  .map(([route, answers]) => ({ parts: route.split("/"), answers }))
  .sort((a, b) => parametersIn(a.parts) - parametersIn(b.parts));

/** What answers an address. */
export interface Found {
  readonly GET: (asked: RespondentRequest) => Promise<Reply>;
  readonly POST?: (asked: RespondentRequest) => Promise<Reply>;
}

/** What answers an address without its query; null for one that is no respondent's page. */
export function findAnswer(path: string): Found | null {
  if (!path.startsWith("/r/") && !path.startsWith("/s/")) return null;
  const parts = path.split("/");
  for (const { parts: pattern, answers } of patterns) {
    const parameters = matched(pattern, parts);
    if (!parameters) continue;
    const { GET, POST } = answers;
    return {
      GET: (asked) => GET(asked, parameters),
      POST: POST && ((asked) => POST(asked, parameters)),
    };
  }
  return null;
}

function matched(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const parameters: Record<string, string> = {};
  for (const [place, part] of parts.entries()) {
    const expected = pattern[place];
    if (expected.startsWith("[") && part !== "") parameters[expected.slice(1, -1)] = decoded(part);
    else if (part !== expected) return null;
  }
  return parameters;
}

/** Without what a sentence put behind an address: a full stop, a bracket, a quotation mark. */
function decoded(part: string): string {
  // It names nothing then, and is told so like any other address that names nothing.
  try {
    const text = withoutTail(decodeURIComponent(part));
    // PostgreSQL has no text with it, and so not even the question whether there is one.
    return text.includes("\0") ? part : text;
  } catch {
    return part;
  }
}

function parametersIn(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith("[")).length;
}
