import { asc, eq } from "drizzle-orm";
import type { Queries } from "@/db/database";
import { type RevisionContent, revisionContent } from "@/db/queries/revision-content";
import type { Tables } from "@/db/schema/tables";
import { canonicalJson } from "@/lib/files/canonical-json";
import { pairName } from "../draft/pair-name";
import { withPlainLines } from "../draft/plain-lines";

type Row<Name extends keyof Tables> = Tables[Name]["$inferSelect"];

/** The parts of a revision, in the order in which a difference is told. */
export const CHANGED_PARTS = [
  "texts",
  "items",
  "pairs",
  "screens",
  "design",
  "languages",
  "monitoring",
] as const;

/** One thing that two revisions do not have in common. */
export interface RevisionChange {
  readonly part: (typeof CHANGED_PARTS)[number];
  readonly kind: "added" | "removed" | "changed";
  /** What it is about: an item's or a screen's words, the name of a text, a language. */
  readonly subject: string;
  /** The field that changed, dotted ("options.2.label"); empty where the subject is one value. */
  readonly field: string;
  /** As text; null before it was added, or after it was removed. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A revision as it is compared: parts of subjects, each with named fields. */
export type ComparedRevision = Record<
  RevisionChange["part"],
  ReadonlyMap<string, { readonly name: string; readonly fields: Readonly<Record<string, unknown>> }>
>;

/**
 * What has to be said to get from one revision to the other, part by part; empty when both ask the
 * same. Each changed field is one line, with its old and its new words.
 */
export function revisionChanges(
  before: ComparedRevision,
  after: ComparedRevision,
): RevisionChange[] {
  return CHANGED_PARTS.flatMap((part) => {
    const changes: RevisionChange[] = [];
    for (const [id, { name, fields }] of after[part]) {
      const old = before[part].get(id);
      if (!old) {
        changes.push({ part, kind: "added", subject: name, field: "", before: null, after: name });
        continue;
      }
      const [was, is] = [leavesOf(old.fields), leavesOf(fields)];
      for (const field of new Set([...was.keys(), ...is.keys()])) {
        const [one, other] = [was.get(field) ?? null, is.get(field) ?? null];
        if (one === other) continue;
        changes.push({
          part,
          kind: "changed",
          subject: name,
          field,
          before: one,
          after: other,
        });
      }
    }
    for (const [id, { name }] of before[part]) {
      if (after[part].has(id)) continue;
      changes.push({ part, kind: "removed", subject: name, field: "", before: name, after: null });
    }
    return changes;
  });
}

/** The values inside a value, by dotted path; what is empty or unset counts as not there. */
function leavesOf(value: unknown, path = ""): Map<string, string> {
  const leaves = new Map<string, string>();
  if (value === null || value === undefined || value === "") return leaves;
  if (typeof value !== "object") return leaves.set(path, withPlainLines(String(value)));
  for (const [key, held] of Object.entries(value)) {
    const inner = leavesOf(held, path === "" ? key : `${path}.${key}`);
    for (const [field, text] of inner) leaves.set(field, text);
  }
  return leaves;
}

/** What two revisions of a study do not have in common, read from the database. */
export async function changesBetween(
  source: { t: Tables; queries: Queries },
  before: Row<"revision">,
  after: Row<"revision">,
): Promise<RevisionChange[]> {
  return revisionChanges(
    await comparedRevision(source, before),
    await comparedRevision(source, after),
  );
}

async function comparedRevision(
  source: { t: Tables; queries: Queries },
  revision: Row<"revision">,
): Promise<ComparedRevision> {
  const { t, queries } = source;
  const content = await revisionContent(source, revision);
  const wordings = await queries
    .select()
    .from(t.wording)
    .where(eq(t.wording.revisionId, revision.id))
    .orderBy(asc(t.wording.position), asc(t.wording.code));
  const translations = await queries
    .select()
    .from(t.translation)
    .where(eq(t.translation.revisionId, revision.id));
  const texts = Object.entries(revision.texts).map(([name, text]) => [name, name, { text }]);
  return {
    texts: named(texts as [string, string, object][]),
    items: named(
      wordings.map(({ itemNumber, code, label, definition, list, position }) => [
        `${itemNumber} ${code}`,
        label,
        { label, definition, list, position },
      ]),
    ),
    pairs: named(
      (revision.suspectPairs ?? []).map(({ items, decision, reason }) => [
        items.join("-"),
        pairName(content, items),
        { decision, reason },
      ]),
    ),
    screens: named(
      content.screens.map(({ key, position, settings, showWhen }) => [
        key,
        nameOf(settings) || key,
        { settings, showWhen, position },
      ]),
    ),
    design: named(
      content.designs.map((design) => [design.exercise, design.exercise, designFields(design)]),
    ),
    languages: named([
      ...(revision.locales ?? []).map((locale): [string, string, object] => [locale, locale, {}]),
      ...translations.map(
        ({ subjectType, subjectId, field, locale, text }): [string, string, object] => [
          `${locale} ${subjectType} ${subjectId} ${field}`,
          `${locale}: ${subjectType} ${subjectId} ${field}`,
          { text },
        ],
      ),
    ]),
    monitoring: named(revision.monitoring ? [["rules", "rules", revision.monitoring]] : []),
  };
}

/** What a screen is told by: its question, or an exercise's title. */
function nameOf(settings: RevisionContent["screens"][number]["settings"]): string {
  return ("text" in settings ? settings.text : settings.title) ?? "";
}

/** What a design is, without the ids and figures that follow from it. */
function designFields(design: RevisionContent["designs"][number]): object {
  const { origin, seed, itemsPerTask, taskCount, versionCount, itemNumbers, engine } = design;
  const items = canonicalJson(itemNumbers);
  return { origin, seed, itemsPerTask, taskCount, versionCount, items, engine };
}

function named(
  entries: readonly [id: string, name: string, fields: object][],
): ComparedRevision["items"] {
  return new Map(entries.map(([id, name, fields]) => [id, { name, fields: { ...fields } }]));
}
