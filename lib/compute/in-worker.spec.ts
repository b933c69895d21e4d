import { describe, expect, it } from "vitest";
import { diagnoseDesign } from "@/lib/maxdiff/design/diagnose-design";
import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { inWorker, WORKER_COUNT } from "./in-worker";

const small = { itemCount: 8, itemsPerTask: 4, taskCount: 6, versionCount: 3, seed: 5 };
/** Far longer than a test waits: it ends because it is ended. */
const endless = { ...small, itemCount: 60, taskCount: 60, versionCount: 20_000 };

describe("computing in a worker", () => {
  it("gives what the function gives when called directly, and tells how far it is", async () => {
    const fractions: number[] = [];
    const onProgress = (fraction: number) => fractions.push(fraction);
    const computed = await inWorker("generate-design", small, { onProgress });
    const design = generateDesign(small);
    expect(computed).toEqual({ design, diagnostics: diagnoseDesign(design) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it("throws the function's own error, and goes on computing", async () => {
    const refused = inWorker("generate-design", { ...small, itemsPerTask: 9 });
    await expect(refused).rejects.toThrow(RangeError);
    await expect(refused).rejects.toThrow("A task cannot show 9 of 8 items");
    await expect(inWorker("generate-design", small)).resolves.toBeDefined();
  });

  it("refuses an input that cannot cross to a thread", async () => {
    const input = { ...small, onProgress: () => undefined };
    await expect(inWorker("generate-design", input)).rejects.toThrow("could not be cloned");
    await expect(inWorker("generate-design", small)).resolves.toBeDefined();
  });

  it("ends what is running and what waits when it is aborted, and frees the place", async () => {
    const reason = new Error("no longer wanted");
    const controllers = Array.from({ length: WORKER_COUNT + 1 }, () => new AbortController());
    const calls = controllers.map((controller) =>
      inWorker("generate-design", endless, { signal: controller.signal }),
    );
    const next = inWorker("generate-design", small);
    for (const controller of controllers.reverse()) controller.abort(reason);
    for (const call of calls) await expect(call).rejects.toBe(reason);
    await expect(next).resolves.toBeDefined();
    const late = AbortSignal.abort(reason);
    await expect(inWorker("generate-design", small, { signal: late })).rejects.toBe(reason);
  });
});
