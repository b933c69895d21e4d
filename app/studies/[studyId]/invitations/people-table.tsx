import { ActionForm } from "@/app/_ui/action-form";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { DataTable } from "@/app/_ui/data-table";
import { fieldClass, TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { countText, momentText } from "@/lib/reports/figure-text";
import type { ContactList, ListedContact } from "@/lib/studies/invitations/list-contacts";
import { formWords } from "../../form-words";
import type { StudyPage } from "../study";
import { bounced, remove } from "./actions";

/** Those on the list, searched by the address; what can be done about each opens in its row. */
export function PeopleTable({
  page: { study, content },
  list,
  search,
}: {
  page: StudyPage;
  list: ContactList;
  search: string;
}) {
  const t = translator("invitations");
  const nameOf = new Map(content.cohorts.map(({ id, name }) => [id, name]));
  const shown = list.contacts.length;
  const more = list.found > shown ? "yes" : "no";
  return (
    <Panel title={t("people")}>
      <form method="get" className="flex flex-wrap items-end gap-3">
        <label className="grid min-w-0 flex-1 gap-1">
          <span className="font-medium">{t("search")}</span>
          <input
            type="search"
            name="search"
            defaultValue={search}
            maxLength={100}
            autoComplete="off"
            className={fieldClass}
          />
        </label>
        <Button type="submit">{t("searchDo")}</Button>
      </form>
      {search !== "" || more === "yes" ? (
        <p className="text-sm text-ink-soft">
          {t("searchShown", { found: list.found, more, shown })}
        </p>
      ) : null}
      {shown > 0 ? (
        <DataTable
          caption={t("people")}
          columns={[
            { key: "email", title: t("email") },
            { key: "state", title: t("state") },
            { key: "cohort", title: t("cohort") },
            { key: "letters", title: t("letters"), numeric: true },
            { key: "last", title: t("lastLetter") },
            { key: "change", title: t("change") },
          ]}
          rows={list.contacts.map((contact) => ({
            key: contact.id,
            cells: {
              email: (
                <span className="break-all">
                  {contact.email}
                  {contact.name ? (
                    <span className="block font-normal text-ink-soft">{contact.name}</span>
                  ) : null}
                </span>
              ),
              state: (
                <>
                  {t(`state_${contact.state}`)}
                  {contact.note ? (
                    <span className="block max-w-[30ch] break-words text-ink-soft">
                      {contact.note}
                    </span>
                  ) : null}
                </>
              ),
              cohort: contact.cohortId === null ? "" : (nameOf.get(contact.cohortId) ?? ""),
              letters: countText(contact.letters),
              last: contact.lastSentAt === null ? "" : momentText(contact.lastSentAt),
              change: <Change studyId={study.id} contact={contact} />,
            },
          }))}
        />
      ) : null}
    </Panel>
  );
}

function Change({ studyId, contact }: { studyId: string; contact: ListedContact }) {
  const t = translator("invitations");
  const { id, email, state } = contact;
  return (
    <details>
      <summary className="link" aria-label={t("changeOf", { email })}>
        {t("change")}
      </summary>
      <div className="mt-3 grid min-w-48 gap-4">
        {state === "bounced" ? null : (
          <ActionForm
            action={bounced.bind(null, studyId, id)}
            words={formWords(t("bounceDo"), undefined, t("bounceSaved"))}
            submitLook="secondary"
            className="grid gap-3"
          >
            <TextField
              name={`note-${id}`}
              label={t("bounce")}
              maxLength={300}
              autoComplete="off"
              required
            />
          </ActionForm>
        )}
        <div>
          <ConfirmDialog
            action={remove.bind(null, studyId, id)}
            words={{
              open: t("remove"),
              title: t("removeTitle", { email }),
              confirm: t("remove"),
              confirming: t("removing"),
              cancel: translator("common")("cancel"),
            }}
          >
            <p>{t("removeText")}</p>
          </ConfirmDialog>
        </div>
      </div>
    </details>
  );
}
