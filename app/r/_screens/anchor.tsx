import { directAnchorField } from "@/lib/fielding/interview/schema";
import { Definition } from "./definition";
import { QuestionHeading } from "./question-heading";
import { type Fields, faultOf, isFilled } from "./screen";
import { StudyText } from "./study-text";

/** Direct anchor: each item by itself, one of two answers. */
export function Anchor({ view, faults }: Fields<"anchor">) {
  const { settings, items } = view;
  return (
    <div className="judged">
      <QuestionHeading sentence={settings.text} />
      {settings.hint && <p className="hint">{settings.hint}</p>}
      {items.map((item) => {
        const field = directAnchorField(item.number);
        const fault = faultOf(faults, field);
        return (
          <fieldset key={item.number} aria-describedby={fault ? `${field}-fault` : undefined}>
            <legend>
              <StudyText text={item.label} />
            </legend>
            {fault && (
              <p className="fault" id={`${field}-fault`}>
                {fault}
              </p>
            )}
            {(["1", "0"] as const).map((value) => (
              <label key={value} className="cell">
                <input
                  type="radio"
                  name={field}
                  value={value}
                  id={`${field}-${value}`}
                  defaultChecked={isFilled(view, field, value)}
                />
                <span>{value === "1" ? settings.yesLabel : settings.noLabel}</span>
              </label>
            ))}
            <Definition item={item} locale={view.locale} />
          </fieldset>
        );
      })}
    </div>
  );
}
