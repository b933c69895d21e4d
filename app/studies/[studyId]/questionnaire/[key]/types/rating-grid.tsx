import { TextArea } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";
import type { OwnSettings } from "@/lib/questionnaire/types/question-type";
import type { RatingGridQuestion } from "@/lib/questionnaire/types/rating-grid";

/** The points of the scale, the lowest first; the rows are the question's answers. */
export function RatingGridFields({ points }: OwnSettings<RatingGridQuestion>) {
  const t = translator("studio");
  return (
    <TextArea
      name="question.points"
      label={t("question_points")}
      hint={t("question_pointsHint")}
      defaultValue={points.join("\n")}
      rows={5}
    />
  );
}
