import type { NumberQuestion, TextQuestion } from "@/db/schema/study-content";

/** Longer answers than this get a field of several lines. */
const ONE_LINE = 120;

/** Phones whose keypads of figures have no minus show all keys where a number can be below nought. */
function keypad({ minimum, decimals }: NumberQuestion): "decimal" | "numeric" | undefined {
  if (minimum === null || minimum < 0) return undefined;
  return decimals > 0 ? "decimal" : "numeric";
}

/** A number with its unit, or a text. */
export function TypedAnswer({
  question,
  filled,
  about,
  isWrong,
}: {
  question: NumberQuestion | TextQuestion;
  filled: string | undefined;
  about: string | undefined;
  isWrong: boolean;
}) {
  const field = {
    id: "answer",
    name: "answer",
    defaultValue: filled,
    "aria-invalid": isWrong ? true : undefined,
    "aria-describedby":
      question.type === "number" && question.unit
        ? [about, "unit"].filter(Boolean).join(" ")
        : about,
  };
  if (question.type === "number") {
    return (
      <span className="number">
        <input {...field} inputMode={keypad(question)} maxLength={20} />
        {question.unit && <span id="unit">{question.unit}</span>}
      </span>
    );
  }
  return (
    <div className="typed">
      {question.maxLength > ONE_LINE ? (
        <textarea {...field} rows={4} maxLength={question.maxLength} />
      ) : (
        <input {...field} maxLength={question.maxLength} />
      )}
    </div>
  );
}
