import { ActionForm } from "@/app/_ui/action-form";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { ItemListField } from "@/app/studies/item-list-field";
import type { RevisionItem } from "@/db/queries/revision-content";
import { translator } from "@/lib/i18n/translator";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy } from "../study";
import { importList, save } from "./actions";
import { ItemRows } from "./item-rows";

export const metadata = { title: translator("studio")("itemsTitle") };

export default async function ItemsPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const { items } = page.content;
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("itemsTitle")} lead={t("itemsLead")} />
      <LockedNotice page={page} />
      {page.isFrozen ? (
        <Panel title={t("itemsCount", { count: items.length })}>
          <ItemTable items={items} />
        </Panel>
      ) : (
        <div className="grid grid-cols-1 gap-6">
          <PartGate page={page} part="items" />
          {items.length === 0 ? <ImportPanel studyId={studyId} /> : null}
          <ActionForm
            action={save.bind(null, studyId)}
            words={formWords(t("saveItems"))}
            className="grid grid-cols-1 gap-3"
            keepsInReach
          >
            <section className="rounded-lg border border-line bg-surface p-5 sm:p-6">
              <ItemRows
                key={items.map((item) => item.number).join(" ")}
                items={items.map(({ number, label, definition }) => ({
                  number,
                  label,
                  definition,
                }))}
              />
            </section>
          </ActionForm>
          {items.length > 0 ? <ImportPanel studyId={studyId} /> : null}
        </div>
      )}
    </main>
  );
}

/** The first step while there are no items, and a further one later. */
function ImportPanel({ studyId }: { studyId: string }) {
  const t = translator("studio");
  return (
    <Panel title={t("importTitle")} lead={t("importLead")}>
      <ActionForm
        action={importList.bind(null, studyId)}
        words={formWords(t("importDo"), t("importing"), t("imported"))}
        submitLook="secondary"
      >
        <ItemListField name="text" />
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">{t("importMode")}</legend>
          {(["append", "replace"] as const).map((mode) => (
            <label key={mode} className="flex items-start gap-3">
              <input
                type="radio"
                name="mode"
                value={mode}
                defaultChecked={mode === "append"}
                className="mt-1 size-4 shrink-0"
              />
              {t(mode === "append" ? "importAppend" : "importReplace")}
            </label>
          ))}
        </fieldset>
      </ActionForm>
    </Panel>
  );
}

function ItemTable({ items }: { items: readonly RevisionItem[] }) {
  const t = translator("studio");
  return (
    <DataTable
      caption={t("itemsTitle")}
      columns={[
        { key: "label", title: t("itemLabel") },
        { key: "definition", title: t("itemDefinition") },
        { key: "number", title: t("itemNumber"), numeric: true },
      ]}
      rows={items.map(({ number, label, definition }) => ({
        key: String(number),
        cells: { label, definition: definition || t("noDefinition"), number },
      }))}
    />
  );
}
