import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Bytes handed on at once. */
const PIECE = 64 * 1024;

/**
 * A file that is made at one pace and read at another: what is not yet read waits on the disk, so that
 * neither a slow reader holds up who makes it, nor a fast maker fills the memory. It waits in a file
 * without a name, which is gone with the process whatever ends that.
 *
 * @param make writes it piece by piece; its next write throws once nobody reads any more
 * @returns once the first piece is there, or it is over
 * @throws what `make` threw before it wrote anything; what it throws later breaks the stream off
 */
export async function spooled(
  make: (write: (piece: string | Uint8Array) => Promise<void>) => Promise<void>,
): Promise<ReadableStream<Uint8Array>> {
  const file = await unnamedFile();
  let written = 0;
  let read = 0;
  let isLeft = false;
  let ending: { readonly error?: unknown } | null = null;
  let wake = () => {};
  const news = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const begun = news();
  const making = make(async (piece) => {
    if (isLeft) throw new Error("Nobody reads any more.");
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    await file.appendFile(bytes);
    written += bytes.length;
    wake();
  })
    .then(
      () => {
        ending = {};
      },
      (error: unknown) => {
        ending = { error };
      },
    )
    .then(() => wake());
  const failure = () => ending !== null && "error" in ending;
  await begun;
  if (written === 0 && failure()) {
    await file.close();
    throw (ending as unknown as { error: unknown }).error;
  }
  return new ReadableStream(
    {
      async pull(controller) {
        while (read === written && ending === null) await news();
        if (read < written) {
          const bytes = new Uint8Array(Math.min(PIECE, written - read));
          const { bytesRead } = await file.read(bytes, 0, bytes.length, read);
          read += bytesRead;
          controller.enqueue(bytes.subarray(0, bytesRead));
          return;
        }
        await file.close();
        if (ending && "error" in ending) controller.error(ending.error);
        else controller.close();
      },
      async cancel() {
        isLeft = true;
        await making;
        await file.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function unnamedFile(): Promise<fs.FileHandle> {
  const name = path.join(os.tmpdir(), `tradeoff-${randomUUID()}`);
  const file = await fs.open(name, "wx+", 0o600);
  await fs.unlink(name);
  return file;
}
