import type { Database } from "@/db/database";
import { type Entry, findEntry, type OpenedLink, refusalOf } from "./entry/entry";
import { exitOf } from "./entry/exit";
import { newStart } from "./interview/interview-link";
import { minutesLeft } from "./interview/sequence";
import { frameOf, type Kept, type PlainView, privacyOf } from "./screens/screen-view";

/** What a study's link shows: a greeting, or why nobody can begin by it. Changes nothing. */
export async function showStudy({
  db,
  input,
}: {
  db: Database;
  input: OpenedLink;
}): Promise<PlainView> {
  const entry = await findEntry(db, db.read, input);
  const { study, content, source, link, locale } = entry;
  const { welcomeText } = content.revision.texts;
  const isTest = source.kind === "test";
  const frame = frameOf({ study, content, source, locale, isTest });
  const refusal = await refusalOf(db, db.read, entry, Date.now());
  if (refusal) {
    const exit = exitOf(source, "closed", link?.panelId ?? null);
    return { ...frame, kind: "closed", exit, ...refusal };
  }
  const { closesAt = null, timeZone = "UTC" } = study.fieldwork ?? {};
  return {
    ...frame,
    kind: "welcome",
    text: welcomeText,
    start: newStart(),
    minutes: minutesLeft(content.steps, content.steps[0].name),
    closes: closesAt === null || isTest ? null : { at: closesAt, timeZone },
    keeps: keptOf(entry),
    privacy: privacyOf(content.revision.texts),
  };
}

function keptOf({ contact, source, link }: Entry): Kept {
  if (contact) return "invitation";
  if (source.kind === "panel") return "panel";
  return link?.parameters ? "link" : "nothing";
}
