import { ActionButton } from "@/app/_ui/action-button";
import { Notice } from "@/app/_ui/notice";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { translator } from "@/lib/i18n/translator";
import type { JobStatus } from "@/lib/studies/design/read-job";
import { cancel } from "./actions";

/** What the generation of a design is doing, how far it is, and Cancel; or why it ended badly. */
export function JobPanel({ studyId, job }: { studyId: string; job: JobStatus | null }) {
  const t = translator("studio");
  if (!job || job.state === "done") return null;
  if (job.state === "failed") {
    return (
      <Notice tone="danger" title={t("jobFailed")}>
        <p>{job.failure}</p>
      </Notice>
    );
  }
  if (job.state === "cancelled") {
    return (
      <Notice>
        <p>{t("jobCancelled")}</p>
      </Notice>
    );
  }
  const percent = String(Math.floor(job.progress * 100));
  const text = job.state === "queued" ? t("jobQueued") : t("jobRunning", { percent });
  return (
    <section className="flex flex-wrap items-center gap-4 rounded-lg border border-line bg-surface p-5">
      <RefreshWhile everyMs={700} />
      <div className="grid min-w-48 flex-1 gap-2" role="status">
        <span className="font-medium">{text}</span>
        <progress className="h-2 w-full" max={1} value={job.progress} aria-label={text} />
      </div>
      <ActionButton action={cancel.bind(null, studyId, job.id)}>{t("cancelJob")}</ActionButton>
    </section>
  );
}
