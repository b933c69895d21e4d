import { z } from "zod";
import { isTimeZone } from "@/lib/i18n/local-moment";
import { exitFault, isHost } from "@/lib/panels/exit-address";
import { isOurs } from "@/lib/panels/our-parameters";
import { editSnapshotInput, id, words } from "../draft/schema";

/** Fits a column of an export. */
const sourceName = words.min(1).max(80);

const hosts = z.array(z.string().refine(isHost, { params: { key: "notAHost" } })).max(20);

/** Far above any panel's exit; a browser's address bar bears it. */
const exit = z.string().trim().max(1_000);

/** A parameter's name in a link. */
const parameterName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_.-]+$/)
  .max(60)
  .refine((name) => !isOurs(name));

const panelSettings = z
  .strictObject({
    preset: z.enum(["prolific", "cint", "dynata", "generic"]),
    idParameter: parameterName,
    /** The cohort of everybody who comes this way; null leaves it to the screener. */
    cohortId: id.nullable().default(null),
    qualityExit: z.boolean().default(false),
    hosts,
    /** One left empty leaves people on our last page. */
    exits: z.strictObject({
      complete: exit,
      screenedOut: exit,
      overQuota: exit,
      quality: exit,
      closed: exit,
    }),
  })
  .superRefine(({ exits, hosts: listed }, context) => {
    for (const [name, address] of Object.entries(exits)) {
      const key = address ? exitFault(address, listed) : null;
      if (!key) continue;
      const host = URL.canParse(address) ? new URL(address).host : "";
      const params = { key, values: { host } };
      context.addIssue({ code: "custom", path: ["exits", name], params });
    }
  });

export const addedSource = z.discriminatedUnion("kind", [
  z.strictObject({
    studyId: id,
    kind: z.literal("panel"),
    name: sourceName,
    settings: panelSettings,
  }),
  z.strictObject({ studyId: id, kind: z.literal("test"), name: sourceName }),
]);

export const changedSource = z.discriminatedUnion("kind", [
  z.strictObject({
    studyId: id,
    sourceId: id,
    seen: editSnapshotInput.optional(),
    kind: z.literal("panel"),
    name: sourceName,
    settings: panelSettings,
  }),
  z.strictObject({
    studyId: id,
    sourceId: id,
    seen: editSnapshotInput.optional(),
    kind: z.literal("open"),
    name: sourceName,
    /** Those whose pages may show the interview in a frame. */
    settings: z.strictObject({ hosts }),
  }),
]);

export const sourceInput = z.strictObject({ studyId: id, sourceId: id });

export const triedExits = z.strictObject({
  studyId: id,
  sourceId: id,
  /** As long as a link's own may be. */
  panelId: z.string().min(1).max(200),
});

export const sourceKeyInput = z.strictObject({
  studyId: id,
  sourceId: id,
  seen: editSnapshotInput.optional(),
  /** The parameter that carries signatures; null ends signing. */
  parameter: parameterName.nullable(),
});

export const savedFieldwork = z.strictObject({
  studyId: id,
  seen: editSnapshotInput.optional(),
  /** Dates and times as the zone's clocks show them, "2026-12-01T09:00"; empty for none. */
  opens: z.string().max(20),
  closes: z.string().max(20),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, { params: { key: "notATimeZone" } }),
  /** Up to two weeks. */
  graceMinutes: z.number().int().min(0).max(20_160),
  softLaunchCompletes: z.number().int().min(1).max(1_000_000).nullable(),
  /** A quarter of an hour is a phone call, a month the longest break anybody comes back from. */
  expiryMinutes: z.number().int().min(15).max(44_640),
  /** From a handful of people to a crowd at a trade fair behind one address. */
  startsPerAddress: z.number().int().min(10).max(100_000).optional(),
  startsPerLink: z.number().int().min(100).max(1_000_000).optional(),
});
