import { computeInWorkers } from "@/lib/compute/compute";
import { parse } from "@/lib/errors";
import { methods } from "../methods/list";
import type { Method, MethodHooks, MethodOutcome } from "../methods/method";
import { requireParts } from "../methods/require-parts";
import type { ChoiceStudy } from "../study-data/choice-study";

/** A method by its name, or null: a stored run can name one that is no longer there. */
export function methodNamed(name: string): Method | null {
  const found: Method | undefined = methods.find((method) => method.name === name);
  return found ?? null;
}

/**
 * A method's options with every default put in.
 *
 * @throws InvalidInput with one issue per fault
 */
export function parseOptions(method: Method, options: unknown): Record<string, unknown> {
  return parse(method.optionsSchema, options);
}

/**
 * Runs a method on a study, all of its longer work in worker threads.
 *
 * @throws RangeError when study and options do not allow it; the signal's reason
 */
export async function runMethod(
  method: Method,
  study: ChoiceStudy,
  asked: { options: Record<string, unknown>; seed: number },
  hooks: Pick<MethodHooks, "signal" | "onProgress" | "individual">,
): Promise<MethodOutcome<unknown>> {
  requireParts(method, study, asked.options);
  return method.run(study, asked.options, {
    ...hooks,
    seed: asked.seed,
    compute: computeInWorkers(hooks.signal),
  });
}
