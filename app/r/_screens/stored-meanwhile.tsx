import type { StepView } from "@/lib/fielding/screens/screen-view";
import { wordsIn } from "./words";

/**
 * What another window stored of this screen since it was opened here, and the two ways on: to keep it,
 * or to press the button that stores what this one shows.
 *
 * @param stored the same screen, filled with what is stored
 * @param keep where the interview stands with it
 */
export function StoredMeanwhile({ stored, keep }: { stored: StepView; keep: string }) {
  const { say, sayError } = wordsIn(stored.locale);
  const lines = storedLines(stored);
  return (
    // biome-ignore lint/a11y/noAutofocus: the form came back, and this says why
    <div className="summary" role="alert" tabIndex={-1} autoFocus>
      <p>{sayError("answeredElsewhere")}</p>
      <ul>
        {(lines.length > 0 ? lines : [say("storedNothing")]).map((line) => (
          <li key={line}>
            <b dir="auto">{line}</b>
          </li>
        ))}
      </ul>
      <p>{say("replaceStored", { button: say("continue") })}</p>
      <a href={keep}>{say("keepStored")}</a>
    </div>
  );
}

/** A stored screen in words, a line for each thing that was answered. */
function storedLines(view: StepView): string[] {
  const { filled } = view;
  const labels = new Map<string, string>();
  if ("items" in view) for (const { number, label } of view.items) labels.set(`${number}`, label);
  if (view.kind === "question" && "options" in view.question) {
    for (const { id, label } of view.question.options) labels.set(id, label);
  }
  const labelOf = (id: string) => labels.get(id) ?? id;
  const anchors: Readonly<Record<string, string>> =
    view.kind === "choice" && view.anchor ? { ...view.anchor } : {};
  return Object.entries(filled).flatMap(([field, [value, ...more]]) => {
    const [kind, id] = splitOnce(field);
    switch (kind) {
      case "best":
      case "worst": {
        const heading = view.kind === "choice" ? view[`${kind}Label`] : "";
        return [`${heading}: ${labelOf(value)}`];
      }
      case "anchor":
        return [anchors[value] ?? value];
      case "rank":
        return [`${value}. ${labelOf(id)}`];
      case "amount":
        return value === "0" ? [] : [`${labelOf(id)}: ${value}`];
      case "judged": {
        if (view.kind !== "anchor") return [];
        const { yesLabel, noLabel } = view.settings;
        return [`${labelOf(id)}: ${value === "1" ? yesLabel : noLabel}`];
      }
      default:
        return value === undefined ? [] : [value, ...more].map(labelOf);
    }
  });
}

function splitOnce(field: string): [string, string] {
  const at = field.indexOf("-");
  return at < 0 ? [field, ""] : [field.slice(0, at), field.slice(at + 1)];
}
