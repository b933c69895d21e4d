import { agreementMethod } from "./agreement";
import { allocationMethod } from "./allocation";
import { anchorsMethod } from "./anchors";
import { answerNoiseMethod } from "./answer-noise";
import { bootstrapMethod } from "./bootstrap";
import { causesMethod } from "./causes";
import { countsMethod } from "./counts";
import { hbMethod } from "./hb";
import { latentClassMethod } from "./latent-class";
import { logitMethod } from "./logit";
import type { Method } from "./method";
import { questionsMethod } from "./questions";
import { simulatorMethod } from "./simulator";
import { turfMethod } from "./turf";
import { vocabularyMethod } from "./vocabulary";

/** Every method of analysis: a line here is all that makes one known. */
export const methods = [
  countsMethod,
  logitMethod,
  hbMethod,
  latentClassMethod,
  bootstrapMethod,
  vocabularyMethod,
  answerNoiseMethod,
  agreementMethod,
  causesMethod,
  anchorsMethod,
  allocationMethod,
  questionsMethod,
  turfMethod,
  simulatorMethod,
] as const satisfies readonly Method[];

export type MethodName = (typeof methods)[number]["name"];

export const methodNames: readonly MethodName[] = methods.map(({ name }) => name);
