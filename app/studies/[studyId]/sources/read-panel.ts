import { notFound } from "next/navigation";
import { inPage } from "@/app/_http/in-page";
import { type ListedSource, listSources } from "@/lib/studies/sources/list-sources";

/** One panel of a study, for its own pages. */
export async function readPanel(studyId: string, sourceId: string): Promise<ListedSource> {
  const sources = await inPage(({ actor, db }) => listSources({ db, actor, input: { studyId } }));
  return sources.find(({ id, kind }) => id === sourceId && kind === "panel") ?? notFound();
}
