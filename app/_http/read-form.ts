import type { SentForm } from "@/lib/fielding/schema";

/** An answer is a few numbers: far below this. */
const MOST_BYTES = 64 * 1024;

/** A body that is not read: too large, or not a form. */
export class BodyRefused extends Error {
  override readonly name = "BodyRefused";
  constructor(readonly status: 413 | 415) {
    super(status === 413 ? "The body is too large." : "The body is not a form.");
  }
}

/**
 * Reads a urlencoded form of at most 64 kB; a field that comes twice becomes a list.
 *
 * @throws BodyRefused before anything of it is parsed
 */
export async function readForm(request: Request): Promise<SentForm> {
  const type = request.headers.get("content-type")?.split(";")[0].trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new BodyRefused(415);
  return fieldsOf(new URLSearchParams(await cappedText(request)));
}

/** The parameters of a request's address, read as a form's fields are. */
export function queryOf(request: Request): SentForm {
  return fieldsOf(new URL(request.url).searchParams);
}

function fieldsOf(sent: URLSearchParams): SentForm {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of sent) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === "string") fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}

async function cappedText(request: Request): Promise<string> {
  // The stated length can be missing or wrong: what arrives is counted too.
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw new BodyRefused(413);
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new BodyRefused(413);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
