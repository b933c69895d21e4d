import type { ShownItem } from "@/lib/fielding/screen-view";
import { wordsIn } from "./words";

/** An item's definition, opened beneath its name and left open. */
export function Definition({ item, locale }: { item: ShownItem; locale: string }) {
  const { say } = wordsIn(locale);
  if (!item.definition) return null;
  return (
    <details>
      <summary>
        {say("definition")}{" "}
        <span className="unseen">{say("definitionOf", { item: item.label })}</span>
      </summary>
      <p>{item.definition}</p>
    </details>
  );
}
