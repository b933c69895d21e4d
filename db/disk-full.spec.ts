import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { openSqlite } from "./sqlite";

/** A disk of six megabytes; null where this process may make none. */
function smallDisk(): string | null {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tradeoff-small-disk-"));
  try {
    const disk = ["-t", "tmpfs", "-o", "size=6m", "tmpfs", folder];
    execFileSync("mount", disk, { stdio: "ignore" });
    return folder;
  } catch {
    fs.rmdirSync(folder);
    return null;
  }
}

const disk = smallDisk();
afterAll(() => {
  if (disk === null) return;
  execFileSync("umount", [disk]);
  fs.rmdirSync(disk);
});

it.skipIf(disk === null)(
  "says that the disk is full, keeps what it acknowledged, goes on being read, and recovers by itself (needs root, which mounts a small disk)",
  async () => {
    const at = (name: string) => path.join(disk ?? "", name);
    const db = await openSqlite(at("full.db"), { migrate: true });
    fs.writeFileSync(at("other-files"), Buffer.alloc(1_000_000));
    const { organisation } = db.t;
    const write = (id: number) =>
      db.write((tx) =>
        tx.insert(organisation).values({ id: String(id), name: "x".repeat(20_000), createdAt: id }),
      );
    const acknowledged: number[] = [];
    let refusal: unknown;
    for (let id = 1; id < 1_000 && refusal === undefined; id++) {
      await write(id).then(
        () => acknowledged.push(id),
        (error: unknown) => {
          refusal = error;
        },
      );
    }
    expect(refusal).toMatchObject({ name: "DatabaseUnavailable", reason: "full" });
    const held = async () => {
      const rows = await db.read.select({ id: organisation.createdAt }).from(organisation);
      return rows.map(({ id }) => id).sort((one, other) => one - other);
    };
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(await held()).toEqual(acknowledged);
    await expect(write(5_000)).rejects.toMatchObject({ reason: "full" });
    fs.rmSync(at("other-files"));
    await write(6_000);
    expect(await held()).toEqual([...acknowledged, 6_000]);
    await db.close();
  },
);
