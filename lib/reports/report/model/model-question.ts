import { hbMethod } from "@/lib/analysis/methods/hb";

/** Nothing but the chains is drawn at random; the same seed gives the same figures. */
export const MODEL_SEED = 1;

/** The usual options, and no clock in what is kept: computed anew it is the same. */
export const modelOptions: Readonly<Record<string, unknown>> = hbMethod.optionsSchema.parse({
  timings: "no",
});
