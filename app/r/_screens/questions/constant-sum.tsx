import type { ConstantSumQuestion } from "@/lib/questionnaire/types/constant-sum";
import { POINTS } from "./option-points";
import type { QuestionScreenOf } from "./question-screen";

export const constantSum: QuestionScreenOf<ConstantSumQuestion> = {
  ...POINTS,
  counting: ({ total }) => ({ format: "constant-sum", total, topN: 0 }),
};
