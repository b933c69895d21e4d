import type { PercentageQuestion } from "@/lib/questionnaire/types/percentage";
import { POINTS } from "./option-points";
import type { QuestionScreenOf } from "./question-screen";

export const percentage: QuestionScreenOf<PercentageQuestion> = POINTS;
