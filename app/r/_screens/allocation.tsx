import { amountField } from "@/lib/fielding/schema";
import type { ShownItem } from "@/lib/fielding/screen-view";
import { Definition } from "./definition";
import { type Fault, type Fields, faultOf, isFilled, type ViewOf } from "./screen";
import { wordsIn } from "./words";

/** Points, percentages or the top few, over the whole list. */
export function Allocation({ view, faults }: Fields<"allocation">) {
  const { settings, items } = view;
  const whole = faultOf(faults, settings.format === "top-n" ? "chosen" : "amounts");
  const about = [settings.hint ? "hint" : "", whole ? "amounts-fault" : ""].filter(Boolean);
  return (
    <fieldset className="amounts" aria-describedby={about.join(" ") || undefined}>
      <legend>
        <h1>{settings.text}</h1>
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
            <Amount key={item.number} view={view} item={item} faults={faults} />
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
        <span>{item.label}</span>
      </label>
      <Definition item={item} locale={view.locale} />
    </li>
  );
}

function Amount({
  view,
  item,
  faults,
}: {
  view: ViewOf<"allocation">;
  item: ShownItem;
  faults: readonly Fault[];
}) {
  const { say } = wordsIn(view.locale);
  const field = amountField(item.number);
  const fault = faultOf(faults, field);
  const isPercentage = view.settings.format === "percentage";
  return (
    <li className="amount">
      <label htmlFor={field}>{item.label}</label>
      <span className="number">
        <input
          id={field}
          name={field}
          inputMode="numeric"
          maxLength={9}
          aria-label={say(isPercentage ? "percentFor" : "pointsFor", { item: item.label })}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${field}-fault` : undefined}
          defaultValue={view.filled[field]?.[0]}
        />
        {isPercentage && <span aria-hidden="true">%</span>}
      </span>
      <Definition item={item} locale={view.locale} />
      {fault && (
        <p className="fault" id={`${field}-fault`}>
          {fault}
        </p>
      )}
    </li>
  );
}

/** What the script counts while points are given; hidden without it, when it could not keep up. */
export function RunningTotal({ view }: { view: ViewOf<"allocation"> }) {
  const { say } = wordsIn(view.locale);
  const { format, total, topN } = view.settings;
  if (format === "percentage") return null;
  // {off} and {count} are filled in by the script.
  const words =
    format === "top-n"
      ? { "data-needed": topN, "data-chosen": say("chosenOf", { count: "{count}", needed: topN }) }
      : {
          "data-total": total,
          "data-left": say("left", { off: "{off}" }),
          "data-over": say("over", { off: "{off}" }),
          "data-exact": say("exact"),
        };
  return (
    <p className="total" id="total" hidden {...words}>
      {format === "top-n" ? (
        <b className="figure" />
      ) : (
        <>
          {say("total")} <b className="figure">0</b> {say("totalOf", { total })}{" "}
          <span className="off" />
        </>
      )}
    </p>
  );
}
