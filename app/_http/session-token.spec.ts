import { encode } from "next-auth/jwt";
import { afterEach, expect, it, vi } from "vitest";
import { readSessionToken } from "./session-token";

const OLD = "the secret that this server had before";
const NEW = "the secret that this server has by now";

afterEach(() => vi.unstubAllEnvs());

it("a session outlives a change of the server's secret until the day that is set for it", async () => {
  const said = { userId: "ada", sessionId: "session", sessionVersion: 1 };
  const token = await encode({ token: said, secret: OLD });
  vi.stubEnv("NEXTAUTH_SECRET", NEW);
  expect(await readSessionToken({ token })).toBeNull();
  vi.stubEnv("NEXTAUTH_OLD_SECRET", OLD);
  vi.stubEnv("NEXTAUTH_OLD_SECRET_UNTIL", "2999-01-01");
  expect(await readSessionToken({ token })).toMatchObject(said);
  vi.stubEnv("NEXTAUTH_OLD_SECRET_UNTIL", "2026-01-01");
  expect(await readSessionToken({ token })).toBeNull();
  expect(
    await readSessionToken({ token: await encode({ token: said, secret: NEW }) }),
  ).not.toBeNull();
  expect(await readSessionToken({ token: "no token" })).toBeNull();
});
