import { redirect } from "next/navigation";
import { inPage } from "@/app/_http/in-page";
import { ActionButton } from "@/app/_ui/action-button";
import { ActionForm } from "@/app/_ui/action-form";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { CopyField } from "@/app/_ui/copy-field";
import { DataTable } from "@/app/_ui/data-table";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { exercisesOf, type RevisionExercise } from "@/db/queries/revision-exercises";
import { isAllocation, isQuestion } from "@/db/schema/screen-settings";
import { exerciseTitle } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { countText, momentText } from "@/lib/reports/figure-text";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { nameParts } from "@/lib/studies/draft/edited-parts";
import { listRevisions } from "@/lib/studies/revisions/list-revisions";
import { listViewers } from "@/lib/studies/sharing/list-viewers";
import { formWords } from "../form-words";
import { closeTo, openTo, rename } from "./actions";
import { FieldworkNotice } from "./fieldwork-notice";
import { LaunchGate } from "./launch-gate";
import { BegunRevision, RevisionsPanel } from "./revisions-panel";
import { EndPanel, PrimaryAction } from "./state-actions";
import { editedStudy, type StudyPage, studyPage } from "./study";
import { studyLink } from "./study-link";

interface Context {
  params: Promise<{ studyId: string }>;
}

export async function generateMetadata({ params }: Context) {
  return { title: (await studyPage((await params).studyId)).study.name };
}

export default async function OverviewPage({ params }: Context) {
  const { studyId } = await params;
  if (!(await studyPage(studyId)).canEdit) redirect(`/studies/${studyId}/report`);
  const page = await editedStudy(studyId);
  const { study, isFrozen } = page;
  const t = translator("studio");
  const revisions = await inPage(({ actor, db }) =>
    listRevisions({ db, actor, input: { studyId } }),
  );
  return (
    <main id="content" className="grid grid-cols-1 gap-6">
      <div className="-mb-6">
        <PageHeader title={study.name} action={<PrimaryAction page={page} />} />
        <details className="-mt-4 mb-6">
          <summary className="w-fit text-sm text-accent">{t("rename")}</summary>
          <ActionForm
            action={rename.bind(null, studyId)}
            words={formWords(t("rename"), t("renaming"), t("renamed"))}
            seen={editSnapshot(nameParts(study))}
            submitLook="secondary"
            className="mt-3 grid max-w-xl gap-3"
          >
            <TextField
              name="name"
              label={t("newName")}
              defaultValue={study.name}
              maxLength={120}
              autoComplete="off"
              required
            />
          </ActionForm>
        </details>
      </div>
      <BegunRevision page={page} revisions={revisions} />
      {isFrozen ? null : <LaunchGate page={page} />}
      <FieldworkNotice page={page} />
      <LinkPanel page={page} />
      <ResponsesPanel page={page} />
      <PlanPanel page={page} />
      <RevisionsPanel page={page} revisions={revisions} />
      <ViewersPanel studyId={studyId} />
      <EndPanel page={page} />
    </main>
  );
}

function LinkPanel({ page: { study } }: { page: StudyPage }) {
  const t = translator("studio");
  if (study.origin === "imported") return null;
  const lead = {
    draft: t("linkDraft"),
    live: t("linkLive"),
    paused: t("linkPaused"),
    closed: t("linkClosed"),
  }[study.state];
  return (
    <Panel title={t("linkTitle")} lead={lead}>
      <CopyField
        label={t("link")}
        value={studyLink(study.slug)}
        words={{ copy: t("copy"), copied: t("copied") }}
      />
    </Panel>
  );
}

function ResponsesPanel({ page: { study, counts } }: { page: StudyPage }) {
  const t = translator("studio");
  if (counts.started + counts.apart.started === 0) {
    return (
      <Panel title={t("responsesTitle")}>
        <p className="text-ink-soft">
          {t(study.state === "draft" ? "responsesDraft" : "responsesEmpty")}
        </p>
      </Panel>
    );
  }
  const cohortRows = counts.cohorts.map((cohort, index) => ({
    key: cohort.id,
    cells: {
      cohort: (
        <span className="inline-flex items-center gap-2">
          <SeriesKey number={index + 1} paints={PAGE_PAINTS} />
          {cohort.name}
        </span>
      ),
      started: countText(cohort.started),
      complete: countText(cohort.complete),
    },
  }));
  const all = {
    key: "all",
    cells: {
      cohort: t("allRespondents"),
      started: countText(counts.started),
      complete: countText(counts.complete),
    },
  };
  const standing = (["underWay", "left", "expired", "screenedOut", "overQuota"] as const)
    .filter((where) => (where === "underWay" ? !counts.isOver : counts[where] > 0))
    .map((where) => `${translator("progress")(where)}: ${countText(counts[where])}`)
    .join(" · ");
  return (
    <Panel title={t("responsesTitle")} lead={standing}>
      <DataTable
        caption={t("responsesTitle")}
        columns={[
          { key: "cohort", title: t("cohort") },
          { key: "started", title: t("started"), numeric: true },
          { key: "complete", title: t("complete"), numeric: true },
        ]}
        rows={[...cohortRows, all]}
      />
      {counts.apart.started > 0 ? (
        <p className="text-sm text-ink-soft">
          {t("responsesApart", { started: counts.apart.started, complete: counts.apart.complete })}
        </p>
      ) : null}
    </Panel>
  );
}

function PlanPanel({ page: { study, content, minutes } }: { page: StudyPage }) {
  const t = translator("studio");
  const { revision, screens } = content;
  const exercises = exercisesOf(content);
  const questions = screens.filter(isQuestion).length;
  const facts: [string, string][] = [
    ...exercises.flatMap((exercise) => exerciseFacts(exercise, exercises.length > 1)),
    [
      t("planQuestions"),
      t("planQuestionsValue", { questions, allocations: screens.filter(isAllocation).length }),
    ],
    [t("planDuration"), minutes === null ? t("planNotYet") : t("planMinutes", { minutes })],
  ];
  if (study.launchedAt !== null) facts.push([t("planLaunched"), momentText(study.launchedAt)]);
  if (study.closedAt !== null) facts.push([t("planClosed"), momentText(study.closedAt)]);
  return (
    <Panel title={t("planTitle")}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="mb-2 tabular-nums sm:mb-0">{value}</dd>
          </div>
        ))}
        {revision.planHash ? (
          <div className="contents">
            <dt className="text-ink-soft">{t("planHash")}</dt>
            <dd className="min-w-0">
              <code className="break-all text-sm">{revision.planHash}</code>
              <p className="text-sm text-ink-soft">{t("planHashHint")}</p>
            </dd>
          </div>
        ) : null}
      </dl>
    </Panel>
  );
}

/** What an exercise asks; among several each says whose facts they are. */
function exerciseFacts(exercise: RevisionExercise, isOneOfSeveral: boolean): [string, string][] {
  const t = translator("studio");
  const { items, design, designSettings } = exercise;
  const title = exerciseTitle(exercise);
  const name = (fact: string) => (isOneOfSeveral ? t("planOf", { fact, exercise: title }) : fact);
  const { taskCount, itemsPerTask } = design ?? designSettings;
  const tasks = { tasks: String(taskCount), itemsPerTask: String(itemsPerTask) };
  return [
    [name(t("planItems")), countText(items.length)],
    [name(t("planTasks")), t("planTasksValue", tasks)],
    [name(t("planVersions")), design ? countText(design.versionCount) : t("planNotYet")],
  ];
}

async function ViewersPanel({ studyId }: { studyId: string }) {
  const viewers = await inPage(({ actor, db }) => listViewers({ db, actor, input: { studyId } }));
  const t = translator("studio");
  return (
    <Panel title={t("viewersTitle")} lead={viewers.length > 0 ? t("viewersLead") : undefined}>
      {viewers.length === 0 ? (
        <p className="text-ink-soft">{t("viewersEmpty")}</p>
      ) : (
        <ul className="grid gap-3">
          {viewers.map((viewer) => (
            <li
              key={viewer.userId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-3 last:border-0 last:pb-0"
            >
              <div className="min-w-0 wrap-anywhere">
                <p className="font-medium">{viewer.name}</p>
                <p className="text-sm text-ink-soft">
                  {viewer.email} · {t(viewer.isOpen ? "viewerIsOpen" : "viewerIsClosed")}
                </p>
              </div>
              <ActionButton
                action={(viewer.isOpen ? closeTo : openTo).bind(null, studyId, viewer.userId)}
                label={t(viewer.isOpen ? "viewerClose" : "viewerOpen", { name: viewer.name })}
              >
                {t(viewer.isOpen ? "viewerCloseShort" : "viewerOpenShort")}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
