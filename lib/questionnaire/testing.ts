import type { QuestionScreen } from "@/db/schema/screen-settings";
import type { QuestionSettings, ShowWhen } from "@/db/schema/study-content";

/** A question's screen as the database gives it. */
export function questionScreen(
  key: string,
  settings: QuestionSettings,
  showWhen: ShowWhen | null = null,
): QuestionScreen {
  return {
    id: key,
    revisionId: "revision",
    key,
    position: 1,
    kind: "question",
    settings,
    showWhen,
  };
}

/** A question whose options are these ids, each labelled "The <id>". */
export function asking<Type extends "single" | "multiple">(
  type: Type,
  ids: readonly string[],
): Extract<QuestionSettings, { type: Type }> {
  const options = ids.map((id) => ({ id, label: `The ${id}` }));
  const words = { text: "Which?", hint: "", required: true, options };
  const question: QuestionSettings =
    type === "single" ? { type: "single", namesCohort: false, ...words } : { type, ...words };
  return question as Extract<QuestionSettings, { type: Type }>;
}

const WORDS = { hint: "", required: true };
const option = (id: string) => ({ id, label: `The ${id}` });

/** A question of each type, all required, with every kind of option. */
export const EVERY_TYPE: readonly QuestionScreen[] = [
  questionScreen("sector", {
    ...WORDS,
    type: "single",
    namesCohort: false,
    text: "In which sector do you work?",
    options: [option("public"), option("private"), { ...option("elsewhere"), other: true }],
  }),
  questionScreen("customers", {
    ...WORDS,
    type: "multiple",
    text: "Who are your customers?",
    optionOrder: "random",
    options: [
      option("teams"),
      option("executives"),
      option("clients"),
      { ...option("others"), other: true, pinned: true },
      { ...option("nobody"), exclusive: true, pinned: true },
    ],
  }),
  questionScreen("tasks", {
    ...WORDS,
    type: "ranked",
    topN: 3,
    text: "Which tasks gain most?",
    options: [option("minutes"), option("plans"), option("reports"), option("risks")],
  }),
  questionScreen("staff", {
    ...WORDS,
    type: "number",
    text: "How many people work for you?",
    unit: "people",
    minimum: 0,
    maximum: 1_000,
    decimals: 1,
  }),
  questionScreen("wish", { ...WORDS, type: "text", text: "What would you change?", maxLength: 40 }),
  questionScreen("budget", {
    ...WORDS,
    type: "constant-sum",
    total: 100,
    text: "How is your budget divided?",
    options: [option("people"), option("tools"), option("travel")],
  }),
  questionScreen("since", {
    ...WORDS,
    type: "date",
    text: "Since when do you lead it?",
    earliest: "1990-01-01",
    latest: "2026-11-30",
  }),
  questionScreen("agreement", {
    ...WORDS,
    type: "rating-grid",
    text: "How far do you agree?",
    options: [option("clear"), option("fair")],
    points: ["Not at all", "Partly", "Fully"],
  }),
  questionScreen("time", {
    ...WORDS,
    type: "percentage",
    total: 100,
    text: "How much of your time goes to each?",
    options: [option("meetings"), option("work")],
  }),
];

/** A possible answer to each, as a form's fields. */
export const EVERY_ANSWER: Readonly<Record<string, Readonly<Record<string, string | string[]>>>> = {
  sector: { answer: "elsewhere", other: "A charity" },
  customers: { answer: ["clients", "teams", "others"], other: "The public" },
  tasks: { "rank-plans": "1", "rank-risks": "2", "rank-minutes": "3" },
  staff: { answer: "12,5" },
  wish: { answer: "Fewer reports" },
  budget: { "amount-people": "70", "amount-tools": "30" },
  since: { "date-day": "29", "date-month": "2", "date-year": "2024" },
  agreement: { "row-clear": "3", "row-fair": "1" },
  time: { "amount-meetings": "80", "amount-work": "40" },
};
