import { ActionButton } from "@/app/_ui/action-button";
import { ActionForm } from "@/app/_ui/action-form";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { DataTable } from "@/app/_ui/data-table";
import { TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import type { RevisionTexts } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { countText, listText, momentText } from "@/lib/reports/figure-text";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { openWordParts } from "@/lib/studies/revisions/counted-together";
import type { ListedRevision } from "@/lib/studies/revisions/list-revisions";
import type { RevisionChange } from "@/lib/studies/revisions/revision-changes";
import { formWords } from "../form-words";
import { beginNextRevision, discard, publish } from "./actions";
import { CountingNotice, MeaningFields } from "./counting-change";
import type { StudyPage } from "./study";

/** More lines than this are opened on demand. */
const CHANGES_SHOWN = 12;

/** The record of a launched study's revisions, and the way to the next one. */
export function RevisionsPanel({
  page: { study, isFrozen },
  revisions,
}: {
  page: StudyPage;
  revisions: readonly ListedRevision[];
}) {
  const t = translator("studio");
  const published = revisions.filter(({ frozenAt }) => frozenAt !== null);
  const isInField = study.state === "live" || study.state === "paused";
  if (published.length === 0 || study.origin === "imported") return null;
  return (
    <Panel title={t("revisionsTitle")} lead={isInField ? t("revisionsLead") : undefined}>
      <DataTable
        caption={t("revisionsTitle")}
        columns={[
          { key: "number", title: t("revision") },
          { key: "published", title: t("revisionPublished") },
          { key: "started", title: t("started"), numeric: true },
          { key: "counted", title: t("revisionCounted") },
          { key: "note", title: t("revisionNote") },
        ]}
        rows={published.map((revision) => ({
          key: String(revision.number),
          cells: {
            number: t("revisionNumber", { number: revision.number }),
            published: revision.frozenAt === null ? "" : momentText(revision.frozenAt),
            started: countText(revision.started),
            counted:
              revision.countedWith.length === 0
                ? t("revisionCountedAlone")
                : t("revisionCountedWith", {
                    many: revision.countedWith.length,
                    numbers: listText(revision.countedWith.map(String)),
                  }),
            note: <Record revision={revision} />,
          },
        }))}
      />
      {isInField && isFrozen ? (
        <div className="flex">
          <ActionButton action={beginNextRevision.bind(null, study.id)}>
            {t("revisionBegin")}
          </ActionButton>
        </div>
      ) : null}
    </Panel>
  );
}

function Record({ revision }: { revision: ListedRevision }) {
  const t = translator("studio");
  if (revision.number === 1) return t("revisionFirst");
  return (
    <div className="grid gap-2">
      <p>{revision.note}</p>
      <details>
        <summary className="w-fit text-accent">
          {t("revisionChanges", { count: revision.changes.length })}
        </summary>
        <div className="mt-2 grid gap-3">
          <Changes changes={revision.changes} />
          {revision.wordMeanings ? (
            <div className="grid gap-1">
              <h3>{t("meaningsTitle")}</h3>
              <ul className="grid gap-1">
                {revision.wordMeanings.map(({ subject, name, keeps }) => (
                  <li key={subject} className="break-words">
                    {name}: {t("meaningDecided", { keeps: String(keeps) })}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <p className="text-ink-soft">
            {t("planHash")}: <code className="break-all">{revision.planHash}</code>
          </p>
        </div>
      </details>
    </div>
  );
}

/** The revision that is being prepared for a study in the field; nothing while there is none. */
export function BegunRevision({
  page: { study, isFrozen, gate },
  revisions,
}: {
  page: StudyPage;
  revisions: readonly ListedRevision[];
}) {
  const t = translator("studio");
  const begun = revisions[revisions.length - 1];
  const asked = revisions[revisions.length - 2];
  if (isFrozen || !asked) return null;
  const { number, counting } = begun;
  const isReady = gate.every((line) => line.severity !== "error");
  const hasChanges = begun.changes.length > 0;
  const shown = begun.changes.slice(0, CHANGES_SHOWN);
  const rest = begun.changes.slice(CHANGES_SHOWN);
  return (
    <Panel
      title={t("revisionBegun", { number })}
      lead={t("revisionBegunLead", { number, asked: asked.number })}
    >
      {hasChanges ? (
        <div className="grid gap-3">
          <h3>{t("revisionDifference", { asked: asked.number })}</h3>
          <Changes changes={shown} />
          {rest.length > 0 ? (
            <details>
              <summary className="w-fit text-accent">
                {t("revisionMore", { count: rest.length })}
              </summary>
              <div className="mt-3">
                <Changes changes={rest} />
              </div>
            </details>
          ) : null}
        </div>
      ) : (
        <p className="text-ink-soft">{t("revisionNothingYet")}</p>
      )}
      {counting && hasChanges && isReady ? (
        <ActionForm
          action={publish.bind(null, study.id)}
          words={formWords(
            t("revisionPublish", { number }),
            t("revisionPublishing"),
            t("revisionPublishedNow"),
          )}
          seen={editSnapshot(openWordParts(counting))}
          className="grid max-w-xl gap-4"
        >
          <CountingNotice counting={counting} />
          <MeaningFields open={counting.open} />
          <TextField
            name="note"
            label={t("revisionWhy")}
            hint={t("revisionWhyHint")}
            maxLength={500}
            autoComplete="off"
            required
          />
        </ActionForm>
      ) : null}
      <div>
        <ConfirmDialog
          action={discard.bind(null, study.id)}
          words={{
            open: t("revisionDiscard", { number }),
            title: t("revisionDiscardTitle", { number }),
            confirm: t("revisionDiscard", { number }),
            confirming: t("revisionDiscarding"),
            cancel: translator("common")("cancel"),
          }}
        >
          <p>{t("revisionDiscardText", { count: begun.changes.length, asked: asked.number })}</p>
        </ConfirmDialog>
      </div>
    </Panel>
  );
}

function Changes({ changes }: { changes: readonly RevisionChange[] }) {
  const t = translator("studio");
  return (
    <ul className="grid gap-3">
      {changes.map((change) => (
        <li
          key={`${change.part} ${change.subject} ${change.field} ${change.kind}`}
          className="grid min-w-0 gap-1 border-s-2 border-line-strong ps-3"
        >
          <p className="min-w-0 break-words">
            <span className="font-medium">{t(`revisionPart_${change.part}`)}</span>{" "}
            {t(`revisionKind_${change.kind}`)}:{" "}
            {change.part === "texts"
              ? t(`text_${change.subject as keyof RevisionTexts}`)
              : change.subject}
            {change.field && change.part !== "texts" ? (
              <code className="ms-2 break-all text-sm text-ink-soft">{change.field}</code>
            ) : null}
          </p>
          {change.kind === "changed" ? (
            <dl className="grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[4rem_minmax(0,1fr)]">
              <dt className="text-ink-soft">{t("revisionBefore")}</dt>
              <dd className="min-w-0 break-words">
                {change.before === null ? t("revisionNone") : <del>{change.before}</del>}
              </dd>
              <dt className="text-ink-soft">{t("revisionAfter")}</dt>
              <dd className="min-w-0 break-words">
                {change.after === null ? t("revisionNone") : <ins>{change.after}</ins>}
              </dd>
            </dl>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
