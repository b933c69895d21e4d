import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { isStale, storedDiagnostics } from "@/lib/studies/design-state";
import { type JobStatus, readJob } from "@/lib/studies/read-job";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy, type StudyPage } from "../study";
import { saveAndGenerate } from "./actions";
import { DesignFields } from "./design-fields";
import { Diagnostics } from "./diagnostics";
import { JobPanel } from "./job-panel";

export const metadata = { title: translator("studio")("designTitle") };

/** Fewer items make no design; the verb says so too. */
const LEAST_ITEMS = 4;

export default async function DesignPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const job = await inPage(({ actor, db }) =>
    readJob({ db, actor, input: { studyId, kind: "generate-design" } }),
  );
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("designTitle")} lead={t("designLead")} />
      <LockedNotice page={page} />
      <div className="grid grid-cols-1 gap-6">
        {page.isFrozen ? null : <Settings page={page} job={job} />}
        <Balance page={page} />
      </div>
    </main>
  );
}

function Settings({ page, job }: { page: StudyPage; job: JobStatus | null }) {
  const t = translator("studio");
  const { study, content } = page;
  const { design, items, revision } = content;
  if (items.length < LEAST_ITEMS) {
    return (
      <EmptyState
        title={t("designEmptyTitle")}
        text={t("designNeedsItems")}
        action={
          <ButtonLink href={`/studies/${study.id}/items`} look="primary">
            {t("toItems")}
          </ButtonLink>
        }
      />
    );
  }
  const isUnderWay = job?.state === "queued" || job?.state === "running";
  return (
    <>
      {design && !isUnderWay ? <PartGate page={page} part="design" /> : null}
      <JobPanel studyId={study.id} job={job} />
      <Panel title={t("settingsPanel")}>
        <ActionForm
          action={saveAndGenerate.bind(null, study.id)}
          words={formWords(
            t(design ? "generateAgain" : "generate"),
            t("requesting"),
            t("settingsSaved"),
          )}
          footer={
            <Button type="submit" name="only" value="save">
              {t("saveSettings")}
            </Button>
          }
        >
          <DesignFields
            key={items.map((item) => item.number).join(" ")}
            settings={revision.designSettings}
            items={items.map(({ number, label }) => ({ number, label }))}
          />
        </ActionForm>
      </Panel>
    </>
  );
}

function Balance({ page: { content } }: { page: StudyPage }) {
  const t = translator("studio");
  const { design, items, revision } = content;
  if (!design) {
    return items.length < LEAST_ITEMS ? null : (
      <EmptyState title={t("designEmptyTitle")} text={t("designEmptyText")} />
    );
  }
  const diagnostics = storedDiagnostics(design);
  return (
    <>
      {isStale(content) ? (
        <Notice tone="warning">
          <p>{t("designStale")}</p>
        </Notice>
      ) : null}
      {diagnostics ? (
        <Diagnostics
          design={design}
          items={items}
          prohibitedPairs={revision.designSettings.prohibitedPairs}
          diagnostics={diagnostics}
        />
      ) : (
        <p className="text-ink-soft">{t("diagnosticsMissing")}</p>
      )}
    </>
  );
}
