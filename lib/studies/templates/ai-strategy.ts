import { EXERCISE, type StudyPlan } from "./study-plan";

/**
 * What an organization's AI strategy needs, asked of those who lead a PMO, a business unit and
 * information technology.
 *
 * The themes follow public writing of 2026 about AI strategy and project offices: strategic alignment,
 * visible data, agile execution, tracking of value, governance, skills. All items, definitions, questions
 * and lists of answers are Tradeoff's own.
 *
 * 13 items in 13 tasks of 4 allow an exactly balanced design.
 */
export const aiStrategy: StudyPlan = {
  texts: {
    welcomeTitle: "What does an AI strategy need?",
    welcomeText:
      "This study asks what matters most for an organization's strategy on artificial intelligence (AI), and where its spending on AI should go.\n\nYou will see 15 short lists of four things an AI strategy can rest on. In each, choose the most and the least important one. Then you divide 100 points twice and answer two last questions.\n\nTaking part is voluntary. Your answers are reported only together with those of others.",
    choiceQuestion:
      "Which of these is most important, and which is least important, for your organization's AI strategy to succeed?",
    bestLabel: "Most important",
    worstLabel: "Least important",
    thanksText: "Your answers will be reported together with those of others, never one by one.",
    screenedOutText:
      "Thank you for your interest. This study is for people who lead a PMO, a business unit or information technology, so there are no more questions for you.",
  },
  designSettings: {
    itemsPerTask: 4,
    taskCount: 13,
    versionCount: 300,
    seed: 20260114,
    prohibitedPairs: [],
  },
  items: [
    {
      label: "Tie to business goals",
      definition:
        "Every use of AI serves a goal the organization has set, and ends when it does not.",
    },
    {
      label: "Visible, reliable data",
      definition:
        "People know which data there are, where they come from and how far to trust them.",
    },
    {
      label: "Delivery in short steps",
      definition:
        "Uses of AI are tried on a small scale, judged within weeks, and changed or dropped by what was learned.",
    },
    {
      label: "Tracking of value",
      definition:
        "What each use of AI costs and gains is measured after its start, not only promised.",
    },
    {
      label: "Rules and accountability",
      definition:
        "It is settled who may decide on a use of AI, who answers for it and who checks it.",
    },
    {
      label: "Skills of the workforce",
      definition: "Employees learn to use AI in their own work and to question what it says.",
    },
    {
      label: "Specialist talent",
      definition: "The organization hires and keeps people who build, test and run AI systems.",
    },
    {
      label: "Readiness for new ways of working",
      definition: "Roles, routines and incentives are changed early enough for AI to be taken up.",
    },
    {
      label: "Security and privacy",
      definition: "Data, models and the people they are about are protected from leaks and misuse.",
    },
    {
      label: "Technical foundations",
      definition:
        "Computing power, platforms and links between systems are there when a use needs them.",
    },
    {
      label: "Choice among investments",
      definition:
        "All AI initiatives are compared in one list, and money moves to those worth most.",
    },
    {
      label: "Backing from the top",
      definition: "Senior leaders explain why AI is used, remove obstacles and use it themselves.",
    },
    {
      label: "Choice of suppliers and partners",
      definition: "It is known what to buy, what to build, and how to change a supplier later.",
    },
  ],
  suspectPairs: [
    {
      items: [1, 11],
      decision: "substitute",
      reason: "Whoever ranks all initiatives may count their tie to business goals as part of it.",
    },
    {
      items: [6, 7],
      decision: "substitute",
      reason: "Where employees have the skills, specialists may seem less needed, and the reverse.",
    },
    {
      items: [6, 8],
      decision: "synonym",
      reason: "Training and new ways of working may be one idea to those who lead the business.",
    },
  ],
  cohorts: ["PMO leaders", "Business leaders", "IT leaders"],
  screens: [
    {
      kind: "question",
      key: "role",
      settings: {
        type: "single",
        text: "Which of these describes your role best?",
        hint: "Choose the one that takes most of your time.",
        required: true,
        namesCohort: true,
      },
      options: [
        { label: "I lead a PMO, or a part of one", leadsTo: 0 },
        { label: "I lead a business unit, a function or the whole organization", leadsTo: 1 },
        { label: "I lead information technology, data or AI", leadsTo: 2 },
        { label: "None of these", leadsTo: "screened-out" },
      ],
    },
    {
      kind: "question",
      key: "organization_size",
      settings: {
        type: "single",
        text: "How many people work for your organization?",
        hint: "An estimate is enough.",
        required: true,
        namesCohort: false,
      },
      options: [
        { label: "Fewer than 250" },
        { label: "250 to 999" },
        { label: "1,000 to 4,999" },
        { label: "5,000 to 19,999" },
        { label: "20,000 or more" },
      ],
    },
    { kind: "exercise", key: EXERCISE, repeats: 2 },
    {
      kind: "allocation",
      key: "allocation_now",
      settings: {
        format: "constant-sum",
        tense: "now",
        text: "How is your organization's spending on AI divided among these today?",
        hint: "Divide 100 points. What gets nothing can stay empty.",
        total: 100,
        topN: 3,
      },
    },
    {
      kind: "allocation",
      key: "allocation_should",
      settings: {
        format: "constant-sum",
        tense: "should",
        text: "How should your organization's spending on AI be divided among them?",
        hint: "Divide 100 points. What should get nothing can stay empty.",
        total: 100,
        topN: 3,
      },
    },
    ...(["now", "next"] as const).map((when) => ({
      kind: "question" as const,
      key: `pmo_role_${when}`,
      settings: {
        type: "single" as const,
        text:
          when === "now"
            ? "What does the PMO do for AI in your organization today, above all?"
            : "What should the PMO do for AI in your organization two years from now, above all?",
        hint: "",
        required: true,
        namesCohort: false,
      },
      options: [
        { label: "Nothing: AI is run without it" },
        { label: "Uses AI in its own work" },
        { label: "Runs the projects that bring AI in" },
        { label: "Keeps the list of AI initiatives and reports on them" },
        { label: "Advises which of them to fund, and tracks what they gain" },
        { label: "Leads the AI strategy, or a part of it" },
        { label: "There is no PMO", pinned: true },
      ],
    })),
  ],
};
