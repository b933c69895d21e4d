import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";
import type { Tables } from "@/db/schema/tables";
import { NotFound } from "@/lib/errors";
import { type FrozenContent, frozenContent } from "./frozen-content";
import { newStart } from "./interview-link";
import type { PlainView } from "./screen-view";
import { minutesLeft } from "./sequence";

/** What the study's public link shows: a greeting, or that the study is not open. Changes nothing. */
export async function showStudy({
  db,
  input,
}: {
  db: Database;
  input: { slug: string };
}): Promise<PlainView> {
  const { study, content } = await requireOpenedStudy(db, db.read, input.slug);
  const { welcomeTitle, welcomeText } = content.revision.texts;
  const frame = {
    studyTitle: welcomeTitle,
    locale: study.defaultLocale,
    synthetic: study.origin === "synthetic",
  };
  if (study.state !== "live") {
    return { ...frame, kind: "closed", paused: study.state === "paused" };
  }
  return {
    ...frame,
    kind: "welcome",
    text: welcomeText,
    start: newStart(),
    minutes: minutesLeft(content.steps, content.steps[0].name),
  };
}

/**
 * A study that has been launched, with what its next respondent is asked.
 *
 * @throws NotFound for a draft, or a study that asks nothing, as for a slug that does not exist
 */
export async function requireOpenedStudy(
  db: Pick<Database, "t">,
  queries: Queries,
  slug: string,
): Promise<{ study: Tables["study"]["$inferSelect"]; content: FrozenContent }> {
  const { t } = db;
  const [study] = await queries.select().from(t.study).where(eq(t.study.slug, slug));
  if (!study || study.state === "draft") throw new NotFound("study");
  const [revision] = await queries
    .select({ id: t.revision.id })
    .from(t.revision)
    .where(and(eq(t.revision.studyId, study.id), isNotNull(t.revision.frozenAt)))
    .orderBy(desc(t.revision.number))
    .limit(1);
  if (!revision) throw new NotFound("study");
  const content = await frozenContent(db, queries, revision.id);
  if (content.steps.length === 0) throw new NotFound("study");
  return { study, content };
}
