import { afterAll, vi } from "vitest";

// The next spec file of the same process finds nothing that this one set up.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  vi.restoreAllMocks();
});
