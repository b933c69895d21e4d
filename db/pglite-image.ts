/** Images of PGlite's disk for the specs; vitest.config.ts has them made before any spec runs. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { migrationsFolder } from "./migrations-folder";

/** A new cluster, or one with all migrations applied. */
type Kind = "empty" | "migrated";

const FOLDER = path.join(process.cwd(), "node_modules", ".cache", "tradeoff-pglite");

/**
 * Makes the images that are not there yet. Making a cluster takes 10 seconds of processor and reading
 * an image back 2, so images are kept for all spec files and later runs, for as long as PGlite's
 * package and the migrations are the same.
 */
export default async function makeImages(): Promise<void> {
  // What the server has from its start; the heads of the audit log are of no use to a test.
  process.env.NEXTAUTH_SECRET ??= "a secret for tests, 32 characters";
  process.env.AUDIT_LOG ??= "/dev/null";
  if (!fs.existsSync(imageFile("empty"))) await keep("empty", new PGlite());
  if (fs.existsSync(imageFile("migrated"))) return;
  const client = await startedFrom(pgliteImage("empty"));
  await migrate(drizzle(client), { migrationsFolder: migrationsFolder("postgres") });
  await keep("migrated", client);
}

/** What PGlite has on its disk, as a tar file. */
export function pgliteImage(kind: Kind): Buffer {
  return fs.readFileSync(imageFile(kind));
}

/** PGlite on a disk of its own that begins as the image says. */
export async function startedFrom(image: Buffer): Promise<PGlite> {
  const client = new PGlite({ loadDataDir: new Blob([new Uint8Array(image)]) });
  await client.waitReady;
  return client;
}

async function keep(kind: Kind, client: PGlite): Promise<void> {
  await client.waitReady;
  const image = Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer());
  await client.close();
  const file = imageFile(kind);
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const old of fs.readdirSync(FOLDER)) {
    if (old.startsWith(kind) && !old.startsWith(path.basename(file))) {
      fs.rmSync(path.join(FOLDER, old), { force: true });
    }
  }
  // Another run may be making the same: whoever reads finds a whole one.
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, image);
  fs.renameSync(unfinished, file);
}

function imageFile(kind: Kind): string {
  const pglite = path.join(process.cwd(), "node_modules/@electric-sql/pglite/package.json");
  const key = createHash("sha256").update(fs.readFileSync(pglite));
  if (kind === "migrated") {
    const folder = migrationsFolder("postgres");
    for (const name of fs.readdirSync(folder).sort()) {
      if (name.endsWith(".sql")) key.update(name).update(fs.readFileSync(path.join(folder, name)));
    }
  }
  return path.join(FOLDER, `${kind}-${key.digest("hex").slice(0, 16)}.tar`);
}
