/** A moment as people in a place read it, with the place: "1 December 2026 at 09:00 (Europe/Berlin)". */
export function zonedTime(at: number, timeZone: string, locale = "en-GB"): string {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return `${format.format(at)} (${timeZone})`;
}
