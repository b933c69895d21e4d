import { countsMethod } from "./counts";
import { hbMethod } from "./hb";
import { latentClassMethod } from "./latent-class";
import { logitMethod } from "./logit";
import type { Method } from "./method";

/** Every method of analysis: a line here is all that makes one known. */
export const methods = [
  countsMethod,
  logitMethod,
  hbMethod,
  latentClassMethod,
] as const satisfies readonly Method[];

export type MethodName = (typeof methods)[number]["name"];

export const methodNames: readonly MethodName[] = methods.map(({ name }) => name);
