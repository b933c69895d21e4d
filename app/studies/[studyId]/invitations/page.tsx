import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { DataTable } from "@/app/_ui/data-table";
import { TextArea, TextField } from "@/app/_ui/field";
import { FileField } from "@/app/_ui/file-field";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { translator } from "@/lib/i18n/translator";
import { countText } from "@/lib/reports/figure-text";
import { CONTACTS_BYTES } from "@/lib/studies/draft/upload-limits";
import { CONTACT_COLUMNS } from "@/lib/studies/invitations/contact-columns";
import {
  CONTACT_STATES,
  type ContactList,
  listContacts,
} from "@/lib/studies/invitations/list-contacts";
import { formWords } from "../../form-words";
import { editedStudy, type StudyPage } from "../study";
import { add, send, stop } from "./actions";
import { PeopleTable } from "./people-table";

export const metadata = { title: translator("invitations")("title") };

/** How often the page looks at letters that are on their way. */
const FOLLOW_EVERY_MS = 3_000;

export default async function InvitationsPage({
  params,
  searchParams,
}: {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ search?: string | string[] }>;
}) {
  const { studyId } = await params;
  const asked = (await searchParams).search;
  const search = typeof asked === "string" ? asked.slice(0, 100) : "";
  const page = await editedStudy(studyId);
  const list = await inPage(({ actor, db }) =>
    listContacts({ db, actor, input: { studyId, search } }),
  );
  const t = translator("invitations");
  return (
    <main id="content">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid grid-cols-1 gap-6">
        <OutboxNotice page={page} waiting={list.counts.waiting} />
        {list.total === 0 ? <AddPanel page={page} /> : null}
        <CountsPanel list={list} studyId={studyId} />
        {list.total > 0 ? (
          <>
            <LetterPanel page={page} list={list} />
            <PeopleTable page={page} list={list} search={search} />
            <AddPanel page={page} />
          </>
        ) : null}
      </div>
    </main>
  );
}

/** What is on its way, and the way to take it back. */
function OutboxNotice({ page: { study }, waiting }: { page: StudyPage; waiting: number }) {
  const t = translator("invitations");
  if (waiting === 0) return null;
  const isLive = study.state === "live";
  return (
    <Notice>
      {isLive ? <RefreshWhile everyMs={FOLLOW_EVERY_MS} /> : null}
      <p role="status">{t(isLive ? "waiting" : "waitingPaused", { count: waiting })}</p>
      <div className="mt-3">
        <ConfirmDialog
          look="secondary"
          action={stop.bind(null, study.id)}
          words={{
            open: t("stop"),
            title: t("stopTitle", { count: waiting }),
            confirm: t("stop"),
            confirming: t("stopping"),
            cancel: translator("common")("cancel"),
          }}
        >
          <p>{t("stopText")}</p>
        </ConfirmDialog>
      </div>
    </Notice>
  );
}

function CountsPanel({ list, studyId }: { list: ContactList; studyId: string }) {
  const t = translator("invitations");
  if (list.total === 0) {
    return (
      <Panel title={t("listTitle")}>
        <p className="text-ink-soft">{t("listEmpty")}</p>
      </Panel>
    );
  }
  const states = CONTACT_STATES.filter((state) => list.counts[state] > 0);
  return (
    <Panel title={t("listTitle")} lead={t("total", { count: list.total })}>
      <DataTable
        caption={t("listTitle")}
        columns={[
          { key: "state", title: t("state") },
          { key: "people", title: t("people"), numeric: true },
        ]}
        rows={states.map((state) => ({
          key: state,
          cells: { state: t(`state_${state}`), people: countText(list.counts[state]) },
        }))}
      />
      <p className="text-sm text-ink-soft">
        <a
          className="link inline-flex min-h-10 items-center"
          href={`/studies/${studyId}/invitations/links.csv`}
        >
          {t("links")}
        </a>
        <span className="block max-w-[65ch]">{t("linksLead")}</span>
      </p>
    </Panel>
  );
}

function LetterPanel({ page: { study }, list }: { page: StudyPage; list: ContactList }) {
  const t = translator("invitations");
  const due = { invitation: list.dueInvitation, reminder: list.dueReminder };
  const kinds = (["invitation", "reminder"] as const).filter((kind) => due[kind] > 0);
  const hindrance =
    study.state !== "live"
      ? t("letterNotLive")
      : !list.isMailSetUp
        ? t("mailMissing")
        : kinds.length === 0
          ? t("letterNobody")
          : null;
  if (hindrance !== null) {
    return (
      <Panel title={t("letterTitle")}>
        <p className="max-w-[65ch] text-ink-soft">{hindrance}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("letterTitle")} lead={t("letterLead")}>
      <ActionForm
        action={send.bind(null, study.id)}
        words={formWords(t("send"), t("sending"), t("sent"))}
        className="grid grid-cols-1 gap-4"
      >
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">{t("kind")}</legend>
          {kinds.map((kind, index) => (
            <label key={kind} className="flex items-start gap-3">
              <input
                type="radio"
                name="kind"
                value={kind}
                defaultChecked={index === 0}
                className="mt-1 size-4 shrink-0"
              />
              {t(`kind_${kind}`, { count: due[kind] })}
            </label>
          ))}
        </fieldset>
        <TextField
          name="subject"
          label={t("subject")}
          defaultValue={t("usualSubject")}
          maxLength={200}
          autoComplete="off"
          required
        />
        <TextArea
          name="text"
          label={t("text")}
          defaultValue={t("usualText")}
          maxLength={20_000}
          rows={12}
          required
        />
      </ActionForm>
    </Panel>
  );
}

function AddPanel({ page: { study } }: { page: StudyPage }) {
  const t = translator("invitations");
  if (study.state === "closed") {
    return (
      <Panel title={t("addTitle")}>
        <p className="text-ink-soft">{t("closed")}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t("addTitle")} lead={t("addLead")}>
      <ActionForm
        action={add.bind(null, study.id)}
        words={formWords(t("addDo"), t("adding"), t("added"))}
        submitLook="secondary"
        className="grid grid-cols-1 gap-4"
      >
        <FileField
          name="file"
          label={t("addFile")}
          accept=".csv,text/csv"
          mostBytes={CONTACTS_BYTES}
          required
        />
        <details>
          <summary className="link w-fit cursor-pointer py-1">{t("columnNames")}</summary>
          <p className="pb-2 text-sm text-ink-soft">{t("columnNamesLead")}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            {CONTACT_COLUMNS.map((column) => (
              <TextField
                key={column}
                name={`columns.${column}`}
                label={t(`column_${column}`)}
                maxLength={200}
                autoComplete="off"
              />
            ))}
          </div>
        </details>
        <label className="flex items-center gap-2">
          <input type="checkbox" name="leaveOut" className="size-4" />
          {t("leaveOut")}
        </label>
      </ActionForm>
    </Panel>
  );
}
