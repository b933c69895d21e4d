import fc from "fast-check";
import { expect, it } from "vitest";
import { isTimeZone, localOf, momentOf } from "./local-moment";
import { zonedTime } from "./zoned-time";

const zones = fc.constantFrom(
  ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"],
  ...["Pacific/Apia", "America/St_Johns", "Africa/Casablanca", "Asia/Tokyo"],
);

it("gives back the moment whose local time it was given, or the first of two that show it", () => {
  const moments = fc.integer({
    min: Date.UTC(2020, 0, 1) / 60_000,
    max: Date.UTC(2035, 0, 1) / 60_000,
  });
  fc.assert(
    fc.property(moments, zones, (minute, zone) => {
      const at = minute * 60_000;
      const local = localOf(at, zone);
      const again = momentOf(local, zone);
      expect(again).not.toBeNull();
      expect(localOf(again ?? 0, zone)).toBe(local);
      expect(at - (again ?? 0)).toBeGreaterThanOrEqual(0);
      expect(at - (again ?? 0)).toBeLessThanOrEqual(3_600_000);
    }),
    { numRuns: 500 },
  );
});

it("knows summer time: no hour is lost or won unseen", () => {
  const iso = (local: string, zone: string) => new Date(momentOf(local, zone) ?? 0).toISOString();
  expect(iso("2026-12-01T09:00", "Europe/Berlin")).toBe("2026-12-01T08:00:00.000Z");
  expect(iso("2026-07-01T09:00", "Europe/Berlin")).toBe("2026-07-01T07:00:00.000Z");
  // Left out: 02:30 on the night the clocks go on is 03:30.
  expect(iso("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  // Twice: the first 02:30 on the night the clocks go back.
  expect(iso("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
  expect(iso("2026-11-01T01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z");
});

it("refuses what is no date, no time, no zone", () => {
  for (const local of ["", "2026-02-30T09:00", "2026-12-01", "2026-12-01T24:00", "2026-12-01T9:00"])
    expect(momentOf(local, "UTC"), local).toBeNull();
  for (const zone of ["", "+02:00", "Europe/Nowhere", "Berlin"])
    expect(isTimeZone(zone)).toBe(false);
  for (const zone of ["UTC", "Europe/Berlin", "America/St_Johns"])
    expect(isTimeZone(zone)).toBe(true);
});

it("tells a moment with its place", () => {
  const at = Date.UTC(2026, 11, 1, 8);
  expect(zonedTime(at, "Europe/Berlin")).toBe("1 December 2026 at 09:00 (Europe/Berlin)");
  expect(zonedTime(at, "Asia/Tokyo", "de")).toBe("1. Dezember 2026 um 17:00 (Asia/Tokyo)");
});
