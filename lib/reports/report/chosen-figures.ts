import { InvalidInput } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { listText } from "../figure-text";
import { type ImportanceScale, type ReportMethod, SCALES_OF } from "../schema";

/** A method, and one of the scales that it has. */
export interface ChosenFigures {
  readonly method: ReportMethod;
  readonly scale: ImportanceScale;
}

/**
 * What is meant by a method without a scale, a scale without a method, or neither.
 *
 * @throws InvalidInput for a scale that the method does not have, naming those that it has
 */
export function chosenFigures(asked: Partial<ChosenFigures>): ChosenFigures {
  const method =
    asked.method ?? (asked.scale === undefined || asked.scale === "net" ? "counts" : "logit");
  const scales = SCALES_OF[method];
  const scale = asked.scale ?? scales[0];
  if (scales.includes(scale)) return { method, scale };
  const t = translator("report");
  const values = {
    method: t(`methodName_${method}`),
    scale: t(`scale_${scale}`),
    scales: listText(scales.map((own) => t(`scale_${own}`))),
  };
  throw new InvalidInput([{ path: "scale", key: "scaleOfMethod", values }]);
}
