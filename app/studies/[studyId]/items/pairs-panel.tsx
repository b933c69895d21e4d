import { ActionForm } from "@/app/_ui/action-form";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import type { SuspectPair } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { pairParts } from "@/lib/studies/draft/edited-parts";
import { undecidedPairs } from "@/lib/studies/pairs/undecided-pairs";
import { formWords } from "../../form-words";
import { savePairs } from "./actions";
import { type PairRow, PairRows } from "./pair-rows";

/** More proposals than these are not looked through one by one; they come up as others are decided. */
const MAX_PROPOSED = 20;
/**
 * Pairs of items that people may take for one thing, or use in place of each other: proposed, then
 * named or dismissed by the researcher before anybody answers.
 */
export function PairsPanel({
  studyId,
  content,
  items,
  list,
  isFrozen,
}: {
  studyId: string;
  content: RevisionContent;
  /** Of the list that the page shows. */
  items: readonly RevisionItem[];
  list: string | null;
  isFrozen: boolean;
}) {
  const t = translator("studio");
  const decided = decidedRows(content.revision.suspectPairs, items);
  if (isFrozen) return <DecidedPairs rows={decided} />;
  const proposed = undecidedPairs(items, content.revision.suspectPairs);
  const rows = [
    ...proposed.slice(0, MAX_PROPOSED).map(
      ({ first, second, why }): PairRow => ({
        ...{ one: first, other: second, decision: "", reason: "", why },
      }),
    ),
    ...decided,
  ];
  const untold = proposed.length - MAX_PROPOSED;
  return (
    <Panel title={t("pairsTitle")} lead={t("itemPairsLead")}>
      <ActionForm
        action={savePairs.bind(null, studyId, list)}
        words={formWords(t("pairsSave"))}
        submitLook="secondary"
        seen={editSnapshot(pairParts(content, items))}
      >
        <p className="text-sm text-ink-soft">
          {t("pairsProposed", { count: proposed.length })}{" "}
          {untold > 0 ? t("pairsProposedMore", { count: untold }) : ""}
        </p>
        <PairRows rows={rows} items={items.map(({ number, label }) => ({ number, label }))} />
      </ActionForm>
    </Panel>
  );
}

function DecidedPairs({ rows }: { rows: readonly PairRow[] }) {
  const t = translator("studio");
  return (
    <Panel title={t("pairsTitle")} lead={t("pairsLeadFrozen")}>
      {rows.length === 0 ? (
        <p className="text-ink-soft">{t("pairsNone")}</p>
      ) : (
        <DataTable
          caption={t("pairsTitle")}
          columns={[
            { key: "pair", title: t("pairColumn") },
            { key: "decision", title: t("pairDecision") },
            { key: "reason", title: t("pairReason") },
          ]}
          rows={rows.map(({ one, other, decision, reason }) => ({
            key: `${one.number}-${other.number}`,
            cells: {
              pair: t("pairOf", { one: one.label, other: other.label }),
              decision: t(`pair_${decision || "undecided"}`),
              reason,
            },
          }))}
        />
      )}
    </Panel>
  );
}

function decidedRows(
  pairs: readonly SuspectPair[] | null,
  items: readonly RevisionItem[],
): PairRow[] {
  const byNumber = new Map(items.map((item) => [item.number, item]));
  return (pairs ?? []).flatMap(({ items: numbers, decision, reason }) => {
    const [one, other] = numbers.map((number) => byNumber.get(number));
    return one && other ? [{ one, other, decision, reason, why: null }] : [];
  });
}
