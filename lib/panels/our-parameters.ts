/** The parameter that only says that a form goes to this address. */
export const BEGINS = "begin";

/**
 * What a study's link says to us: which way in it is, whose invitation, in which language. None of it is
 * kept with an interview, and a panel's own parameters are called otherwise.
 */
export const OUR_PARAMETERS: ReadonlySet<string> = new Set(["via", "invite", "language", BEGINS]);
