import type { ReactNode } from "react";
import type { StepView } from "@/lib/fielding/screens/screen-view";
import { Allocation } from "../allocation";
import { Anchor } from "../anchor";
import { ChoiceTask, firstChoice } from "../choice-task";
import { OpenedField } from "../definition";
import { LanguageSwitch } from "../language-switch";
import { screenOf } from "../questions/list";
import { type Counting, RunningTotal } from "../running-total";
import type { Fault, Sending, ViewOf } from "../screen";
import { wordsIn } from "../words";
import { Question, questionField } from "./question";

/** A screen with a form: the way so far, what went wrong, the fields, one button. */
export function Step({
  view,
  faults,
  sending,
  notice,
}: {
  view: StepView;
  faults: readonly Fault[];
  sending: Sending;
  /** Something to be read first that is not a fault of the form. */
  notice: ReactNode;
}) {
  const { say } = wordsIn(view.locale);
  const { progress } = view;
  const counting = countingOf(view);
  // What is advised takes room as it is said; a running total has a place of its own already.
  const adviseLive = view.kind === "choice" || (view.kind === "question" && !counting);
  return (
    <>
      <div className="way">
        {progress.previous ? (
          <a href={progress.previous} className="back">
            {say("back")}
          </a>
        ) : (
          <span />
        )}
        <span>{placeOf(view)}</span>
        <span>{say("timeLeft", { minutes: progress.minutesLeft })}</span>
        <progress
          max={progress.of}
          value={progress.at - 1}
          aria-label={say("screenOf", { number: progress.at, count: progress.of })}
        />
      </div>
      {faults.length > 0 && <ErrorSummary view={view} faults={faults} />}
      {notice}
      <form
        method={sending.kind === "preview" ? "get" : "post"}
        action={sending.kind === "preview" ? (sending.next ?? undefined) : undefined}
        autoComplete="off"
        noValidate
        id="answers"
        data-then={
          view.kind === "choice" && view.responseMode === "two-step"
            ? say("chooseThen", { label: view.worstLabel })
            : undefined
        }
        data-same={
          view.kind === "choice"
            ? say("sameItem", { item: "{item}", best: view.bestLabel, worst: view.worstLabel })
            : undefined
        }
        data-alone={
          view.kind === "question" && screenOf(view.question).goesAlone
            ? say("goesAlone", { option: "{option}" })
            : undefined
        }
      >
        {sending.kind === "saved" && (
          <>
            <input type="hidden" name="attempt" value={sending.attempt} />
            <input type="hidden" name="shown_at" value={sending.shownAt} />
            <input type="hidden" name="screen" value={view.name} />
            <input type="hidden" name="known" value={view.filled.known?.[0] ?? view.saves} />
          </>
        )}
        <input
          type="hidden"
          name={sending.kind === "saved" ? "locale" : "language"}
          value={view.locale}
        />
        {"items" in view && <OpenedField items={view.items} filled={view.filled} />}
        {view.kind === "choice" && <ChoiceTask view={view} faults={faults} />}
        {view.kind === "question" && <Question view={view} faults={faults} />}
        {view.kind === "allocation" && <Allocation view={view} faults={faults} />}
        {view.kind === "anchor" && <Anchor view={view} faults={faults} />}
        <div className="go">
          <p id="live" role="status" className={adviseLive ? "notice" : "unseen"} />
          {counting && <RunningTotal locale={view.locale} counting={counting} />}
          <button type="submit">{say("continue")}</button>
          {counting?.format === "constant-sum" && (
            <button type="submit" className="second" name="rescale" value="1">
              {say("rescale", { total: counting.total })}
            </button>
          )}
        </div>
      </form>
      {view.kind === "choice" && sending.kind === "saved" && <OtherWays view={view} />}
      <LanguageSwitch
        locale={view.locale}
        languages={view.languages}
        form={sending.kind === "saved" ? "answers" : undefined}
        isPreview={sending.kind === "preview"}
      />
    </>
  );
}

/** Buttons that change how a task is asked, and store no answer. */
function OtherWays({ view }: { view: ViewOf<"choice"> }) {
  const { say } = wordsIn(view.locale);
  const isTogether = view.responseMode === "together";
  const canChange = firstChoice(view) !== null;
  if (!canChange && !view.canChooseResponseMode) return null;
  return (
    // After the form: the first button in it is the one that Enter presses.
    <p className="switch">
      {canChange && (
        <button type="submit" form="answers" name="change" value="1">
          {say("changeFirst")}
        </button>
      )}
      {view.canChooseResponseMode && (
        <button
          type="submit"
          form="answers"
          name="asking"
          value={isTogether ? "two-step" : "together"}
        >
          {say(isTogether ? "askTwoStep" : "askTogether")}
        </button>
      )}
    </p>
  );
}

/** What the screen counts while it is filled in; null where there is nothing to count. */
export function countingOf(view: StepView): Counting | null {
  if (view.kind === "question") return screenOf(view.question).counting(view.question);
  if (view.kind !== "allocation" || view.settings.format === "percentage") return null;
  const { format, total, topN } = view.settings;
  return { format, total, topN };
}

export function placeOf(view: StepView): string {
  const { say } = wordsIn(view.locale);
  return view.kind === "choice"
    ? say("taskOf", { number: view.taskNumber, count: view.taskCount })
    : say("screenOf", { number: view.progress.at, count: view.progress.of });
}

/** Takes focus as the page opens, so that a screen reader begins with what went wrong. */
function ErrorSummary({ view, faults }: { view: StepView; faults: readonly Fault[] }) {
  const { sayCommon } = wordsIn(view.locale);
  return (
    // biome-ignore lint/a11y/noAutofocus: the form came back refused, and this says why
    <div className="summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="summary-title">
      <h2 id="summary-title">{sayCommon("errorSummaryTitle")}</h2>
      <ul>
        {faults.map((fault) => {
          const target = fieldOf(view, fault.path);
          return (
            <li key={fault.path}>
              {target ? <a href={`#${target}`}>{fault.message}</a> : fault.message}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The id of the input to go to from a fault's path; null when the fault is the whole form's. */
function fieldOf(view: StepView, path: string): string | null {
  if (view.kind === "question") return questionField(view, path);
  if (path.startsWith("amount-")) return path;
  if (path.startsWith("judged-")) return `${path}-1`;
  if (path.startsWith("item-")) return path.replace("item-", "worst-");
  if (path === "anchor") return "anchor-all";
  const chosen = view.kind === "choice" ? firstChoice(view) : null;
  const first = view.items.find((item) => item !== chosen)?.number;
  if (path === "amounts") return `amount-${first}`;
  if (path === "best" || path === "worst" || path === "chosen") return `${path}-${first}`;
  return null;
}
