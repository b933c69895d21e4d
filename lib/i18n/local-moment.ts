/** A date and a time of day as a form's field gives them: "2026-12-01T09:00". */
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

const MINUTE = 60_000;

/** True for a zone of the IANA list, "Europe/Berlin". */
export function isTimeZone(timeZone: string): boolean {
  // An offset ("+02:00") is no zone: it knows no summer time.
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment at which a place's clocks show this date and time; null when there is no such date. A
 * time that comes twice, as summer time ends, is its first moment; one that is left out, as summer
 * time begins, is the moment as if the clocks had not been set: both as calendars commonly do.
 */
export function momentOf(local: string, timeZone: string): number | null {
  const parts = LOCAL.exec(local);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number);
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(asUtc).toISOString().slice(0, 16) !== local) return null;
  // Zones change by less than a day: these are the offsets before and after any change nearby.
  const [before, after] = [-1, 1].map((days) => offsetAt(asUtc + days * 1_440 * MINUTE, timeZone));
  const shown = [asUtc - before, asUtc - after].filter((at) => localOf(at, timeZone) === local);
  return shown.length > 0 ? Math.min(...shown) : asUtc - before;
}

/** What a place's clocks show at a moment, as a form's field takes it. */
export function localOf(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** How far a place's clocks are ahead of UTC, in milliseconds, to the second. */
function offsetAt(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const part = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const shown = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return shown - Math.floor(at / 1_000) * 1_000;
}
