import { amountField } from "@/lib/fielding/interview/schema";
import type { ShownItem } from "@/lib/fielding/screens/screen-view";
import { AmountField } from "./amount-field";
import { Definition } from "./definition";
import { QuestionHeading } from "./question-heading";
import { type Fields, faultOf, isFilled, type ViewOf } from "./screen";
import { StudyText } from "./study-text";

/** Points, percentages or the top few, over the whole list. */
export function Allocation({ view, faults }: Fields<"allocation">) {
  const { settings, items } = view;
  const whole = faultOf(faults, settings.format === "top-n" ? "chosen" : "amounts");
  const about = [settings.hint ? "hint" : "", whole ? "amounts-fault" : ""].filter(Boolean);
  return (
    <fieldset className="amounts" aria-describedby={about.join(" ") || undefined}>
      <legend>
        <QuestionHeading sentence={settings.text} />
      </legend>
      {settings.hint && (
        <p className="hint" id="hint">
          {settings.hint}
        </p>
      )}
      {whole && (
        <p className="fault" id="amounts-fault">
          {whole}
        </p>
      )}
      <ul>
        {items.map((item) =>
          settings.format === "top-n" ? (
            <Pick key={item.number} view={view} item={item} />
          ) : (
            <AmountField
              key={item.number}
              locale={view.locale}
              field={amountField(item.number)}
              label={item.label}
              isPercentage={settings.format === "percentage"}
              filled={view.filled[amountField(item.number)]?.[0]}
              faults={faults}
            >
              <Definition item={item} locale={view.locale} />
            </AmountField>
          ),
        )}
      </ul>
    </fieldset>
  );
}

function Pick({ view, item }: { view: ViewOf<"allocation">; item: ShownItem }) {
  return (
    <li>
      <label className="cell">
        <input
          type="checkbox"
          name="chosen"
          value={item.number}
          id={`chosen-${item.number}`}
          defaultChecked={isFilled(view, "chosen", item.number)}
        />
        <span>
          <StudyText text={item.label} />
        </span>
      </label>
      <Definition item={item} locale={view.locale} />
    </li>
  );
}
