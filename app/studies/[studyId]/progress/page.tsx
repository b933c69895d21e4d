import { inPage } from "@/app/_http/in-page";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { rulesOf } from "@/db/queries/monitoring-rules";
import { translator } from "@/lib/i18n/translator";
import { readProgress } from "@/lib/reports/monitoring/read-progress";
import { editedStudy } from "../study";
import { CompletesPanel } from "./completes-panel";
import { DropOffPanel } from "./drop-off-panel";
import { FlagsPanel } from "./flags-panel";
import { Freshness } from "./freshness";
import { PrecisionPanel } from "./precision-panel";
import { RatePanel } from "./rate-panel";
import { RulesPanel } from "./rules-panel";
import { WherePanel } from "./where-panel";

export const metadata = { title: translator("progress")("title") };

/** How the fieldwork goes, kept fresh while it is seen. */
export default async function ProgressPage({
  params,
  searchParams,
}: {
  params: Promise<{ studyId: string }>;
  searchParams: Promise<{ exercise?: string | string[] }>;
}) {
  const { studyId } = await params;
  const { exercise: asked } = await searchParams;
  const { isFrozen, content, study } = await editedStudy(studyId);
  const canChangeRules = !isFrozen && study.state !== "closed";
  const started = performance.now();
  const progress = await inPage(({ actor, db }) => readProgress({ db, actor, input: { studyId } }));
  const milliseconds = Math.round(performance.now() - started);
  const t = translator("progress");
  const base = `/studies/${encodeURIComponent(studyId)}/progress`;
  const isInField = progress.revision !== null;
  // An address that names none, or one the study does not have, shows the main one.
  const exercise = progress.exercises.find(({ key }) => key === asked) ?? progress.exercises[0];
  const isEmpty = progress.standing.started === 0;
  return (
    <main
      id="content"
      className="grid grid-cols-1 gap-6"
      data-read-milliseconds={milliseconds}
      data-complete={progress.standing.complete}
    >
      <div className="-mb-6">
        <PageHeader
          title={t("title")}
          lead={t("lead")}
          action={
            progress.flagged.length > 0 ? (
              // A file is fetched by a plain link: a router link would fetch it ahead of time.
              <a
                href={`${base}/flags`}
                className="no-print inline-flex min-h-10 items-center rounded-md border border-line-strong bg-surface px-4 py-2 font-medium text-ink hover:bg-sunken"
              >
                {t("downloadFlags")}
              </a>
            ) : undefined
          }
        />
      </div>
      {isInField ? <Freshness pulsePath={`${base}/pulse`} readAt={progress.readAt} /> : null}
      {isEmpty ? (
        <EmptyState
          title={t(isInField ? "emptyLiveTitle" : "emptyDraftTitle")}
          text={t(isInField ? "emptyLive" : "emptyDraft")}
          action={<ButtonLink href={`/studies/${studyId}`}>{t("toOverview")}</ButtonLink>}
        />
      ) : (
        <>
          <CompletesPanel progress={progress} />
          <RatePanel progress={progress} />
          <WherePanel progress={progress} />
          <DropOffPanel progress={progress} />
          <PrecisionPanel progress={progress} exercise={exercise} />
          <FlagsPanel progress={progress} />
        </>
      )}
      <RulesPanel progress={progress} rules={canChangeRules ? rulesOf(content.revision) : null} />
    </main>
  );
}
