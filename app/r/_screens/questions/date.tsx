import {
  type DateQuestion,
  dateInWords,
  datePartField,
  datePartsOf,
} from "@/lib/questionnaire/types/date";
import { FaultBeside } from "../amount-field";
import { faultOf } from "../screen";
import { wordsIn } from "../words";
import { NOTHING_TO_ADD, type QuestionFields, type QuestionScreenOf } from "./question-screen";

/** Day, month and year, each in a field of its own, in the order in which the language writes them. */
export const date: QuestionScreenOf<DateQuestion> = {
  ...NOTHING_TO_ADD,
  whole: "date",
  group: "answers",
  hint({ earliest, latest }, say, locale) {
    const words = (day: string | null) => (day === null ? "" : dateInWords(day, locale));
    const limits = { earliest: words(earliest), latest: words(latest) };
    if (earliest !== null && latest !== null) return say("dateBetween", limits);
    if (earliest !== null) return say("dateFrom", limits);
    return latest === null ? "" : say("dateUntil", limits);
  },
  firstField: (_, locale) => datePartField(datePartsOf(locale)[0]),
  isField: (path) => path.startsWith("date-"),
  Fields: DateFields,
};

function DateFields({ view, faults, about, isWrong }: QuestionFields<DateQuestion>) {
  const { say } = wordsIn(view.locale);
  return (
    <div className="date">
      {datePartsOf(view.locale).map((part) => {
        const field = datePartField(part);
        const fault = faultOf(faults, field);
        return (
          <div key={part} className={part}>
            <label htmlFor={field}>{say(`date_${part}`)}</label>
            <input
              id={field}
              name={field}
              className="entry"
              inputMode="numeric"
              aria-invalid={fault || isWrong ? true : undefined}
              aria-describedby={
                [about, fault ? `${field}-fault` : ""].filter(Boolean).join(" ") || undefined
              }
              defaultValue={view.filled[field]?.[0]}
            />
          </div>
        );
      })}
      {datePartsOf(view.locale).map((part) => (
        <FaultBeside key={part} field={datePartField(part)} faults={faults} />
      ))}
    </div>
  );
}
