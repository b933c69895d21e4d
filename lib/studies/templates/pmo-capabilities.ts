import { EXERCISE, type StudyPlan } from "./study-plan";

/**
 * What a project management office should be good at, asked of those who lead one and of those it
 * serves.
 *
 * Eight capability names are public, from PMI's "PMO Strategic Partners" study of 2026: strategic
 * alignment; project, program and portfolio management; value and benefits realization; customer
 * relationship management; stakeholder engagement; data-driven decision-making. The other five, all
 * definitions and all wording are Tradeoff's own, and the welcome page of a study made from this
 * says so to its researcher.
 *
 * That study also asked who a PMO's customers are and which five GenAI tasks have the most impact.
 * How it worded the two questions, and which answers it offered, is not public: words and lists here
 * are ours, and the respondent's screen says so of the tasks.
 *
 * 13 items in 13 tasks of 4 allow an exactly balanced design.
 */
export const pmoCapabilities: StudyPlan = {
  texts: {
    welcomeTitle: "What should a PMO be good at?",
    welcomeText:
      "This study asks which capabilities of a project management office (PMO) matter most, and where resources should go.\n\nYou will see 15 short lists of four capabilities. In each, choose the most and the least important one. Then you divide 100 points twice and answer two last questions.\n\nTaking part is voluntary. Your answers are reported only together with those of others.",
    choiceQuestion:
      "Which of these PMO capabilities is most important, and which is least important, to your organization's success?",
    bestLabel: "Most important",
    worstLabel: "Least important",
    thanksText: "Your answers will be reported together with those of others, never one by one.",
    screenedOutText:
      "Thank you for your interest. This study is for people who lead a PMO and for senior leaders accountable for project delivery, so there are no more questions for you.",
  },
  designSettings: {
    itemsPerTask: 4,
    taskCount: 13,
    versionCount: 300,
    seed: 20260113,
    prohibitedPairs: [],
  },
  items: [
    {
      label: "Strategic alignment",
      definition:
        "Making sure that the work the organization takes on follows from its strategy, and stops when it no longer does.",
    },
    {
      label: "Project management",
      definition:
        "Planning and running single projects so that they deliver what was agreed, on time and within budget.",
    },
    {
      label: "Program management",
      definition:
        "Coordinating related projects so that together they reach an outcome none would reach alone.",
    },
    {
      label: "Portfolio management",
      definition:
        "Choosing, ranking and balancing all investments in change, and shifting funds between them.",
    },
    {
      label: "Value and benefits realization",
      definition:
        "Stating the benefits expected of a change, tracking them after delivery and acting when they fail to appear.",
    },
    {
      label: "Customer relationship management",
      definition:
        "Knowing what the internal or external customers of the work need, and keeping their trust over time.",
    },
    {
      label: "Stakeholder engagement",
      definition:
        "Involving the people who affect the work or are affected by it, early and throughout.",
    },
    {
      label: "Data-driven decision-making",
      definition: "Basing choices on current, reliable figures rather than on opinion or habit.",
    },
    {
      label: "Risk management",
      definition:
        "Spotting threats and opportunities early, judging how likely and how large they are, and responding in time.",
    },
    {
      label: "Organizational change management",
      definition:
        "Preparing and supporting employees so that new ways of working are taken up and last.",
    },
    {
      label: "Resource and capacity planning",
      definition:
        "Matching skills and hours that are available to the demand for them, now and ahead.",
    },
    {
      label: "Governance",
      definition:
        "Setting out who decides what, by which rules, and with which checks along the way.",
    },
    {
      label: "Talent development",
      definition:
        "Building the competence of those who deliver the work through coaching, training and career paths.",
    },
  ],
  suspectPairs: [
    {
      items: [2, 3],
      decision: "substitute",
      reason:
        "Whoever coordinates projects in programs may count the single project as part of it.",
    },
    {
      items: [2, 4],
      decision: "substitute",
      reason: "A portfolio decides which projects there are, and may stand in for running them.",
    },
    { items: [3, 4], decision: "substitute", reason: "Both steer several projects as one." },
    {
      items: [6, 7],
      decision: "synonym",
      reason: "Those who lead a PMO and those it serves may mean the same people by both words.",
    },
    {
      items: [8, 12],
      decision: "dismissed",
      reason: "The one is on what grounds decisions are made, the other by whom.",
    },
  ],
  cohorts: ["PMO leaders", "Senior leaders"],
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
        {
          label: "Director or head of a department, accountable for the delivery of projects",
          leadsTo: 1,
        },
        { label: "Vice president, accountable for the delivery of projects", leadsTo: 1 },
        { label: "Member of the C-suite, accountable for the delivery of projects", leadsTo: 1 },
        { label: "I work on projects, but none of the above", leadsTo: "screened-out" },
        { label: "I have nothing to do with projects", leadsTo: "screened-out" },
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
    {
      kind: "question",
      key: "region",
      settings: {
        type: "single",
        text: "In which region do you work?",
        hint: "",
        required: true,
        namesCohort: false,
      },
      options: [
        { label: "Africa" },
        { label: "Asia Pacific" },
        { label: "Europe" },
        { label: "Latin America and the Caribbean" },
        { label: "Middle East" },
        { label: "North America" },
      ],
    },
    // What tells answer noise from priority once the answers are in.
    { kind: "exercise", key: EXERCISE, repeats: 2 },
    {
      kind: "allocation",
      key: "allocation_now",
      settings: {
        format: "constant-sum",
        tense: "now",
        text: "How are your organization's PMO resources divided among these capabilities today?",
        hint: "Divide 100 points. A capability that gets nothing can stay empty.",
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
        text: "How should your organization's PMO resources be divided among them?",
        hint: "Divide 100 points. A capability that should get nothing can stay empty.",
        total: 100,
        topN: 3,
      },
    },
    {
      kind: "question",
      key: "pmo_customers",
      settings: {
        type: "multiple",
        text: "Who are the customers of your organization's PMO?",
        hint: "",
        required: true,
        optionOrder: "random",
      },
      options: [
        { label: "Executives and the board" },
        { label: "Project sponsors" },
        { label: "Heads of business units and departments" },
        { label: "Project and program managers" },
        { label: "Project teams" },
        { label: "People in the organization who use what projects deliver" },
        { label: "External clients" },
        { label: "Partners and suppliers" },
        { label: "Others", other: true, pinned: true },
        { label: "The PMO has no customers", exclusive: true, pinned: true },
      ],
    },
    {
      kind: "question",
      key: "genai_top_five",
      settings: {
        type: "ranked",
        topN: 5,
        text: "On which five tasks does generative AI have the greatest impact in your organization's project work?",
        hint: "This list is this study's own; it is not taken from other research.",
        required: true,
        optionOrder: "random",
      },
      options: [
        { label: "Writing status reports and minutes" },
        { label: "Drafting project plans and schedules" },
        { label: "Estimating effort and cost" },
        { label: "Finding risks and lessons in past projects" },
        { label: "Forecasting delays and overruns" },
        { label: "Preparing business cases" },
        { label: "Writing and checking requirements" },
        { label: "Communicating with stakeholders" },
        { label: "Matching people to work" },
        { label: "Checking documents for quality and compliance" },
        { label: "Answering questions about methods and tools" },
        { label: "Training and onboarding" },
      ],
    },
  ],
};
