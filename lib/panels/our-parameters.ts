/** The parameter that only says that a form goes to this address. */
export const BEGINS = "begin";

/** Where a link leads, and whose it is: a link that says so in other letters leads there too. */
const LEADS = ["via", "invite"] as const;

/**
 * What a study's link says to us: which way in it is, whose invitation, in which language. None of it is
 * kept with an interview, and a panel's own parameters are called otherwise.
 */
const OURS: ReadonlySet<string> = new Set([...LEADS, "language", BEGINS]);

/** True for a parameter that says something to us. */
export function isOurs(name: string): boolean {
  return OURS.has(name) || LEADS.some((lead) => lead === name.toLowerCase());
}

/**
 * A link's query as it was meant: `Via` and `INVITE` are ours in any letters, and so are `amp;via`, which
 * programs make of `&via` in a page; codes lose what mail programs took along behind them. All else stays
 * as it is.
 */
export function linkQuery(sent: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const [written, value] of sent) {
    const name = written.replace(/^amp;/, "");
    const lead = LEADS.find((each) => each === name.toLowerCase());
    if (lead) query.append(lead, withoutTail(value));
    else query.append(isOurs(name) ? name : written, value);
  }
  return query;
}

/** A code of a link without the full stop, bracket or quotation mark that stood behind it in a sentence. */
export function withoutTail(code: string): string {
  return code.replace(/[^\p{L}\p{N}_-]+$/u, "");
}
