import type { Tables } from "@/db/schema/tables";

/**
 * Forecasts and "under way" move with the clock when nobody answers: what was read is shown again no
 * longer than this, below the five seconds within which the page is fresh.
 */
const KEPT_MS = 4_000;

/** A reading that was begun: when, and what the tag was just before. */
interface Begun<Reading> {
  readonly at: number;
  readonly tag: string;
  readonly reading: Promise<Reading>;
}

interface Readings<Reading> {
  /** The newest that was begun. */
  begun: Begun<Reading> | null;
  /** The one that begins once that is over. It will see whatever those saw who wait for it. */
  next: { tag: string; reading: Promise<Reading> } | null;
}

/** Readings of one kind, by study. */
export type SharedReadings<Reading> = WeakMap<Tables, Map<string, Readings<Reading>>>;

/**
 * One reading for all who ask for the same study, each of whom was allowed to: whoever comes while the
 * tag has not moved gets what is being read or was just read; whoever comes after it moved shares
 * the next reading, which begins when the present one is over. So a study is read once at a time,
 * however many tabs show it, and nobody gets figures from before they asked.
 *
 * @param kept where the readings of this kind are kept
 * @param tag of the study, as the asker has just seen it
 */
export function sharedReading<Reading>(
  kept: SharedReadings<Reading>,
  { t, studyId, tag }: { t: Tables; studyId: string; tag: string },
  read: () => Promise<Reading>,
): Promise<Reading> {
  const studies = kept.get(t) ?? new Map<string, Readings<Reading>>();
  kept.set(t, studies);
  const readings = studies.get(studyId) ?? { begun: null, next: null };
  studies.set(studyId, readings);

  const { begun, next } = readings;
  if (begun?.tag === tag && performance.now() - begun.at < KEPT_MS) return begun.reading;
  if (next) {
    next.tag = tag;
    return next.reading;
  }
  const begin = (): Promise<Reading> => {
    const mine: Begun<Reading> = {
      at: performance.now(),
      tag: readings.next?.tag ?? tag,
      reading: read(),
    };
    readings.begun = mine;
    readings.next = null;
    const forget = () => {
      if (readings.begun === mine) readings.begun = null;
      if (!readings.begun && !readings.next) studies.delete(studyId);
    };
    // A reading that failed is nobody's; one that is old holds memory for nothing.
    mine.reading.then(() => setTimeout(forget, KEPT_MS).unref(), forget);
    return mine.reading;
  };
  if (!begun) return begin();
  const waited = { tag, reading: begun.reading.then(begin, begin) };
  readings.next = waited;
  return waited.reading;
}
