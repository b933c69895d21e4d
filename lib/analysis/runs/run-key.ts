import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/files/canonical-json";
import { ENGINE } from "@/lib/maxdiff/engine";

/** Its number is raised when the same answers give other figures: runs of before are then left alone. */
export const RUN_ENGINE = `${ENGINE} methods/3`;

/** What a run is of. Two people who ask the same of the same data get the same run. */
export interface RunQuestion {
  readonly method: string;
  /** With every default put in. */
  readonly options: unknown;
  readonly seed: number;
  readonly exercise: string | null;
  readonly dataHash: string;
}

/** SHA-256 over method, options, seed, engine and data, in hexadecimal. */
export function runKey({ method, options, seed, exercise, dataHash }: RunQuestion): string {
  const asked = canonicalJson({ method, options, seed, exercise, engine: RUN_ENGINE, dataHash });
  return createHash("sha256").update(asked).digest("hex");
}

/**
 * SHA-256 over all that a method can see, in hexadecimal.
 *
 * @param data records, lists, typed arrays and plain values
 */
export function dataHash(data: object): string {
  const hash = createHash("sha256");
  addTo(hash, data);
  return hash.digest("hex");
}

/** Every part under its name, each with its kind and length, so that no two studies read alike. */
function addTo(hash: ReturnType<typeof createHash>, value: unknown): void {
  if (value instanceof Float64Array || value instanceof Int32Array) {
    hash.update(`${value.constructor.name} ${value.length}\n`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`list ${value.length}\n`);
    for (const part of value) addTo(hash, part);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    hash.update(`record ${entries.length}\n`);
    for (const [name, part] of entries.sort(([one], [other]) => (one < other ? -1 : 1))) {
      hash.update(`${JSON.stringify(name)}\n`);
      addTo(hash, part);
    }
  } else hash.update(`${JSON.stringify(value)}\n`);
}
