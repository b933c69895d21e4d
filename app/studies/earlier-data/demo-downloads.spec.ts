import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { seedDemo } from "@/lib/cli/demo/seed-demo";
import { downloaded, here, listed, studyIds } from "./downloads";

vi.mock("@/app/_http/current-actor", () => ({ currentActor: async () => here.actor }));
vi.mock("@/db/client", () => ({ database: async () => here.database }));

/** As in earlier-data.spec.ts. */
const IS_RECORDING = process.env.RECORD_DOWNLOADS === "1";
const RECORDED = path.join(import.meta.dirname, "demo-digests.json");

/** A plan's hash covers the ids of its cohorts, which are made anew with each demo. */
function digestOf(text: string): string {
  const lasting = text.replaceAll(/\b[0-9a-f]{64}\b/g, "the plan's hash");
  return createHash("sha256").update(lasting).digest("hex");
}

const addresses = listed("demo-addresses.txt");
const recorded: Record<string, string> = IS_RECORDING
  ? {}
  : JSON.parse(fs.readFileSync(RECORDED, "utf8"));

describe("the demo gives the same bytes as an earlier build's in", () => {
  let database: Database;
  let ids: Map<string, string>;
  beforeAll(async () => {
    database = await freshDatabase("sqlite");
    await seedDemo(database);
    ids = await studyIds(database);
  });
  afterAll(async () => {
    await database.close();
    if (IS_RECORDING) fs.writeFileSync(RECORDED, `${JSON.stringify(recorded, null, 2)}\n`);
  });

  it.each(addresses)("%s", async (address) => {
    const digest = digestOf(await downloaded(address, ids));
    if (IS_RECORDING) recorded[address] = digest;
    expect(digest).toBe(recorded[address]);
  });

  it("every download that was recorded", () => {
    expect(Object.keys(recorded)).toEqual(addresses);
  });
});
