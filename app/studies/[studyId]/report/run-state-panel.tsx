import type { ReactNode } from "react";
import type { FormState } from "@/app/_http/action";
import { ActionButton } from "@/app/_ui/action-button";
import { Notice } from "@/app/_ui/notice";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import type { AskedRun } from "@/lib/analysis/runs/asked-run";
import { momentText } from "@/lib/reports/figure-text";

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** What is said of a run, whatever it computes. */
export interface RunWords {
  readonly waiting: string;
  readonly running: (percent: string) => string;
  /** A second line while it runs: what is shown meanwhile, and how the chains do. */
  readonly meanwhile?: string;
  readonly reload: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly failedTitle: string;
  readonly stale: (moment: string) => string;
  readonly computeAgain: string;
  readonly compute: string;
  readonly none: string;
}

/**
 * What a stored run is doing, and the buttons that begin, end or repeat it, which are for those who may
 * edit the study. Nothing for a run that is done and stands for the answers as they are.
 */
export function RunStatePanel({
  run: { state, runId, fraction, failure, done },
  words,
  compute,
  cancel,
}: {
  run: AskedRun<unknown>;
  words: RunWords;
  /** Null for who may only read. */
  compute: Action | null;
  cancel: ((runId: string) => Action) | null;
}) {
  const again = (text: string) =>
    compute ? <ActionButton action={compute}>{text}</ActionButton> : null;
  if ((state === "waiting" || state === "running") && runId) {
    const text = state === "waiting" ? words.waiting : words.running(percentOf(fraction));
    return (
      <div className="no-print flex flex-wrap items-center gap-4 rounded-md border border-line p-4">
        <RefreshWhile everyMs={1_500} />
        <div className="grid min-w-48 flex-1 gap-2">
          <div role="status" className="grid gap-1">
            <span className="font-medium">{text}</span>
            {words.meanwhile ? (
              <span className="text-sm text-ink-soft">{words.meanwhile}</span>
            ) : null}
          </div>
          <progress className="h-2 w-full" max={1} value={fraction} aria-label={text} />
          <noscript>
            <span className="text-sm text-ink-soft">{words.reload}</span>
          </noscript>
        </div>
        {cancel ? <ActionButton action={cancel(runId)}>{words.cancel}</ActionButton> : null}
      </div>
    );
  }
  if (state === "failed") {
    return (
      <Offer action={again(words.computeAgain)}>
        <Notice tone="danger" title={words.failedTitle}>
          <p>{failure}</p>
        </Notice>
      </Offer>
    );
  }
  if (done?.isStale) {
    return (
      <Offer action={again(words.computeAgain)}>
        <Notice tone="warning">
          <p>{words.stale(momentText(done.finishedAt))}</p>
        </Notice>
      </Offer>
    );
  }
  if (done) return null;
  const wasCancelled = state === "cancelled";
  return (
    <Offer action={again(wasCancelled ? words.computeAgain : words.compute)}>
      <p className="text-ink-soft">
        {wasCancelled ? `${words.cancelled} ` : ""}
        {words.none}
      </p>
    </Offer>
  );
}

function percentOf(fraction: number): string {
  return String(Math.floor(100 * fraction));
}

/** What is so, and the button that changes it. */
function Offer({ children, action }: { children: ReactNode; action: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <div className="min-w-60 flex-1">{children}</div>
      {action ? <div className="no-print">{action}</div> : null}
    </div>
  );
}
