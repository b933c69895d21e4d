/** A parameter of an address as text; empty where it is missing or comes twice. */
export function textOf(parameter: string | string[] | undefined): string {
  return typeof parameter === "string" ? parameter : "";
}

/** The page of a list that an address asks for; the first where it names none. */
export function pageNumber(parameter: string | string[] | undefined): number {
  const written = textOf(parameter);
  return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : 1;
}
