import type { PlainView } from "@/lib/fielding/screen-view";
import { Prose } from "./document";
import type { Sending } from "./screen";
import { say } from "./words";

/** The first screen, and the last ones. */
export function Plain({ view, sending }: { view: PlainView; sending: Sending | null }) {
  switch (view.kind) {
    case "welcome":
      return (
        <>
          <h1>{view.studyTitle}</h1>
          <Prose text={view.text} />
          <p>{say("duration", { minutes: view.minutes })}</p>
          <form
            method={sending ? "get" : "post"}
            action={sending?.kind === "preview" ? (sending.next ?? undefined) : undefined}
            autoComplete="off"
          >
            {!sending && <input type="hidden" name="start" value={view.start} />}
            <div className="go">
              <button type="submit">{say("start")}</button>
            </div>
          </form>
          <p className="hint">{say("comeBack")}</p>
          <p className="hint">{say("privacy")}</p>
        </>
      );
    case "done":
      return (
        <>
          <h1>{say("doneTitle")}</h1>
          <Prose text={view.text} />
          <p>{say("doneSaved")}</p>
        </>
      );
    case "screened-out":
      return (
        <>
          <h1>{say("screenedOutTitle")}</h1>
          <Prose text={view.text} />
        </>
      );
    case "closed":
      return (
        <>
          <h1>{say(view.paused ? "pausedTitle" : "closedTitle")}</h1>
          <p>{say(view.paused ? "pausedText" : "closedText")}</p>
        </>
      );
  }
}
