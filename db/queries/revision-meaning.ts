import {
  type AnchorScreen,
  isAllocation,
  isAnchor,
  isExercise,
  isQuestion,
  namesCohort,
  optionsOf,
} from "@/db/schema/screen-settings";
import type { WordMeaning } from "@/db/schema/study-content";
import type { RevisionContent, RevisionItem } from "./revision-content";

/** The parts of a revision that answers cannot be counted together over, whatever its words mean. */
export const FORM_PARTS = ["items", "exercises", "allocations", "anchors", "cohorts"] as const;
export type FormPart = (typeof FORM_PARTS)[number];

/** Words that an answer's meaning hangs on: an item's, a text's, a screen's, by the names of its fields. */
export interface MeasuredWords {
  readonly kind: "text" | "item" | "screen";
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** All that an answer's meaning hangs on. */
export interface Measure {
  /** What was asked without its words, each part as text that is equal when it is. */
  readonly form: Readonly<Record<FormPart, string>>;
  /** By subject ("item 3"). */
  readonly words: ReadonlyMap<string, MeasuredWords>;
}

/** A launched revision, as far as it says with which others its answers are counted. */
export interface MeasuredRevision {
  readonly measure: Measure;
  /** What was decided when it was published; null where nothing was asked. */
  readonly meanings: readonly WordMeaning[] | null;
}

/**
 * What an answer of a revision means: the same items, choice, exercises, allocations and anchors, and
 * people sorted into cohorts by the same answers. Greetings, other questions, the order of screens and
 * the design are no part of it.
 */
export function measureOf({ revision, items, lists, screens }: RevisionContent): Measure {
  const words = new Map<string, MeasuredWords>();
  const say = (kind: MeasuredWords["kind"], id: string, fields: object) =>
    words.set(`${kind} ${id}`, { kind, id, fields: textsOf(fields) });
  for (const name of ["choiceQuestion", "bestLabel", "worstLabel"] as const) {
    say("text", name, { text: revision.texts[name] });
  }
  for (const { number, label, definition } of [...items, ...lists.flatMap((list) => list.items)]) {
    say("item", String(number), { label, definition });
  }
  const exercises: unknown[] = [];
  const allocations: unknown[] = [];
  const anchors: unknown[] = [];
  const cohorts: unknown[] = [];
  for (const screen of screens.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    const { key } = screen;
    if (isExercise(screen)) {
      // The size of its design is no part of what was asked, nor is what is asked beside it.
      const { title, texts, anchor, ...settings } = screen.settings;
      const { design: _, repeats: __, holdouts: ___, ...asked } = settings;
      say("screen", key, { title, ...texts, ...dualFields(anchor) });
      exercises.push([key, { ...asked, hasDual: Boolean(anchor) }]);
    } else if (isAllocation(screen)) {
      const { text, hint, ...asked } = screen.settings;
      say("screen", key, { text, hint });
      allocations.push([key, asked]);
    } else if (isAnchor(screen)) {
      const { text, hint, yesLabel, noLabel, ...asked }: AnchorScreen["settings"] = screen.settings;
      say("screen", key, { text, hint, yesLabel, noLabel });
      anchors.push([key, asked]);
    } else if (isQuestion(screen) && namesCohort(screen)) {
      const outcomes = optionsOf(screen.settings).map(({ id, outcome }) => [id, outcome]);
      cohorts.push([key, outcomes, screen.settings.rules]);
    }
  }
  const numbers = (list: readonly RevisionItem[]) =>
    list.map(({ number }) => number).sort((one, other) => one - other);
  return {
    form: {
      items: settled([numbers(items), ...lists.map((list) => [list.name, numbers(list.items)])]),
      exercises: settled(exercises),
      allocations: settled(allocations),
      anchors: settled(anchors),
      cohorts: settled(cohorts),
    },
    words,
  };
}

/**
 * By which key the answers of each revision are counted: together where the keys are equal. Revisions
 * of one form are, when all their words mean the same. The same words always do. New words mean what
 * those before them did where that was decided when they were published, and else something of their
 * own; so who goes back to words of before is counted with those who were asked them.
 *
 * @param revisions all that were launched, oldest first
 */
export function countedTogether(revisions: readonly MeasuredRevision[]): string[] {
  /** By subject, the words that stand for each of its wordings. */
  const known = new Map<string, Map<string, string>>();
  const newest = new Map<string, string>();
  return revisions.map(({ measure, meanings }) => {
    const kept = new Set(meanings?.flatMap(({ subject, keeps }) => (keeps ? [subject] : [])));
    const meant: [string, string | undefined][] = [];
    for (const [subject, { fields }] of measure.words) {
      const wordings = known.get(subject) ?? new Map<string, string>();
      known.set(subject, wordings);
      const text = settled(fields);
      const before = newest.get(subject);
      if (!wordings.has(text)) {
        const same = before !== undefined && kept.has(subject) ? wordings.get(before) : text;
        wordings.set(text, same ?? text);
      }
      newest.set(subject, text);
      meant.push([subject, wordings.get(text)]);
    }
    return JSON.stringify([measure.form, meant.sort(([one], [other]) => (one < other ? -1 : 1))]);
  });
}

/** Words that a revision would be the first to ask in, beside the newest of before. */
export interface ChangedWords {
  readonly subject: string;
  readonly before: MeasuredWords;
  readonly after: MeasuredWords;
}

/**
 * The words of a revision that no launched one asked in, where an earlier one asked in others.
 *
 * @param launched oldest first
 */
export function newWords(launched: readonly Measure[], next: Measure): ChangedWords[] {
  return [...next.words].flatMap(([subject, after]) => {
    const asked = launched.flatMap(({ words }) => words.get(subject) ?? []);
    const before = asked.at(-1);
    const isKnown = asked.some(({ fields }) => settled(fields) === settled(after.fields));
    return before && !isKnown ? [{ subject, before, after }] : [];
  });
}

function dualFields(
  anchor: { question: string; all: string; some: string; none: string } | null | undefined,
) {
  if (!anchor) return {};
  const { question, all, some, none } = anchor;
  return { anchorQuestion: question, anchorAll: all, anchorSome: some, anchorNone: none };
}

/** Fields that hold a text, with the line breaks that all browsers agree on since 2026-11-30. */
function textsOf(fields: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) =>
      typeof text === "string" && text !== "" ? [[name, text.replace(/\r\n?/g, "\n")]] : [],
    ),
  );
}

/** As JSON, whatever the order of keys; what is empty or unset counts as not there. */
function settled(value: unknown): string {
  return JSON.stringify(value, (_, held) => {
    if (typeof held !== "object" || held === null || Array.isArray(held)) return held;
    const entries = Object.entries(held).filter(
      ([, each]) => each !== null && each !== undefined && each !== "",
    );
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
