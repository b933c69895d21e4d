import { ActionForm } from "@/app/_ui/action-form";
import { ChoiceLink } from "@/app/_ui/choice-link";
import { DataTable } from "@/app/_ui/data-table";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { StudyWords } from "@/app/_ui/study-language";
import { ItemListField } from "@/app/studies/item-list-field";
import type { RevisionItem } from "@/db/queries/revision-content";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { itemParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy } from "../study";
import { importList, rename, save } from "./actions";
import { ItemRows } from "./item-rows";
import { PairsPanel } from "./pairs-panel";

export const metadata = { title: translator("studio")("itemsTitle") };

interface Context {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ list?: string | string[]; add?: string | string[] }>;
}

export default async function ItemsPage({ params, searchParams }: Context) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const { list: asked, add } = await searchParams;
  const { lists } = page.content;
  const chosen = lists.find(({ name }) => name === asked) ?? null;
  const { items } = chosen ?? page.content;
  const list = chosen?.name ?? null;
  const isAdding = add === "list" && !page.isFrozen;
  const seen = editSnapshot(itemParts(items));
  const imports = <ImportPanel key={`import ${list}`} studyId={studyId} list={list} seen={seen} />;
  const pairs = (
    <PairsPanel
      key={`pairs ${list}`}
      studyId={studyId}
      content={page.content}
      items={items}
      list={list}
      isFrozen={page.isFrozen}
    />
  );
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("itemsTitle")} lead={t("itemsLead")} />
      <LockedNotice page={page} />
      {lists.length > 0 || (items.length > 0 && !page.isFrozen) ? (
        <div className="mb-6">
          <ListTabs
            base={`/studies/${studyId}/items`}
            names={lists.map(({ name }) => name)}
            chosen={isAdding ? undefined : list}
            canAdd={!page.isFrozen}
          />
        </div>
      ) : null}
      {isAdding ? (
        <NewListPanel studyId={studyId} />
      ) : page.isFrozen ? (
        <div className="grid grid-cols-1 gap-6">
          <Panel title={t("itemsCount", { count: items.length })}>
            <ItemTable items={items} />
          </Panel>
          {pairs}
        </div>
      ) : (
        <div className="grid grid-cols-1 gap-6">
          <PartGate page={page} part="items" />
          {items.length === 0 ? imports : null}
          <ActionForm
            action={save.bind(null, studyId, list)}
            words={formWords(t("saveItems"))}
            className="grid grid-cols-1 gap-3"
            keepsInReach
            key={list}
            seen={seen}
          >
            <section className="rounded-lg border border-line bg-surface p-5 sm:p-6">
              <ItemRows
                items={items.map(({ number, label, definition }) => ({
                  number,
                  label,
                  definition,
                }))}
              />
            </section>
          </ActionForm>
          {items.length > 1 ? pairs : null}
          {items.length > 0 ? imports : null}
          {list !== null && page.study.state === "draft" ? (
            <RenamePanel key={list} studyId={studyId} list={list} />
          ) : null}
        </div>
      )}
    </main>
  );
}

/** The first step while there are no items, and a further one later. */
function ImportPanel({
  studyId,
  list,
  seen,
}: {
  studyId: string;
  list: string | null;
  seen: string;
}) {
  const t = translator("studio");
  return (
    <Panel title={t("importTitle")} lead={t("importLead")}>
      <ActionForm
        action={importList.bind(null, studyId, list)}
        words={formWords(t("importDo"), t("importing"), t("imported"))}
        seen={seen}
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

/** What a further list is called. */
function RenamePanel({ studyId, list }: { studyId: string; list: string }) {
  const t = translator("studio");
  return (
    <Panel title={t("listRenameTitle")} lead={t("listNameHint")}>
      <ActionForm
        action={rename.bind(null, studyId, list)}
        words={formWords(t("listRename"))}
        submitLook="secondary"
      >
        <TextField
          name="name"
          label={t("listName")}
          defaultValue={list}
          maxLength={60}
          required
          autoComplete="off"
          className="sm:max-w-md"
        />
      </ActionForm>
    </Panel>
  );
}

/** Another list of items, for a further exercise. */
function NewListPanel({ studyId }: { studyId: string }) {
  const t = translator("studio");
  return (
    <Panel title={t("listAddTitle")} lead={t("listAddLead")}>
      <ActionForm
        action={importList.bind(null, studyId, null)}
        words={formWords(t("listAddDo"), t("importing"), t("listAdded"))}
        submitLook="secondary"
      >
        <TextField
          name="list"
          label={t("listName")}
          hint={t("listNameHint")}
          maxLength={60}
          required
          autoComplete="off"
        />
        <ItemListField name="text" />
      </ActionForm>
    </Panel>
  );
}

function ListTabs({
  base,
  names,
  chosen,
  canAdd,
}: {
  base: string;
  names: readonly string[];
  /** Null for the main list; undefined while another is being added. */
  chosen: string | null | undefined;
  canAdd: boolean;
}) {
  const t = translator("studio");
  return (
    <nav aria-label={t("listsNav")}>
      <ul className="flex flex-wrap gap-1.5">
        <li>
          <ChoiceLink href={base} isChosen={chosen === null}>
            {t("mainList")}
          </ChoiceLink>
        </li>
        {names.map((name) => (
          <li key={name}>
            <ChoiceLink
              href={`${base}?list=${encodeURIComponent(name)}`}
              isChosen={name === chosen}
            >
              {name}
            </ChoiceLink>
          </li>
        ))}
        {canAdd ? (
          <li>
            <ChoiceLink href={`${base}?add=list`} isChosen={chosen === undefined}>
              {t("listAddTitle")}
            </ChoiceLink>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

function ItemTable({ items }: { items: readonly RevisionItem[] }) {
  const t = translator("studio");
  return (
    <DataTable
      caption={t("itemsTitle")}
      columns={[
        { key: "label", title: t("itemLabel"), studyWords: true },
        { key: "definition", title: t("itemDefinition") },
        { key: "number", title: t("itemNumber"), numeric: true },
      ]}
      rows={items.map(({ number, label, definition }) => ({
        key: String(number),
        cells: {
          label,
          definition: definition ? <StudyWords>{definition}</StudyWords> : t("noDefinition"),
          number,
        },
      }))}
    />
  );
}
