import type { FieldPlan } from "@/db/queries/field-plan";
import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import {
  checksOf,
  exercisesOf,
  mirroredCohort,
  type RevisionExercise,
} from "@/db/queries/revision-exercises";
import {
  isAllocation,
  isAnchor,
  isExercise,
  isQuestion,
  namesCohort,
  optionsOf,
} from "@/db/schema/screen-settings";
import type { RevisionTexts, SuspectPair } from "@/db/schema/study-content";
import { asSeen } from "@/lib/i18n/as-seen";
import { isBlank } from "@/lib/i18n/blank";
import { tasksForRepeats } from "@/lib/maxdiff/design/check-tasks";
import type { DesignWarning } from "@/lib/maxdiff/design/diagnose-design";
import { MANY_TASKS } from "@/lib/questionnaire/limits";
import { idleRules, reachableCohorts } from "@/lib/questionnaire/possible";
import { isWebAddress } from "@/lib/questionnaire/privacy-texts";
import { typeOf } from "@/lib/questionnaire/types/list";
import type { GateFault } from "@/lib/questionnaire/types/question-type";
import { unseenScreens } from "@/lib/questionnaire/unseen-screens";
import { missingTexts } from "@/lib/translations/in-language";
import { isStale, storedDiagnostics } from "../design/design-state";
import { misfitHoldouts } from "../draft/misfit-holdouts";
import { undecidedPairs } from "../pairs/undecided-pairs";
import { faultsOf } from "../questionnaire/refuse-references";
import { type QuotaLine, quotaLines } from "../quotas/quota-lines";

export type GateCode =
  | "noItems"
  | "fewItems"
  | "labelMissing"
  | "duplicateLabel"
  | "definitionsMissing"
  | "pairUndecided"
  | "morePairsUndecided"
  | "noCohorts"
  | "oneCohort"
  | "noCohortQuestion"
  | "cohortUnreachable"
  | "ruleNeverDecides"
  | QuotaLine["code"]
  | "optionLeadsNowhere"
  | "nobodyScreenedOut"
  | "cohortQuestionLate"
  | "cohortQuestionConditional"
  | "questionText"
  | GateFault["code"]
  | "answerMissing"
  | "duplicateAnswer"
  | "choicesAlike"
  | "everyoneScreenedOut"
  | "closingDatePast"
  | "referenceFault"
  | "screenUnseen"
  | "textMissing"
  | "consentUninformed"
  | "allocationText"
  | "allocationChoices"
  | "noAllocation"
  | "exerciseText"
  | "fewTasksForRepeats"
  | "staleHoldouts"
  | "mirrorOfNothing"
  | "mirrorEarly"
  | "mirrorCohorts"
  | "mirrorView"
  | "anchorText"
  | "anchorOfNothing"
  | "anchorEarly"
  | "noDesign"
  | "staleDesign"
  | "fewVersions"
  | DesignWarning["code"]
  | "longInterview"
  | "manyTasks"
  | "scrolledTasks"
  | "translationsMissing"
  | "privacyLinkNoAddress";

/** The part of the study where a line is mended. */
export type GatePart =
  | "items"
  | "cohorts"
  | "quotas"
  | "questionnaire"
  | "languages"
  | "design"
  | "sources";

/** One thing that blocks the launch (error) or deserves a second look (warning). */
export interface GateLine {
  readonly severity: "error" | "warning";
  readonly code: GateCode;
  readonly values: Record<string, string | number>;
  readonly part: GatePart;
}

/** Fewer items make no task of three with something left to compare. */
const MIN_ITEMS = 4;
/** Fewer versions repeat the same contexts too often to average them out. */
const MIN_VERSIONS = 20;
/** Nobody reads more: a list whose labels differ by one word alone has a pair of each two. */
const MAX_PAIRS_TOLD = 10;
/** Respondents tire: beyond this many minutes more of them leave or click through. */
const LONG_MINUTES = 15;

/** A study without quotas, whose cohorts are asked for. */
const NO_PLAN: FieldPlan = {
  quotas: [],
  presetCohortIds: [],
  softLaunchCompletes: null,
  isOver: false,
};

/** What would leave an item without a score, or two parts of the list without a common scale. */
const BLOCKING = new Set<GateCode>([
  "item-never-shown",
  "prohibited-pair-shown",
  "disconnected-design",
]);

const NEEDED_TEXTS = [
  "welcomeTitle",
  "welcomeText",
  "choiceQuestion",
  "bestLabel",
  "worstLabel",
  "thanksText",
] as const satisfies readonly (keyof RevisionTexts)[];

/**
 * What is wrong or doubtful about a study that is about to be launched, errors first, in the order
 * of work. Nothing of severity "error" may remain.
 *
 * @param content the revision as it would freeze
 * @param minutes about how long an interview takes, or null where that is not known yet
 * @param plan who is wanted in the field
 */
export function launchGate(
  content: RevisionContent,
  minutes: number | null = null,
  plan: FieldPlan = NO_PLAN,
): GateLine[] {
  const lines = [
    ...itemLines(content),
    ...cohortLines(content, plan),
    ...quotaLines(content, plan),
    ...questionnaireLines(content, plan),
    ...exerciseLines(content),
    ...designLines(content),
    ...languageLines(content),
    ...(plan.isOver ? [error("closingDatePast", "sources")] : []),
  ];
  lines.push(...effortLines(content));
  if (minutes !== null && minutes > LONG_MINUTES) {
    lines.push(warning("longInterview", "questionnaire", { minutes }));
  }
  return [
    ...lines.filter((line) => line.severity === "error"),
    ...lines.filter((line) => line.severity === "warning"),
  ];
}

/** What tires besides minutes: choice tasks in all, and tasks that a phone has to be scrolled for. */
function effortLines(content: RevisionContent): GateLine[] {
  const lines: GateLine[] = [];
  const exercises = exercisesOf(content).filter(({ items }) => items.length > 0);
  const sizes = exercises.map(({ design, designSettings }) => design ?? designSettings);
  const checks = exercises.map(({ settings }) => checksOf(settings));
  const tasks =
    sizes.reduce((sum, { taskCount }) => sum + taskCount, 0) +
    checks.reduce((sum, { repeats, holdouts }) => sum + repeats + holdouts, 0);
  if (tasks > MANY_TASKS) {
    lines.push(warning("manyTasks", "design", { tasks, most: MANY_TASKS }));
  }
  for (const [at, exercise] of exercises.entries()) {
    const { itemsPerTask } = sizes[at];
    const screens = phoneScreens(exercise.items, itemsPerTask);
    if (screens <= LONG_SCREENS) continue;
    const values = { itemsPerTask, screens: Math.round(screens * 10) / 10 };
    const found = [warning("scrolledTasks", "design", values)];
    lines.push(...(exercises.length === 1 ? found : about(titleOf(exercise), found)));
  }
  return lines;
}

/**
 * A phone of 360 by 640, and the parts of a task on it, in CSS pixels: what stands around its items, the
 * room around an item's name, its definition, each line of its name, and the least that its two cells
 * take. Measured in Chromium on tasks of 4, 5, 6 and 8 items with names of one line, of three and of
 * five: within 1 on all twelve.
 */
const PHONE = {
  height: 640,
  aroundItems: 340,
  aroundName: 16,
  definition: 28,
  line: 20.8,
  letters: 20,
  cells: 64,
};
/** Best and worst are compared by scrolling back and forth from here on: six items with long names. */
const LONG_SCREENS = 1.75;

/** About how many screens of a phone a task of such items is long. */
function phoneScreens(
  items: readonly Pick<RevisionItem, "label" | "definition">[],
  itemsPerTask: number,
): number {
  const heights = items.map(({ label, definition }) => {
    const said = PHONE.line * linesOf(label) + (definition ? PHONE.definition : 0);
    return Math.max(PHONE.cells, PHONE.aroundName + said);
  });
  const usual = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  return (PHONE.aroundItems + itemsPerTask * usual) / PHONE.height;
}

/** How many lines a name takes beside its cells. Words are kept whole where they fit a line. */
function linesOf(label: string): number {
  let lines = 1;
  let letters = 0;
  for (const { length } of label.split(/\s+/)) {
    const together = letters === 0 ? length : letters + 1 + length;
    if (letters > 0 && together > PHONE.letters) lines++;
    letters = letters > 0 && together > PHONE.letters ? length : together;
    for (; letters > PHONE.letters; letters -= PHONE.letters) lines++;
  }
  return lines;
}

/** What is said of one list or exercise among several names it. */
function about(name: string, lines: readonly GateLine[]): GateLine[] {
  return lines.map((line) => ({ ...line, values: { ...line.values, about: name } }));
}

function itemLines(content: RevisionContent): GateLine[] {
  const { items, lists, revision } = content;
  const lines = listLines(items, revision.suspectPairs);
  for (const list of lists) {
    lines.push(...about(list.name, listLines(list.items, revision.suspectPairs)));
  }
  for (const exercise of exercisesOf(content)) {
    if (exercise.settings.list && exercise.items.length === 0) {
      lines.push(...about(titleOf(exercise), [error("noItems", "items")]));
    }
  }
  return lines;
}

function listLines(
  items: readonly RevisionItem[],
  decided: readonly SuspectPair[] | null,
): GateLine[] {
  const lines: GateLine[] = [];
  if (items.length === 0) return [error("noItems", "items")];
  if (items.length < MIN_ITEMS) {
    lines.push(error("fewItems", "items", { count: items.length, minimum: MIN_ITEMS }));
  }
  const first = new Map<string, number>();
  for (const { label, position } of items) {
    if (isBlank(label)) {
      lines.push(error("labelMissing", "items", { place: position }));
      continue;
    }
    const name = asSeen(label);
    const earlier = first.get(name);
    if (earlier !== undefined) {
      lines.push(error("duplicateLabel", "items", { label, first: earlier, second: position }));
    } else first.set(name, position);
  }
  const without = items.filter((item) => isBlank(item.definition));
  if (without.length > 0) {
    lines.push(
      warning("definitionsMissing", "items", { count: without.length, label: without[0].label }),
    );
  }
  const alike = undecidedPairs(items, decided)
    .map(({ first, second }) => ({ one: first.label, other: second.label }))
    // Told above already, and worse.
    .filter(({ one, other }) => asSeen(one) !== asSeen(other));
  for (const pair of alike.slice(0, MAX_PAIRS_TOLD)) {
    lines.push(warning("pairUndecided", "items", pair));
  }
  const untold = alike.length - MAX_PAIRS_TOLD;
  if (untold > 0) lines.push(warning("morePairsUndecided", "items", { count: untold }));
  return lines;
}

function cohortLines({ cohorts, screens }: RevisionContent, plan: FieldPlan): GateLine[] {
  if (cohorts.length === 0) return [error("noCohorts", "cohorts")];
  const lines: GateLine[] = [];
  if (cohorts.length === 1) lines.push(warning("oneCohort", "cohorts", { name: cohorts[0].name }));
  const screener = screens.find(namesCohort);
  if (!screener) return [...lines, error("noCohortQuestion", "cohorts")];
  const { options } = screener.settings;
  const ids = cohorts.map(({ id }) => id);
  const reachable = reachableCohorts(screens, ids, plan.presetCohortIds);
  for (const { id, name } of cohorts) {
    if (!reachable.includes(id)) lines.push(error("cohortUnreachable", "cohorts", { name }));
  }
  for (const place of idleRules(screens)) {
    lines.push(error("ruleNeverDecides", "cohorts", { place: place + 1 }));
  }
  for (const { label, outcome } of options) {
    const leads =
      outcome?.kind === "screened-out" ||
      (outcome?.kind === "cohort" && cohorts.some((cohort) => cohort.id === outcome.cohortId));
    if (!leads) lines.push(error("optionLeadsNowhere", "cohorts", { label }));
  }
  if (!options.some(({ outcome }) => outcome?.kind === "screened-out")) {
    lines.push(warning("nobodyScreenedOut", "cohorts"));
  }
  const exercise = screens.find(isExercise);
  if (exercise && exercise.position < screener.position) {
    lines.push(error("cohortQuestionLate", "questionnaire"));
  }
  return lines;
}

function questionnaireLines(content: RevisionContent, plan: FieldPlan): GateLine[] {
  const { revision, screens } = content;
  const lines: GateLine[] = [];
  for (const text of NEEDED_TEXTS) {
    if (isBlank(revision.texts[text])) {
      lines.push(error("textMissing", "questionnaire", { text }));
    }
  }
  lines.push(...alikeLines([revision.texts.bestLabel, revision.texts.worstLabel]));
  // Whoever is to agree has to be told to what, and by whom it is asked.
  const { consentText, controllerText, privacyLink } = revision.texts;
  if (consentText && !controllerText && !privacyLink) {
    lines.push(warning("consentUninformed", "questionnaire"));
  }
  const screensOut = screens
    .filter(isQuestion)
    .some(({ settings }) =>
      optionsOf(settings).some((one) => one.outcome?.kind === "screened-out"),
    );
  if (screensOut && isBlank(revision.texts.screenedOutText)) {
    lines.push(error("textMissing", "questionnaire", { text: "screenedOutText" }));
  }
  for (const screen of screens.filter(isQuestion)) {
    const { key, settings } = screen;
    const part = namesCohort(screen) ? "cohorts" : "questionnaire";
    if (isBlank(settings.text)) lines.push(error("questionText", part, { key }));
    const options = optionsOf(settings);
    const named = new Set<string>();
    for (const [index, { label }] of options.entries()) {
      if (isBlank(label)) lines.push(error("answerMissing", part, { key, place: index + 1 }));
      else if (named.has(asSeen(label))) lines.push(error("duplicateAnswer", part, { key, label }));
      named.add(asSeen(label));
    }
    if (options.length > 0 && options.every((one) => one.outcome?.kind === "screened-out")) {
      lines.push(error("everyoneScreenedOut", part, { key }));
    }
    for (const { code, values } of typeOf(settings).gateFaults(settings)) {
      lines.push(error(code, part, { key, ...values }));
    }
  }
  return [...lines, ...dependenceLines(content, plan)];
}

/** Choices of one screen that read alike: what is chosen then says nothing. Blank ones are told elsewhere. */
function alikeLines(labels: readonly string[]): GateLine[] {
  const seen = labels.filter((label) => !isBlank(label)).map(asSeen);
  const twin = labels.find(
    (label) => seen.indexOf(asSeen(label)) < seen.lastIndexOf(asSeen(label)),
  );
  return twin === undefined ? [] : [error("choicesAlike", "questionnaire", { label: twin })];
}

/** Conditions and texts that speak of answers they cannot have, and screens that nobody sees. */
function dependenceLines(content: RevisionContent, plan: FieldPlan): GateLine[] {
  const { cohorts, screens } = content;
  const lines = faultsOf(content).map(({ from, key, kind }) => {
    const place: GateLine["values"] =
      "screen" in from ? { screen: from.screen } : { text: from.text };
    // The cohort has no key.
    const what = key === "" ? "cohort" : kind;
    return error("referenceFault", "questionnaire", { ...place, answer: key, kind: what });
  });
  const screener = screens.find(namesCohort);
  if (screener?.showWhen) lines.push(error("cohortQuestionConditional", "questionnaire"));
  const ids = cohorts.map(({ id }) => id);
  const reachable = reachableCohorts(screens, ids, plan.presetCohortIds);
  const told = new Set(lines.map(({ values }) => values.screen));
  for (const key of unseenScreens(screens, reachable)) {
    // Told above already, with the reason.
    if (!told.has(key)) lines.push(error("screenUnseen", "questionnaire", { screen: key }));
  }
  return lines;
}

function exerciseLines(content: RevisionContent): GateLine[] {
  const { cohorts, screens } = content;
  const exercises = exercisesOf(content);
  const positionOf = (key: string) => screens.find((screen) => screen.key === key)?.position ?? 0;
  const lines: GateLine[] = [];
  for (const { key, settings } of screens.filter(isExercise)) {
    const { title = "", texts, anchor, mirror } = settings;
    const needed = [...Object.values(texts ?? {}), ...Object.values(anchor ?? {})];
    if (needed.some((text) => isBlank(text))) {
      lines.push(error("exerciseText", "questionnaire", { title: title || key }));
    }
    if (texts) lines.push(...alikeLines([texts.bestLabel, texts.worstLabel]));
    if (anchor) lines.push(...alikeLines([anchor.all, anchor.some, anchor.none]));
    if (!mirror) continue;
    const mirrored = exercises.find((exercise) => exercise.key === mirror.of);
    if (!mirrored || mirrored.settings.mirror) {
      lines.push(error("mirrorOfNothing", "questionnaire", { title }));
    } else if (positionOf(key) < positionOf(mirrored.key)) {
      lines.push(error("mirrorEarly", "questionnaire", { title }));
    }
    if (cohorts.length < 2) {
      lines.push(error("mirrorCohorts", "cohorts", { title }));
      continue;
    }
    const without = cohorts.find(({ id }) => !mirroredCohort(cohorts, mirror, id));
    if (without) lines.push(error("mirrorView", "questionnaire", { title, name: without.name }));
  }
  for (const { key, position, settings } of screens.filter(isAnchor)) {
    if ([settings.text, settings.yesLabel, settings.noLabel].some((text) => isBlank(text))) {
      lines.push(error("anchorText", "questionnaire", { key }));
    }
    lines.push(...alikeLines([settings.yesLabel, settings.noLabel]));
    if (!exercises.some((exercise) => exercise.key === settings.exercise)) {
      lines.push(error("anchorOfNothing", "questionnaire", { key }));
    } else if (position < positionOf(settings.exercise)) {
      lines.push(error("anchorEarly", "questionnaire", { key }));
    }
  }
  return lines;
}

function titleOf({ key, settings }: RevisionExercise): string {
  return settings.title || key;
}

function designLines(content: RevisionContent): GateLine[] {
  const { items, screens } = content;
  const lines: GateLine[] = [];
  const allocations = screens.filter(isAllocation);
  if (allocations.length === 0) lines.push(warning("noAllocation", "questionnaire"));
  for (const { key, settings } of allocations) {
    if (isBlank(settings.text)) lines.push(error("allocationText", "questionnaire", { key }));
    if (settings.format === "top-n" && settings.topN >= items.length) {
      lines.push(
        error("allocationChoices", "questionnaire", {
          key,
          chosen: settings.topN,
          items: items.length,
        }),
      );
    }
  }
  for (const exercise of exercisesOf(content)) {
    if (exercise.settings.mirror) continue;
    const found = [...exerciseDesignLines(exercise), ...checkLines(exercise)];
    lines.push(...(exercise.mark ? about(titleOf(exercise), found) : found));
  }
  return lines;
}

/** Repetitions that the tasks are too few for, and holdouts that are none of the list any more. */
function checkLines({ design, designSettings, items, settings }: RevisionExercise): GateLine[] {
  const { repeats } = checksOf(settings);
  const { taskCount, itemsPerTask } = design ?? designSettings;
  const lines: GateLine[] = [];
  const least = tasksForRepeats(repeats);
  if (taskCount < least) {
    lines.push(error("fewTasksForRepeats", "questionnaire", { repeats, least, tasks: taskCount }));
  }
  const { holdouts = [] } = settings;
  const { prohibitedPairs } = designSettings;
  const misfit = misfitHoldouts({ items, design: { itemsPerTask, prohibitedPairs }, holdouts });
  if (misfit !== null) lines.push(error("staleHoldouts", "questionnaire", { number: misfit }));
  return lines;
}

function exerciseDesignLines(exercise: RevisionExercise): GateLine[] {
  const { design, items } = exercise;
  const lines: GateLine[] = [];
  if (items.length < MIN_ITEMS) return lines;
  if (!design) return [...lines, error("noDesign", "design")];
  if (isStale(exercise)) return [...lines, error("staleDesign", "design")];
  const labelOf = new Map(items.map((item) => [item.number, item.label]));
  const labels = design.itemNumbers.map((number) => labelOf.get(number) ?? String(number));
  for (const found of storedDiagnostics(design)?.warnings ?? []) {
    const severity = BLOCKING.has(found.code) ? "error" : "warning";
    const values = warningValues(found, labels);
    // Too few tasks is what makes too few views: one line is enough.
    if (found.code !== "few-tasks")
      lines.push({ severity, code: found.code, values, part: "design" });
  }
  if (design.versionCount < MIN_VERSIONS && design.origin === "generated") {
    lines.push(warning("fewVersions", "design", { versions: design.versionCount }));
  }
  return lines;
}

/**
 * The values that a design warning's sentence needs, with items named.
 *
 * @param labels by the design's item index
 */
export function warningValues(
  found: DesignWarning,
  labels: readonly string[],
): Record<string, string | number> {
  switch (found.code) {
    case "item-never-shown":
      return { count: found.items.length, item: labels[found.items[0]] };
    case "pair-never-shown":
      return { count: found.count, one: labels[found.first[0]], other: labels[found.first[1]] };
    case "few-views":
      return { views: Math.round(found.views * 10) / 10, least: found.least };
    case "disconnected-design":
      return {};
    default: {
      const { code: _, ...values } = found;
      return values;
    }
  }
}

/** One line for each language in which somebody would meet a text that is not translated. */
function languageLines(content: RevisionContent): GateLine[] {
  const [, ...others] = content.revision.locales ?? [];
  const links = content.translations.filter(({ field }) => field === "privacyLink");
  return others.flatMap((locale) => {
    const link = links.find((translation) => translation.locale === locale)?.text;
    const isNoAddress = content.revision.texts.privacyLink && link && !isWebAddress(link);
    const lines = isNoAddress ? [error("privacyLinkNoAddress", "languages", { locale, link })] : [];
    const missing = missingTexts(content, locale);
    if (missing.length === 0) return lines;
    const outdated = missing.filter(({ isOutdated }) => isOutdated).length;
    const values = { locale, count: missing.length, outdated };
    return [...lines, error("translationsMissing", "languages", values)];
  });
}

function error(code: GateCode, part: GatePart, values: GateLine["values"] = {}): GateLine {
  return { severity: "error", code, values, part };
}

function warning(code: GateCode, part: GatePart, values: GateLine["values"] = {}): GateLine {
  return { severity: "warning", code, values, part };
}
