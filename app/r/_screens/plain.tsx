import type { Exit } from "@/lib/fielding/entry/exit";
import type { Kept, PlainView, PrivacyNotice } from "@/lib/fielding/screens/screen-view";
import { zonedTime } from "@/lib/i18n/zoned-time";
import { Prose } from "./document";
import { LanguageSwitch } from "./language-switch";
import { type Fault, faultOf, type Sending } from "./screen";
import { StudyText } from "./study-text";
import { type Words, wordsIn } from "./words";

/** The first screen, and the last ones. */
export function Plain({
  view,
  faults,
  sending,
  startsAt,
}: {
  view: PlainView;
  faults: readonly Fault[];
  sending: Sending | null;
  startsAt?: string;
}) {
  // A post to this page has one meaning only.
  if (view.kind === "unsubscribe") return <Said view={view} faults={faults} sending={sending} />;
  const { locale, languages } = view;
  const isFirst = view.kind === "welcome";
  const languageSwitch = (
    <LanguageSwitch {...{ locale, languages }} isPreview={sending !== null} isOpen={isFirst} />
  );
  return (
    <>
      {isFirst && languageSwitch}
      <Said view={view} faults={faults} sending={sending} startsAt={startsAt} />
      {!isFirst && languageSwitch}
    </>
  );
}

function Said({ view, faults, sending, startsAt }: Parameters<typeof Plain>[0]) {
  const { say } = wordsIn(view.locale);
  const heading = <StudyText text={headingOf(view)} />;
  switch (view.kind) {
    case "welcome":
      return (
        <>
          <h1>{heading}</h1>
          <Prose text={view.text} />
          <p>{say("duration", { minutes: view.minutes })}</p>
          {view.closes && (
            <p>
              {say("opensUntil", {
                moment: zonedTime(view.closes.at, view.closes.timeZone, view.locale),
              })}
            </p>
          )}
          <Privacy notice={view.privacy} locale={view.locale} />
          <form
            method={sending ? "get" : "post"}
            action={sending?.kind === "preview" ? (sending.next ?? undefined) : startsAt}
            autoComplete="off"
            noValidate
          >
            {!sending && <input type="hidden" name="start" value={view.start} />}
            <input type="hidden" name={sending ? "language" : "locale"} value={view.locale} />
            {view.privacy.consentText !== undefined && (
              <ConsentBox text={view.privacy.consentText} faults={faults} />
            )}
            <div className="go">
              <button type="submit">{say("start")}</button>
            </div>
          </form>
          <p className="hint">{say("comeBack")}</p>
          <p className="hint">{keptWith(view.keeps, say)}</p>
        </>
      );
    case "done":
      return (
        <>
          <h1>{heading}</h1>
          <Prose text={view.text} />
          <p>{say("doneSaved")}</p>
          <WayBack exit={view.exit} locale={view.locale} isTaken />
        </>
      );
    case "screened-out":
      return (
        <>
          <h1>{heading}</h1>
          <Prose text={view.text} />
          <WayBack exit={view.exit} locale={view.locale} isTaken />
        </>
      );
    case "over-quota":
      return (
        <>
          <h1>{heading}</h1>
          {view.wasAway && <p>{say("overQuotaAway")}</p>}
          {view.text === "" ? <p>{say("overQuotaUsual")}</p> : <Prose text={view.text} />}
          <WayBack exit={view.exit} locale={view.locale} isTaken />
        </>
      );
    case "unsubscribe":
      return (
        <>
          <h1>{heading}</h1>
          <p>
            {say(view.isDone ? "unsubscribedText" : "unsubscribeText", { study: view.studyTitle })}
          </p>
          {!view.isDone && (
            <form method="post" autoComplete="off">
              <input type="hidden" name="page" value="1" />
              <div className="go">
                <button type="submit">{say("unsubscribe")}</button>
              </div>
            </form>
          )}
        </>
      );
    case "closed":
      return (
        <>
          <h1>{heading}</h1>
          <p>{shutText(view)}</p>
          <WayBack exit={view.exit} locale={view.locale} />
        </>
      );
  }
}

/** What the study says of who asks, what for, and what becomes of the answers. */
function Privacy({ notice, locale }: { notice: PrivacyNotice; locale: string }) {
  const { say } = wordsIn(locale);
  const { controllerText, contactText, purposeText, retentionText, privacyLink } = notice;
  const lines = [
    [say("privacyController"), controllerText],
    [say("privacyContact"), contactText],
    [say("privacyPurpose"), purposeText],
    [say("privacyRetention"), retentionText],
  ].filter((line): line is [string, string] => line[1] !== undefined);
  return (
    <>
      {lines.length > 0 && (
        <dl className="privacy">
          {lines.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {privacyLink !== undefined && (
        <p>
          <a href={privacyLink} target="_blank" rel="noreferrer noopener">
            {say("privacyNotice")}
          </a>
        </p>
      )}
    </>
  );
}

/** What has to be ticked before an interview begins, with what was wrong above it. */
function ConsentBox({ text, faults }: { text: string; faults: readonly Fault[] }) {
  const fault = faultOf(faults, "consent");
  return (
    <>
      {fault && (
        <p className="fault" id="consent-fault" role="alert">
          {fault}
        </p>
      )}
      <label className="cell">
        <input
          type="checkbox"
          name="consent"
          value="yes"
          id="consent"
          aria-required="true"
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? "consent-fault" : undefined}
          // biome-ignore lint/a11y/noAutofocus: the form came back for this box
          autoFocus={fault !== undefined}
        />
        <span dir="auto">{text}</span>
      </label>
    </>
  );
}

/** True for the way somebody came: what is stored beside their answers. */
function keptWith(keeps: Kept, say: Words["say"]): string {
  switch (keeps) {
    case "nothing":
      return say("privacy");
    case "link":
      return `${say("privacy")} ${say("privacyLink")}`;
    case "panel":
      return say("privacyPanel");
    case "invitation":
      return say("privacyInvitation");
  }
}

/** What a first or last screen is called, on the page and in its title. */
export function headingOf(view: PlainView): string {
  const { say } = wordsIn(view.locale);
  switch (view.kind) {
    case "welcome":
      return view.studyTitle;
    case "done":
      return say("doneTitle");
    case "screened-out":
      return say("screenedOutTitle");
    case "over-quota":
      return say("overQuotaTitle");
    case "unsubscribe":
      return say(view.isDone ? "unsubscribedTitle" : "unsubscribeTitle");
    case "closed":
      return say(SHUT_TITLES[view.reason]);
  }
}

type ShutView = Extract<PlainView, { kind: "closed" }>;

const SHUT_TITLES = {
  closed: "closedTitle",
  paused: "pausedTitle",
  "not-yet": "notYetTitle",
  "bad-link": "badLinkTitle",
  begun: "begunTitle",
} as const satisfies Record<ShutView["reason"], string>;

function shutText(view: ShutView): string {
  const { say } = wordsIn(view.locale);
  switch (view.reason) {
    case "closed":
      return say("closedText");
    case "paused":
      return say("pausedText");
    case "not-yet": {
      const moment = zonedTime(view.opensAt, view.timeZone, view.locale);
      return say("notYetText", { moment });
    }
    case "bad-link":
      return say("badLinkText");
    case "begun":
      return say("begunText");
  }
}

/** The way back to a panel. After an end that was stored the browser takes it by itself. */
function WayBack({
  exit,
  locale,
  isTaken = false,
}: {
  exit: Exit | null;
  locale: string;
  isTaken?: boolean;
}) {
  const { say } = wordsIn(locale);
  if (!exit) return null;
  const { address, host } = exit;
  return (
    <p>
      {isTaken && `${say("takenBack", { host })} `}
      <a href={address} rel="noreferrer">
        {say("wayBack", { host })}
      </a>
    </p>
  );
}
