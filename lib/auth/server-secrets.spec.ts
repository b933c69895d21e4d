import { afterEach, expect, it, vi } from "vitest";
import { environment } from "@/lib/env";
import { auditKeys } from "./audit-keys";
import { deviceOfProof, newDeviceProof } from "./device-proof";
import { invitationHash, invitationToken, knownToken } from "./invitation-token";
import { serverSecrets } from "./server-secrets";

const OLD = "the secret that this server had before";
const NEW = "the secret that this server has by now";
const DAY = 86_400_000;
const day = (fromNow: number) => new Date(Date.now() + fromNow * DAY).toISOString().slice(0, 10);

afterEach(() => vi.unstubAllEnvs());

function change(until: string): void {
  vi.stubEnv("NEXTAUTH_SECRET", NEW);
  vi.stubEnv("NEXTAUTH_OLD_SECRET", OLD);
  vi.stubEnv("NEXTAUTH_OLD_SECRET_UNTIL", until);
}

it("what the old secret signed is read until its day, and nothing is signed by it any more", () => {
  vi.stubEnv("NEXTAUTH_SECRET", OLD);
  const email = "ada@example.org";
  const proof = newDeviceProof(email);
  const contact = { id: "contact", tokenHash: invitationHash(invitationToken("contact")) };
  const [auditKey] = auditKeys();

  change(day(2));
  expect(serverSecrets()).toEqual([NEW, OLD]);
  expect(deviceOfProof(email, proof)).not.toBeNull();
  expect(knownToken(contact).isNew).toBe(false);
  expect(invitationHash(knownToken(contact).token)).toBe(contact.tokenHash);
  expect(invitationToken("contact")).not.toBe(knownToken(contact).token);
  expect(deviceOfProof("grace@example.org", proof)).toBeNull();

  change(day(0));
  expect(serverSecrets()).toEqual([NEW]);
  expect(deviceOfProof(email, proof)).toBeNull();
  expect(knownToken(contact)).toEqual({ token: invitationToken("contact"), isNew: true });
  // What it signed of the audit log is still checked by it, and new entries are not made with it.
  expect(auditKeys()[0].id).not.toBe(auditKey.id);
  expect(auditKeys().map(({ id }) => id)).toContain(auditKey.id);
});

it("an old secret without its day, one that is no day, and the same one twice are refused", () => {
  const given = { NEXTAUTH_SECRET: NEW, NEXTAUTH_OLD_SECRET: OLD };
  expect(() => environment(given)).toThrow(/NEXTAUTH_OLD_SECRET_UNTIL is missing/);
  const soon = { ...given, NEXTAUTH_OLD_SECRET_UNTIL: "soon" };
  expect(() => environment(soon)).toThrow(/NEXTAUTH_OLD_SECRET_UNTIL must be a day/);
  const same = { ...given, NEXTAUTH_OLD_SECRET: NEW, NEXTAUTH_OLD_SECRET_UNTIL: day(1) };
  expect(() => environment(same)).toThrow(/NEXTAUTH_OLD_SECRET is NEXTAUTH_SECRET/);
});
