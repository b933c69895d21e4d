import type { ShownItem } from "@/lib/fielding/screen-view";
import { Definition } from "./definition";
import { type Fault, type Fields, faultOf, isFilled, type ViewOf } from "./screen";
import { wordsIn } from "./words";

/**
 * One task: two radio groups around the items. The style sheet lays them out as rows (most | item |
 * least), or on a phone as each item above its two cells; .n1, .n2 … say which row a part is in.
 */
export function ChoiceTask({ view, faults }: Fields<"choice">) {
  const { say } = wordsIn(view.locale);
  return (
    <>
      <h1 id="question">{view.sentence}</h1>
      <div className="choice">
        <Group view={view} faults={faults} name="best" label={view.bestLabel} />
        <ul aria-label={say("items")}>
          {view.items.map((item, index) => (
            <Item key={item.number} view={view} item={item} row={index + 1} faults={faults} />
          ))}
        </ul>
        <Group view={view} faults={faults} name="worst" label={view.worstLabel} />
      </div>
    </>
  );
}

function Group({
  view,
  faults,
  name,
  label,
}: {
  view: ViewOf<"choice">;
  faults: readonly Fault[];
  name: "best" | "worst";
  label: string;
}) {
  const { say } = wordsIn(view.locale);
  const fault = faultOf(faults, name);
  return (
    <fieldset className={name} aria-describedby={fault ? `${name}-fault` : undefined}>
      <legend>{label}</legend>
      {fault && (
        <p className="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      {view.items.map((item, index) => (
        <label key={item.number} className={`cell n${index + 1}`}>
          <input
            type="radio"
            name={name}
            value={item.number}
            id={`${name}-${item.number}`}
            aria-label={`${label}: ${item.label}`}
            defaultChecked={isFilled(view, name, item.number)}
            aria-describedby={
              faultOf(faults, `item-${item.number}`) ? `item-${item.number}-fault` : undefined
            }
          />
          <span aria-hidden="true">
            <span className="group">{label}</span>
            <span className="chosen">{say("chosen")}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Item({
  view,
  item,
  row,
  faults,
}: {
  view: ViewOf<"choice">;
  item: ShownItem;
  row: number;
  faults: readonly Fault[];
}) {
  const fault = faultOf(faults, `item-${item.number}`);
  return (
    <li className={`n${row}`} id={`item-${item.number}`}>
      <strong>{item.label}</strong>
      <Definition item={item} locale={view.locale} />
      {fault && (
        <p className="fault" id={`item-${item.number}-fault`}>
          {fault}
        </p>
      )}
    </li>
  );
}
