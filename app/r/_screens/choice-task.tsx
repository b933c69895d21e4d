import type { ShownItem } from "@/lib/fielding/screens/screen-view";
import { TASK_ANCHORS } from "@/lib/fielding/screens/task-form";
import { Definition } from "./definition";
import { QuestionHeading } from "./question-heading";
import { type Fault, type Fields, faultOf, isFilled, type ViewOf } from "./screen";
import { StudyText } from "./study-text";
import { wordsIn } from "./words";

/**
 * One task: two radio groups around the items. The style sheet lays them out as rows (most | item |
 * least), with large letters as each item above its two cells; .n1, .n2 … say which row a part is in.
 * On a phone the groups' names stand above the rows, for the eye alone: each radio says its own.
 *
 * Asked in two steps, it shows the first group alone, and once that was chosen and sent the second
 * one with the choice in its place. Where there is script, what is hidden comes as soon as something
 * is chosen, on the same page.
 */
export function ChoiceTask({ view, faults }: Fields<"choice">) {
  const { say } = wordsIn(view.locale);
  const first = firstChoice(view);
  const isHalf = view.responseMode === "two-step" && !first;
  return (
    <>
      {view.answerAs !== null && (
        <p className="notice">{say("answerAs", { cohort: view.answerAs })}</p>
      )}
      <QuestionHeading id="question" sentence={view.sentence} />
      {view.responseMode === "two-step" && (
        <>
          <p className="hint">
            {first
              ? say("chooseThen", { label: view.worstLabel })
              : say("chooseFirst", { label: view.bestLabel })}
          </p>
          <input type="hidden" name="asked" value="two-step" />
          {first ? (
            <input type="hidden" name="best" value={first.number} />
          ) : (
            <input type="hidden" name="half" value="1" />
          )}
        </>
      )}
      <div>
        <b className="heads" aria-hidden="true">
          <span>{view.bestLabel}</span>
          <span className="then" hidden={isHalf}>
            {view.worstLabel}
          </span>
        </b>
        <div className="choice">
          {first ? (
            <p className={`best fixed n${view.items.indexOf(first) + 1}`}>
              <span className="group">{view.bestLabel}</span>
              <span className="unseen">: {first.label}</span>
              <span className="chosen">{say("chosen")}</span>
            </p>
          ) : (
            <Group view={view} faults={faults} name="best" label={view.bestLabel} />
          )}
          <ul aria-label={say("items")}>
            {view.items.map((item, index) => (
              <Item key={item.number} view={view} item={item} row={index + 1} faults={faults} />
            ))}
          </ul>
          <Group
            view={view}
            faults={faults}
            name="worst"
            label={view.worstLabel}
            isHidden={isHalf}
            without={first}
          />
        </div>
      </div>
      {view.anchor && <DualAnchor view={view} faults={faults} isHidden={isHalf} />}
    </>
  );
}

/** The choice that a second step stands on; null on a screen that asks for it. */
export function firstChoice(view: ViewOf<"choice">): ShownItem | null {
  const { responseMode, filled, items } = view;
  if (responseMode !== "two-step" || filled.half) return null;
  return items.find((item) => isFilled(view, "best", item.number)) ?? null;
}

/** Dual response: what all of these are, seen by themselves. */
function DualAnchor({ view, faults, isHidden }: Fields<"choice"> & { isHidden: boolean }) {
  const { anchor } = view;
  if (!anchor) return null;
  const fault = faultOf(faults, "anchor");
  return (
    <fieldset
      className="answers anchor then"
      hidden={isHidden}
      aria-describedby={fault ? "anchor-fault" : undefined}
    >
      <legend>{anchor.question}</legend>
      {fault && (
        <p className="fault" id="anchor-fault">
          {fault}
        </p>
      )}
      {TASK_ANCHORS.map((value) => (
        <label key={value} className="cell">
          <input
            type="radio"
            name="anchor"
            value={value}
            id={`anchor-${value}`}
            defaultChecked={isFilled(view, "anchor", value)}
          />
          <span>{anchor[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** @param without the item that is chosen already, and has no cell here */
function Group({
  view,
  faults,
  name,
  label,
  isHidden = false,
  without = null,
}: {
  view: ViewOf<"choice">;
  faults: readonly Fault[];
  name: "best" | "worst";
  label: string;
  isHidden?: boolean;
  without?: ShownItem | null;
}) {
  const { say } = wordsIn(view.locale);
  const fault = faultOf(faults, name);
  return (
    <fieldset
      className={name === "worst" ? "worst then" : "best"}
      hidden={isHidden}
      aria-describedby={fault ? `${name}-fault` : undefined}
    >
      <legend>{label}</legend>
      {fault && (
        <p className="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      {view.items.map((item, index) =>
        item === without ? null : (
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
        ),
      )}
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
      <strong>
        <StudyText text={item.label} />
      </strong>
      <Definition item={item} locale={view.locale} />
      {fault && (
        <p className="fault" id={`item-${item.number}-fault`}>
          {fault}
        </p>
      )}
    </li>
  );
}
