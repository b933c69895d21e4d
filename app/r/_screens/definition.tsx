import type { ShownItem } from "@/lib/fielding/screens/screen-view";
import type { Filled } from "@/lib/questionnaire/types/question-type";
import { StudyText } from "./study-text";
import { wordsIn } from "./words";

/** An item's definition, opened beneath its name and left open. */
export function Definition({ item, locale }: { item: ShownItem; locale: string }) {
  const { say } = wordsIn(locale);
  if (!item.definition) return null;
  return (
    <details data-item={item.number}>
      <summary>
        {say("definition")}{" "}
        <span className="unseen">{say("definitionOf", { item: item.label })}</span>
      </summary>
      <p>
        <StudyText text={item.definition} />
      </p>
    </details>
  );
}

/**
 * Which definitions were opened, as the script counts them. It is sent only once the script has
 * enabled it: what nobody could count is not taken for none.
 */
export function OpenedField({ items, filled }: { items: readonly ShownItem[]; filled: Filled }) {
  if (!items.some((item) => item.definition)) return null;
  return <input type="hidden" disabled name="opened" defaultValue={filled.opened?.[0] ?? ""} />;
}
