import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { exercisesOf, mainExercise, type RevisionExercise } from "@/db/queries/revision-exercises";
import { translator } from "@/lib/i18n/translator";
import { isStale, storedDiagnostics } from "@/lib/studies/design/design-state";
import { type JobStatus, readJob } from "@/lib/studies/design/read-job";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { designParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { ExerciseTabs, exercisePath } from "../exercise-tabs";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy, type StudyPage } from "../study";
import { saveAndGenerate } from "./actions";
import { DesignFields } from "./design-fields";
import { Diagnostics } from "./diagnostics";
import { JobPanel } from "./job-panel";

export const metadata = { title: translator("studio")("designTitle") };

interface Context {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ exercise?: string | string[] }>;
}

/** Fewer items make no design; the verb says so too. */
const MIN_ITEMS = 4;

export default async function DesignPage({ params, searchParams }: Context) {
  const { studyId } = await params;
  // Before the design: one that ends between the two reads has stored what is read then, and one that
  // is still under way has the page ask again.
  const job = await inPage(({ actor, db }) =>
    readJob({ db, actor, input: { studyId, kind: "generate-design" } }),
  );
  const page = await editedStudy(studyId);
  const { exercise: asked } = await searchParams;
  const exercises = exercisesOf(page.content).filter(({ settings }) => !settings.mirror);
  const exercise = exercises.find(({ key }) => key === asked) ?? mainExercise(page.content);
  if (!exercise) throw new Error(`Study ${studyId} has no exercise.`);
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("designTitle")} lead={t("designLead")} />
      <LockedNotice page={page} />
      <div className="grid grid-cols-1 gap-6">
        {exercises.length > 1 ? (
          <ExerciseTabs
            exercises={exercises}
            chosen={exercise.key}
            hrefOf={(each) => exercisePath(`/studies/${studyId}/design`, each)}
          />
        ) : null}
        {page.isFrozen ? null : <Settings page={page} exercise={exercise} job={job} />}
        <Balance exercise={exercise} />
      </div>
    </main>
  );
}

function Settings({
  page,
  exercise,
  job,
}: {
  page: StudyPage;
  exercise: RevisionExercise;
  job: JobStatus | null;
}) {
  const t = translator("studio");
  const { study } = page;
  const { design, items, designSettings } = exercise;
  if (items.length < MIN_ITEMS) {
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
          key={exercise.key}
          seen={editSnapshot(designParts(designSettings))}
          action={saveAndGenerate.bind(null, study.id, exercise.key)}
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
            settings={designSettings}
            items={items.map(({ number, label }) => ({ number, label }))}
          />
        </ActionForm>
      </Panel>
    </>
  );
}

function Balance({ exercise }: { exercise: RevisionExercise }) {
  const t = translator("studio");
  const { design, items, designSettings } = exercise;
  if (!design) {
    return items.length < MIN_ITEMS ? null : (
      <EmptyState title={t("designEmptyTitle")} text={t("designEmptyText")} />
    );
  }
  const diagnostics = storedDiagnostics(design);
  return (
    <>
      {isStale(exercise) ? (
        <Notice tone="warning">
          <p>{t("designStale")}</p>
        </Notice>
      ) : null}
      {diagnostics ? (
        <Diagnostics
          design={design}
          items={items}
          prohibitedPairs={designSettings.prohibitedPairs}
          diagnostics={diagnostics}
        />
      ) : (
        <p className="text-ink-soft">{t("diagnosticsMissing")}</p>
      )}
    </>
  );
}
