import { ChoiceLink } from "@/app/_ui/choice-link";
import type { CountedGroup } from "@/db/queries/comparable-revisions";
import { translator } from "@/lib/i18n/translator";
import { listText } from "@/lib/reports/figure-text";

/** Which revisions a page is about, those that are counted together as one choice; nothing where all are. */
export function RevisionTabs({
  groups,
  chosen,
  hrefOf,
}: {
  /** The newest last. */
  groups: readonly CountedGroup[];
  /** The number of a revision in one of them; the newest without it. */
  chosen: number | null;
  /** @param revision null for the newest, whichever that is when the address is opened */
  hrefOf: (revision: number | null) => string;
}) {
  if (groups.length < 2) return null;
  const t = translator("report");
  const shown =
    groups.find(({ numbers }) => chosen !== null && numbers.includes(chosen)) ?? groups.at(-1);
  return (
    <nav aria-label={t("revisionNav")} className="no-print grid gap-2">
      <ul className="flex flex-wrap gap-1.5">
        {groups.toReversed().map((group) => (
          <li key={group.numbers.join(" ")}>
            <ChoiceLink
              href={hrefOf(group === groups.at(-1) ? null : (group.numbers.at(-1) ?? null))}
              isChosen={group === shown}
            >
              {t("revisionChoice", {
                many: group.numbers.length,
                numbers: listText(group.numbers.map(String)),
                complete: group.complete,
              })}
            </ChoiceLink>
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-soft">{t("revisionLead")}</p>
    </nav>
  );
}
