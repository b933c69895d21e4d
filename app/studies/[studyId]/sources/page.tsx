import { inPage } from "@/app/_http/in-page";
import { ActionButton } from "@/app/_ui/action-button";
import { ActionForm } from "@/app/_ui/action-form";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { CopyField } from "@/app/_ui/copy-field";
import { TextArea, TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { sourceParts } from "@/lib/studies/draft/edited-parts";
import { type ListedSource, listSources } from "@/lib/studies/sources/list-sources";
import { formWords } from "../../form-words";
import { FieldworkNotice } from "../fieldwork-notice";
import { editedStudy, type StudyPage } from "../study";
import { studyLink } from "../study-link";
import { addTest, clear, close, reopen, saveHosts } from "./actions";
import { DatesPanel } from "./dates-panel";

export const metadata = { title: translator("sources")("title") };

export default async function SourcesPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const sources = await inPage(({ actor, db }) => listSources({ db, actor, input: { studyId } }));
  const t = translator("sources");
  return (
    <main id="content">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <ButtonLink href={`/studies/${studyId}/sources/new`} look="primary">
            {t("addPanel")}
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <FieldworkNotice page={page} />
        <OpenPanel page={page} source={sources.find(({ kind }) => kind === "open")} />
        <PanelsPanel page={page} panels={sources.filter(({ kind }) => kind === "panel")} />
        <DatesPanel page={page} />
        <TestsPanel page={page} tests={sources.filter(({ kind }) => kind === "test")} />
      </div>
    </main>
  );
}

function OpenPanel({ page: { study }, source }: { page: StudyPage; source?: ListedSource }) {
  const t = translator("sources");
  const link = studyLink(study.slug);
  if (!source) {
    if (study.origin === "imported") return null;
    return (
      <Panel title={t("openTitle")} lead={t("openLead")}>
        <p className="break-words text-ink-soft">{t("openDraft", { link })}</p>
      </Panel>
    );
  }
  const words = { copy: t("copy"), copied: t("copied") };
  const look =
    "display:inline-block;padding:.75em 1.25em;border-radius:.4em;background:#1f4e79;color:#fff;text-decoration:none";
  return (
    <Panel
      title={t("openTitle")}
      lead={t("openLead")}
      action={<OpenOrClose studyId={study.id} source={source} />}
    >
      <p className="text-sm text-ink-soft">{countsOf(source)}</p>
      <CopyField label={t("link")} value={link} words={words} />
      <QrCode studyId={study.id} source={source} link={link} />
      <details className="grid gap-4">
        <summary className="w-fit text-accent">{t("embedTitle")}</summary>
        <div className="mt-4 grid grid-cols-1 gap-4">
          <CopyField
            label={t("embedButton")}
            value={`<a href="${link}" style="${look}">${t("embedWords")}</a>`}
            words={words}
          />
          <CopyField
            label={t("embedFrame")}
            value={`<iframe src="${link}" title="${t("embedWords")}" style="width:100%;height:50rem;border:0"></iframe>`}
            words={words}
          />
          <p className="-mt-3 text-sm text-ink-soft">{t("embedFrameHint")}</p>
          <ActionForm
            action={saveHosts.bind(null, study.id, source.id)}
            words={formWords(t("saveHosts"))}
            seen={editSnapshot(sourceParts(source))}
            submitLook="secondary"
            className="grid max-w-xl gap-4"
          >
            <TextArea
              name="settings.hosts"
              label={t("embedHosts")}
              hint={t("embedHostsHint")}
              defaultValue={(source.settings.hosts ?? []).join("\n")}
              rows={2}
              spellCheck={false}
            />
          </ActionForm>
        </div>
      </details>
    </Panel>
  );
}

function countsOf({ started, complete, closedAt }: ListedSource): string {
  const isClosed = closedAt === null ? "no" : "yes";
  return translator("sources")("startedAndComplete", { started, complete, isClosed });
}

function QrCode({
  studyId,
  source,
  link,
}: {
  studyId: string;
  source: ListedSource;
  link: string;
}) {
  const t = translator("sources");
  const address = `/studies/${studyId}/sources/${source.id}/qr.svg`;
  return (
    <details>
      <summary className="w-fit text-accent">{t("qrOf", { name: source.name })}</summary>
      <div className="mt-3 grid justify-items-start gap-2">
        {/* biome-ignore lint/performance/noImgElement: an SVG of our own, as large as it is shown */}
        <img src={address} alt={t("qrAlt", { link })} width={176} height={176} loading="lazy" />
        <a className="link inline-flex min-h-10 items-center" href={address}>
          {t("qrDownload")}
        </a>
      </div>
    </details>
  );
}

function OpenOrClose({ studyId, source }: { studyId: string; source: ListedSource }) {
  const t = translator("sources");
  const { id, name, closedAt } = source;
  const isOpen = closedAt === null;
  return (
    <ActionButton
      action={(isOpen ? close : reopen).bind(null, studyId, id)}
      label={t(isOpen ? "closeOf" : "reopenOf", { name })}
    >
      {t(isOpen ? "close" : "reopen")}
    </ActionButton>
  );
}

function PanelsPanel({
  page: { study },
  panels,
}: {
  page: StudyPage;
  panels: readonly ListedSource[];
}) {
  const t = translator("sources");
  return (
    <Panel title={t("panelsTitle")} lead={t("panelsLead")}>
      {panels.length === 0 ? (
        <p className="text-ink-soft">{t("panelsEmpty")}</p>
      ) : (
        <ul className="grid grid-cols-1 gap-4">
          {panels.map((source) => {
            const { id, name } = source;
            const base = `/studies/${study.id}/sources/${id}`;
            return (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-4 last:border-0 last:pb-0"
              >
                <div className="min-w-0">
                  <h3 className="break-words">{name}</h3>
                  <p className="text-sm text-ink-soft">{countsOf(source)}</p>
                </div>
                <div className="flex flex-wrap items-center gap-2">
                  <ButtonLink href={base} aria-label={t("editOf", { name })}>
                    {t("edit")}
                  </ButtonLink>
                  <ButtonLink href={`${base}/exits`} aria-label={t("tryExitsOf", { name })}>
                    {t("tryExits")}
                  </ButtonLink>
                  <OpenOrClose studyId={study.id} source={source} />
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

function TestsPanel({
  page: { study },
  tests,
}: {
  page: StudyPage;
  tests: readonly ListedSource[];
}) {
  const t = translator("sources");
  const stored = tests.reduce((sum, source) => sum + source.started, 0);
  return (
    <Panel
      title={t("testsTitle")}
      lead={t("testsLead")}
      action={
        stored > 0 ? (
          <ConfirmDialog
            action={clear.bind(null, study.id)}
            words={{
              open: t("clearTests"),
              title: t("clearTitle", { study: study.name }),
              confirm: t("clearTests"),
              confirming: t("clearing"),
              cancel: translator("common")("cancel"),
            }}
          >
            <p>{t("clearText", { count: stored })}</p>
          </ConfirmDialog>
        ) : null
      }
    >
      {tests.length === 0 ? (
        <p className="text-ink-soft">{t("testsEmpty")}</p>
      ) : (
        <>
          <p>{t("testsStored", { count: stored })}</p>
          <ul className="grid grid-cols-1 gap-4">
            {tests.map((source) => {
              const link = studyLink(study.slug, source.code);
              return (
                <li
                  key={source.id}
                  className="grid grid-cols-1 gap-2 border-b border-line pb-4 last:border-0 last:pb-0"
                >
                  <div className="flex flex-wrap items-center justify-between gap-2">
                    <h3 className="flex flex-wrap items-center gap-2 break-words">
                      {source.name}
                      {source.closedAt === null ? null : <Badge>{t("closed")}</Badge>}
                    </h3>
                    <OpenOrClose studyId={study.id} source={source} />
                  </div>
                  <CopyField
                    label={t("link")}
                    value={link}
                    words={{ copy: t("copy"), copied: t("copied") }}
                  />
                  <QrCode studyId={study.id} source={source} link={link} />
                </li>
              );
            })}
          </ul>
        </>
      )}
      <ActionForm
        action={addTest.bind(null, study.id)}
        words={formWords(t("addTest"), t("addingTest"), t("testAdded"))}
        submitLook="secondary"
        className="grid max-w-xl gap-4"
      >
        <TextField
          name="name"
          label={t("testName")}
          hint={t("testNameHint")}
          maxLength={80}
          autoComplete="off"
          required
        />
      </ActionForm>
    </Panel>
  );
}
