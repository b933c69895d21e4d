import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { FieldworkSettings } from "@/db/schema/study-content";
import { StateBadge } from "./state-badge";

const HOUR = 3_600_000;

function badges(
  study: Partial<Parameters<typeof StateBadge>[0]["study"]>,
  dates: Partial<FieldworkSettings> = {},
): string {
  const fieldwork = {
    ...{ opensAt: null, closesAt: null, timeZone: "UTC", graceMinutes: 60 },
    ...{ softLaunchCompletes: null, expiryMinutes: 60 },
    ...dates,
  };
  const all = { state: "live", origin: "fielded", ...study } as const;
  const markup = renderToStaticMarkup(<StateBadge study={{ ...all, fieldwork }} />);
  return markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

it("says what a study is now: a date that has passed counts, though nothing ran when it did", () => {
  const [past, future] = [Date.now() - HOUR, Date.now() + HOUR];
  expect(badges({})).toBe("Live");
  expect(badges({}, { opensAt: past, closesAt: future })).toBe("Live");
  expect(badges({}, { closesAt: past })).toBe("Closed by its date");
  expect(badges({}, { opensAt: future })).toBe("Not open yet");
  expect(badges({ state: "paused" })).toBe("Paused");
  expect(badges({ state: "paused" }, { opensAt: future })).toBe("Paused");
  expect(badges({ state: "paused" }, { closesAt: past })).toBe("Closed by its date");
  expect(badges({ state: "draft" }, { closesAt: past })).toBe("Draft");
  expect(badges({ state: "closed", origin: "synthetic" })).toMatch(/^Closed \S/);
});
