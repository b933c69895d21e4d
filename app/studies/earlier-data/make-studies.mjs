/**
 * Makes studies.sql.gz: studies of every kind as the build of commit 4c334c3 stores them. Everything
 * is done by that build's own verbs, on a clock that runs ahead. README.md says how it is run.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const CHECKOUT = process.cwd();
const [OUT] = process.argv.slice(2);
if (!OUT) throw new Error("Usage: npx tsx make-studies.mjs FILE, inside a checkout of 4c334c3");

process.env.NEXTAUTH_SECRET = "the secret of the earlier data, which is none";
process.env.NEXTAUTH_URL = "https://surveys.example";
process.env.SMTP_URL = "smtp://mail.example:25";
process.env.MAIL_FROM = "surveys@surveys.example";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const realNow = Date.now;
let ahead = Date.UTC(2026, 9, 5, 9) - realNow();
Date.now = () => realNow() + ahead;

const use = (file) => import(pathToFileURL(path.join(CHECKOUT, file)).href);
const { openSqlite } = await use("db/sqlite.ts");
const { eq } = createRequire(path.join(CHECKOUT, "package.json"))("drizzle-orm");
const { seededRandom } = await use("lib/stats/random.ts");
const { addMember } = await use("lib/accounts/add-member.ts");
const { actingForOrganisation } = await use("lib/accounts/organisations.ts");
const { startJobs } = await use("lib/jobs/run-jobs.ts");
const { newestRevision, revisionContent } = await use("db/queries/revision-content.ts");
const { studyTexts, addressText } = await use("lib/translations/study-texts.ts");
const { newStart } = await use("lib/fielding/interview-link.ts");
const { showScreen } = await use("lib/fielding/show-screen.ts");
const { saveScreen } = await use("lib/fielding/save-screen.ts");
const { startInterview } = await use("lib/fielding/start-interview.ts");
const { chooseAsking } = await use("lib/fielding/choose-asking.ts");
const { chooseLanguage } = await use("lib/fielding/choose-language.ts");
const { releaseExpired } = await use("lib/fielding/release-expired.ts");
const { signatureOf } = await use("lib/panels/signature.ts");
const { invitationToken } = await use("lib/auth/invitation-token.ts");

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "earlier-data-"));
const file = path.join(folder, "studies.db");
const db = await openSqlite(file, { migrate: true });
const { t, read } = db;
const random = seededRandom(20261005);

const actor = await actingForOrganisation({ db, input: { name: "Survey house" } });
for (const role of ["admin", "researcher", "viewer"]) {
  await addMember({
    db,
    actor,
    input: {
      email: `${role}@surveys.example`,
      name: `The ${role}`,
      role,
      password: "not-a-secret-1",
    },
  });
}

/** Runs a verb of lib/studies named for its file. */
async function edit(verb, input, at = "lib/studies") {
  const name = verb.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
  const module = await use(`${at}/${verb}.ts`);
  ahead += 1_000;
  try {
    return await module[name]({ db, actor, input });
  } catch (error) {
    throw new Error(`${verb}: ${told(error)}`, { cause: error });
  }
}

async function contentOf(studyId) {
  const source = { t, queries: read };
  return revisionContent(source, await newestRevision(source, studyId));
}

async function makeDesigns(studyId, ...exercises) {
  const runner = startJobs(db);
  for (const exercise of exercises) {
    const jobId = await edit("request-design", { studyId, exercise });
    for (;;) {
      const [job] = await read.select().from(t.job).where(eq(t.job.id, jobId));
      if (job.state === "done") break;
      if (job.state === "failed") throw new Error(job.failure);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  await runner.stop();
}

// --- answering -------------------------------------------------------------------------------------

/** Utilities of items by number, other ones in each cohort. */
const utility = (item, taste) => Math.sin(item * 1.7 + taste) * 1.5;

/**
 * Answers one screen as a person would who has these tastes and ways.
 *
 * @param who.taste moves the utilities; who.answers says what to send to some screens
 * @param who.lines has them choose the first and the last of every task
 */
function answerTo(view, who) {
  const said = who.answers?.[view.name];
  if (said) return said;
  const noise = () => Math.log(-Math.log(random.next() || 0.5)) * -1;
  if (view.kind === "choice") {
    const ranked = view.items
      .map((item) => ({ item: item.number, worth: utility(item.number, who.taste) + noise() }))
      .sort((a, b) => b.worth - a.worth);
    const shown = view.items.map(({ number }) => number);
    const best = who.lines ? shown[0] : ranked[0].item;
    const worst = who.lines ? shown.at(-1) : ranked.at(-1).item;
    return {
      best: String(best),
      worst: String(worst),
      ...(view.asking === "two-step" ? { asked: "two-step" } : {}),
      ...(view.anchor ? { anchor: ["all", "some", "none"][random.below(3)] } : {}),
      ...(who.script ? { opened: random.next() < 0.3 ? `${shown[1]} ${shown[2]}` : "" } : {}),
    };
  }
  if (view.kind === "anchor") {
    return Object.fromEntries(
      view.items.map(({ number }) => [
        `judged-${number}`,
        utility(number, who.taste) + noise() > 0.4 ? "1" : "0",
      ]),
    );
  }
  if (view.kind === "allocation") return allocate(view, who);
  return answerQuestion(view.question, who);
}

function allocate({ settings, items }, who) {
  const numbers = items.map(({ number }) => number);
  if (settings.format === "top-n") {
    return {
      chosen: random
        .shuffle([...numbers])
        .slice(0, settings.topN)
        .map(String),
    };
  }
  if (settings.format === "percentage") {
    return Object.fromEntries(numbers.map((item) => [`amount-${item}`, String(random.below(101))]));
  }
  return pointsOver(numbers, settings.total, (item) => Math.exp(utility(item, who.taste)));
}

/** Whole points that add up, some of them left empty. */
function pointsOver(ids, total, weight = () => 1) {
  let left = total;
  const weights = ids.map((id) => weight(id) * (0.2 + random.next()));
  const sum = weights.reduce((a, b) => a + b, 0);
  const points = weights.map((each) => {
    const amount = Math.min(left, Math.floor((total * each) / sum));
    left -= amount;
    return amount;
  });
  points[0] += left;
  return Object.fromEntries(
    ids.map((id, index) => [`amount-${id}`, points[index] === 0 ? "" : String(points[index])]),
  );
}

const SENTENCES = [
  "Fewer reports; more decisions",
  'a=b; c=d, and "quotes"',
  "Two lines\nand a third:\n=SUM(A1:A9)",
  "-5 would be better than +3",
  "نريد قرارات أسرع",
  "Weniger Abstimmung, häufiger Ergebnisse – 😀",
  '["not","json"]',
  '{"value":"nor this"}',
  "7",
];

function answerQuestion(question, who) {
  const { type, options = [], required } = question;
  if (!required && random.next() < 0.2) return {};
  const other = (chosen) =>
    options.some((option) => option.other && chosen.includes(option.id))
      ? { other: SENTENCES[random.below(SENTENCES.length)].split("\n")[0] }
      : {};
  switch (type) {
    case "single": {
      // The last ones are led out more often than people are.
      const id = options[Math.min(random.below(options.length), random.below(options.length))].id;
      return { answer: id, ...other([id]) };
    }
    case "multiple": {
      const alone = options.find((option) => option.exclusive);
      if (alone && random.next() < 0.15) return { answer: alone.id };
      const chosen = options.filter((option) => option !== alone && random.next() < 0.5);
      const ids = (chosen.length > 0 ? chosen : [options.find((option) => option !== alone)]).map(
        ({ id }) => id,
      );
      return { answer: ids, ...other(ids) };
    }
    case "ranked": {
      const count = required ? question.topN : 1 + random.below(question.topN);
      const ids = random.shuffle(options.map(({ id }) => id)).slice(0, count);
      return {
        ...Object.fromEntries(ids.map((id, index) => [`rank-${id}`, String(index + 1)])),
        ...other(ids),
      };
    }
    case "constant-sum":
      return pointsOver(
        options.map(({ id }) => id),
        question.total,
      );
    case "percentage":
      return Object.fromEntries(
        options.map(({ id }) => [`amount-${id}`, String(random.below(101))]),
      );
    case "number":
      return { answer: ["0", "12", "12,5", "1000", "3.25", "-0"][random.below(6)] };
    case "text":
      return { answer: who.text ?? SENTENCES[random.below(SENTENCES.length)] };
  }
}

const ENDS = new Set(["done", "screened-out", "over-quota", "closed"]);

/**
 * One interview through a link, screen by screen.
 *
 * @param who.stopsAfter how many screens are answered; all of them when left out
 * @param who.seconds a screen's time
 */
async function interview(slug, query, who) {
  const begun = await startInterview({ db, input: { slug, query, form: { start: newStart() } } });
  return goOn(begun, who);
}

async function goOn({ token, screen: first }, who) {
  let screen = first;
  const answered = [];
  for (let count = 0; count < (who.stopsAfter ?? 500) && !ENDS.has(screen); count++) {
    let shown = await showScreen({ db, token, input: { screen } });
    if (shown.kind !== "screen") {
      screen = shown.screen;
      continue;
    }
    if (shown.view.kind === "choice" && who.asking && shown.view.canChooseAsking) {
      await chooseAsking({ db, token, input: { screen, asking: who.asking } });
      shown = await showScreen({ db, token, input: { screen } });
    }
    if (who.language && count === 3) {
      await chooseLanguage({ db, token, input: { language: who.language } });
    }
    if (!("progress" in shown.view)) break;
    const shownAt = Date.now();
    ahead += Math.round((who.seconds ?? 6 + 9 * random.next()) * 1_000);
    const fields = answerTo(shown.view, who);
    const form = { attempt: crypto.randomUUID(), shown_at: String(shownAt), ...fields };
    try {
      const saved = await saveScreen({ db, token, input: { screen, form } });
      answered.push(screen);
      screen = saved.screen;
    } catch (error) {
      throw new Error(`${told(error)} at ${screen}: ${JSON.stringify(fields)}`, { cause: error });
    }
  }
  // Some go back and change their mind.
  if (who.changesMind && !ENDS.has(screen)) {
    const back = answered.find((name) => name.startsWith("task-"));
    if (back) {
      const shown = await showScreen({ db, token, input: { screen: back } });
      const form = {
        attempt: crypto.randomUUID(),
        shown_at: String(Date.now()),
        ...answerTo(shown.view, { ...who, lines: true }),
      };
      await saveScreen({ db, token, input: { screen: back, form } });
    }
  }
  return { token, screen };
}

function told(error) {
  return `${error.message} ${JSON.stringify(error.issues ?? error.key ?? "")}`;
}

// --- a study of everything ---------------------------------------------------------------------------

const ITEMS = [
  "Strategic alignment\tWork follows from strategy, and stops when it no longer does.",
  'Governance, "light"\tWho decides; how often; with which figures = evidence.',
  "=Risk management\tSpotting threats early.",
  "Wert & Nutzen <realisieren>\tStating the benefits expected, tracking them later.",
  "Stakeholder engagement\t",
  "Resource planning\tMatching people to work.",
  "Change management\tPreparing people for new ways of working.",
  "Portfolio management\tChoosing and ranking all investments.",
].join("\n");

const { studyId, slug } = await edit("create-study", {
  name: 'Everything; or "all of it" = one study',
  slug: "everything",
  from: { kind: "list", text: ITEMS },
});
await edit("save-cohorts", {
  studyId,
  cohorts: [
    { id: null, name: "PMO leaders" },
    { id: null, name: "Senior leaders, all others" },
    { id: null, name: "=Consultants" },
  ],
  screener: {
    text: "Which describes your work best?",
    hint: "Choose what takes most of your time.",
    optionOrder: "random",
    options: [
      { label: "I lead a PMO", leadsTo: 0 },
      { label: "I sponsor projects", leadsTo: 1 },
      { label: "I advise others", leadsTo: 2, other: true },
      { label: "None of these", leadsTo: "screened-out", pinned: true },
    ],
  },
});
const [leaders, seniors, consultants] = (await contentOf(studyId)).cohorts.map(({ id }) => id);

const words = { hint: "", required: true };
const labels = (...names) => names.map((label) => ({ label }));
async function ask(key, place, question, showWhen = null) {
  await edit("save-question", {
    studyId,
    screen: null,
    key,
    place,
    question: { ...words, ...question },
    showWhen,
  });
}
await ask("sector", "first", {
  type: "single",
  text: "In which sector do you work?",
  options: [
    ...labels("Public sector", "Private; listed", "Private = unlisted"),
    { label: "Elsewhere, please say", other: true, pinned: true },
    { label: "I do not work", leadsOut: true },
  ],
});
await ask("customers", "before-tasks", {
  type: "multiple",
  text: "Who are your customers in {{sector}}?",
  optionOrder: "random",
  options: [
    ...labels("Teams", "Executives", "Clients"),
    { label: "Others, please say", other: true, pinned: true },
    { label: "Nobody", exclusive: true, pinned: true },
  ],
});
await ask("staff", "before-tasks", {
  type: "number",
  required: false,
  text: "How many people work for you?",
  unit: "people",
  minimum: 0,
  maximum: 1_000,
  decimals: 2,
});
await ask(
  "tools",
  "before-tasks",
  {
    type: "ranked",
    required: false,
    topN: 3,
    text: "Which tools help most?",
    options: [
      ...labels("Plans", "Boards", "Minutes", "Reports"),
      { label: "Another tool", other: true },
    ],
  },
  {
    match: "any",
    conditions: [
      { kind: "number", screenKey: "staff", is: "at-least", value: 10 },
      { kind: "cohort", is: "one-of", cohortIds: [seniors] },
    ],
  },
);
await ask("budget", "last", {
  type: "constant-sum",
  total: 100,
  text: "How is your budget divided?",
  options: labels("People", "Tools", "Travel; training"),
});
await ask("time", "last", {
  type: "percentage",
  required: false,
  total: 100,
  text: "How much of each is useful?",
  options: labels("Meetings", "Reports"),
});
await ask(
  "wish",
  "last",
  { type: "text", required: false, text: "{{customers}}: what would you change?", maxLength: 400 },
  {
    match: "all",
    conditions: [{ kind: "answer", screenKey: "customers", is: "none-of", options: ["nobody"] }],
  },
);
// Names that columns and addresses have already.
await ask("state", "last", {
  type: "single",
  required: false,
  text: "In which state?",
  options: labels("North", "South"),
});
await ask("scale", "last", {
  type: "single",
  required: false,
  text: "How large is it?",
  options: labels("Small", "Large"),
});

await edit("import-items", {
  studyId,
  list: "GenAI tasks",
  mode: "append",
  text: "Minutes\tWriting minutes.\nPlans\tDrafting plans.\nRisks\tListing risks.\nMails\tAnswering mail.\nFigures\tChecking figures.",
});
const dual = {
  question: "Considering only these:",
  all: "All are important",
  some: "Some are important",
  none: "None is important",
};
const content = await contentOf(studyId);
const screenerKey = content.screens.find(({ settings }) => settings.namesCohort).key;
const mainKey = content.screens.find(({ kind }) => kind === "exercise").key;
await edit("save-exercises", {
  studyId,
  exercises: [
    { key: mainKey, title: "Capabilities", asking: "respondent", anchor: dual },
    {
      key: null,
      title: "GenAI tasks",
      asking: "two-step",
      anchor: null,
      list: "GenAI tasks",
      texts: { choiceQuestion: "Which first, which last?", bestLabel: "First", worstLabel: "Last" },
    },
    {
      key: null,
      title: "As the others see it",
      asking: "together",
      anchor: null,
      texts: { choiceQuestion: "Which would they choose?", bestLabel: "Most", worstLabel: "Least" },
      mirror: {
        of: mainKey,
        views: [
          { cohortId: leaders, asCohortId: seniors },
          { cohortId: seniors, asCohortId: leaders },
          { cohortId: consultants, asCohortId: leaders },
        ],
      },
    },
  ],
  anchors: [
    {
      key: null,
      exercise: mainKey,
      text: "Is each of these important?",
      hint: "",
      yesLabel: "Yes",
      noLabel: "No",
    },
  ],
});
const exerciseKeys = (await contentOf(studyId)).screens
  .filter(({ kind }) => kind === "exercise")
  .map(({ key }) => key);
const genaiKey = exerciseKeys.find((key) => key !== mainKey && key.includes("gen"));
await edit("save-design-settings", {
  studyId,
  itemsPerTask: 4,
  taskCount: 6,
  versionCount: 5,
  seed: 5,
  prohibitedPairs: [[1, 2]],
});
await edit("save-design-settings", {
  studyId,
  exercise: genaiKey,
  itemsPerTask: 3,
  taskCount: 5,
  versionCount: 4,
  seed: 6,
  prohibitedPairs: [],
});
const allocation = (format, tense, more = {}) => ({
  key: null,
  format,
  tense,
  text: `${format}, ${tense}: how is it divided?`,
  hint: "Whole numbers.",
  total: 100,
  topN: 3,
  ...more,
});
await edit("save-questionnaire", {
  studyId,
  texts: {
    welcomeTitle: "What should a project office be good at?",
    welcomeText: "You see four at a time.\n\nThen you divide points.",
    choiceQuestion: "As somebody in {{sector}}: which matters most, and which least?",
    bestLabel: "Most important",
    worstLabel: "Least important",
    thanksText: "Thank you.",
    screenedOutText: "This is for others.",
    overQuotaText: "Enough of your kind have answered.",
  },
  allocations: [
    allocation("constant-sum", "now"),
    allocation("constant-sum", "should"),
    allocation("percentage", "now"),
    allocation("percentage", "should"),
    allocation("top-n", "now"),
    allocation("top-n", "should"),
  ],
  order: [],
});
await edit("save-show-when", {
  studyId,
  screen: genaiKey,
  showWhen: {
    match: "any",
    conditions: [
      {
        kind: "answer",
        screenKey: "sector",
        is: "one-of",
        options: ["public_sector", "private_listed"],
      },
      { kind: "number", screenKey: "staff", is: "at-most", value: 5 },
    ],
  },
});
await edit("save-cohort-rules", {
  studyId,
  rules: [
    {
      when: {
        match: "all",
        conditions: [
          { kind: "answer", screenKey: screenerKey, is: "one-of", options: ["i_advise_others"] },
          { kind: "answer", screenKey: "sector", is: "one-of", options: ["public_sector"] },
        ],
      },
      outcome: { kind: "cohort", cohortId: seniors },
    },
  ],
});
await edit("save-monitoring", {
  studyId,
  straightLining: 0.8,
  speeding: 0.4,
  fit: { randomCaught: 0.8 },
  gibberish: true,
  duplicates: true,
  looks: [10, 20, 40],
});
await edit("save-languages", { studyId, default: "en", offered: ["en", "de", "ar"] });
async function translate(locale, keeps = () => true) {
  const texts = studyTexts(await contentOf(studyId)).filter(keeps);
  await edit("save-translations", {
    studyId,
    locale,
    texts: texts.map((each) => ({
      id: addressText(each),
      source: each.text,
      text: `${locale === "ar" ? "نص" : "Übersetzt"}: ${each.text}`,
    })),
  });
}
await translate("de");
await translate("ar");
await makeDesigns(studyId, mainKey, genaiKey);
const quota = (name, size, cohortIds, answers = []) => ({
  id: null,
  name,
  size,
  conditions: { cohortIds, answers },
});
await edit("save-quotas", {
  studyId,
  quotas: [
    quota("Leaders", 40, [leaders]),
    quota(
      "Seniors; private",
      5,
      [seniors],
      [{ screenKey: "sector", options: ["private_listed", "private_unlisted"] }],
    ),
    quota("Everybody", 90, []),
  ],
});
const { sourceId: panelId } = await edit("add-source", {
  studyId,
  kind: "panel",
  name: "Panel, signed",
  settings: {
    preset: "generic",
    idParameter: "pid",
    qualityExit: true,
    hosts: ["panel.example"],
    exits: {
      complete: "https://panel.example/c?id={{rid}}",
      screenedOut: "https://panel.example/s?id={{rid}}",
      overQuota: "https://panel.example/q?id={{rid}}",
      quality: "https://panel.example/x?id={{rid}}",
      closed: "",
    },
  },
});
const { secret } = await edit("set-source-key", { studyId, sourceId: panelId, parameter: "sig" });
const { sourceId: prolificId } = await edit("add-source", {
  studyId,
  kind: "panel",
  name: "Prolific (leaders)",
  settings: {
    preset: "prolific",
    idParameter: "PROLIFIC_PID",
    cohortId: leaders,
    hosts: ["app.prolific.com"],
    exits: {
      complete: "https://app.prolific.com/c",
      screenedOut: "",
      overQuota: "",
      quality: "",
      closed: "",
    },
  },
});
const { sourceId: testId } = await edit("add-source", { studyId, kind: "test", name: "Tests" });
const codeOf = async (id) =>
  (await read.select().from(t.source).where(eq(t.source.id, id)))[0].code;
await edit("launch-study", { studyId });
await edit(
  "import-contacts",
  {
    studyId,
    file: {
      name: "people.csv",
      bytes: new TextEncoder().encode(
        [
          "email,name,language,Region",
          'anna@firm.example,"Anna, A.",de,North',
          "anna+two@firm.example,Anna,en,North",
          "bo@firm.example,=Bo,ar,South",
          "chi@firm.example,Chi,,",
          "dee@firm.example,Dee,en,South",
        ].join("\n"),
      ),
    },
  },
  "lib/studies/invitations",
);
const contacts = await read.select().from(t.contact);
await edit(
  "send-letter",
  {
    studyId,
    kind: "invitation",
    subject: "Your view",
    text: "Dear {{name}},\n\n{{link}}\n\n{{unsubscribe}}",
  },
  "lib/studies/invitations",
);

const QUERIES = [
  {},
  { utm_source: "news;letter", utm_campaign: "=autumn" },
  { constructor: "a parameter", ref: "x" },
];
const tastes = [0, 0.9, 2];
const unfinished = [];
async function field(count, more = () => ({})) {
  for (let index = 0; index < count; index++) {
    ahead += Math.round(HOUR * random.next());
    const who = {
      taste: tastes[random.below(3)] + 0.2 * random.next(),
      script: random.next() < 0.5,
      asking: ["together", "two-step", undefined][random.below(3)],
      stopsAfter: random.next() < 0.22 ? random.below(28) : undefined,
      changesMind: true,
      language: random.next() < 0.1 ? "de" : undefined,
      ...more(index),
    };
    const left = await interview(slug, QUERIES[random.below(QUERIES.length)], who);
    if (!ENDS.has(left.screen)) unfinished.push(left);
  }
}
await field(34);
for (let index = 0; index < 6; index++) {
  const pid = `P-${index};${index}`;
  await interview(
    slug,
    { via: await codeOf(panelId), pid, sig: signatureOf(secret, pid), wave: "1" },
    { taste: index, lines: index === 2, seconds: index === 4 ? 1 : undefined },
  );
}
for (const pid of ["aaa", "bbb", "AAA "]) {
  await interview(
    slug,
    { via: await codeOf(prolificId), PROLIFIC_PID: pid, STUDY_ID: "s1" },
    { taste: 0.1 },
  );
}
for (const contact of contacts.slice(0, 4)) {
  await interview(
    slug,
    { invite: invitationToken(contact.id) },
    { taste: 1, stopsAfter: contact.name === "Chi" ? 9 : undefined },
  );
}
for (let index = 0; index < 2; index++) {
  await interview(slug, { via: await codeOf(testId) }, { taste: 0.5 });
}
// Quick, straight and senseless ones.
await field(2, () => ({ seconds: 0.8, stopsAfter: undefined }));
await field(2, () => ({ lines: true, stopsAfter: undefined }));
await field(2, () => ({ stopsAfter: undefined, text: "asdf asdfasdf qwrtzpl" }));
// Those who left come back to an interview whose places were given back, or do not.
ahead += 30 * HOUR;
await releaseExpired({ db });
await goOn(unfinished[0], { taste: 0.3 });

async function revise(note, change) {
  await edit("begin-revision", { studyId });
  await change();
  await edit("publish-revision", { studyId, note });
}
// Asks the same in other words of the last page: counted together with the first.
await revise("Thanks in other words", async () => {
  const { revision, screens } = await contentOf(studyId);
  await edit("save-questionnaire", {
    studyId,
    texts: { ...revision.texts, thanksText: "Many thanks, {{sector}}." },
    allocations: screens
      .filter(({ kind }) => kind === "allocation")
      .map(({ key, settings }) => ({ key, ...settings })),
    order: [],
  });
  await translate("de", ({ field }) => field === "thanksText");
  await translate("ar", ({ field }) => field === "thanksText");
});
await field(14);
await edit("save-fieldwork", {
  studyId,
  opens: "",
  closes: "2027-03-01T18:00",
  timeZone: "Europe/Berlin",
  graceMinutes: 60,
  softLaunchCompletes: null,
  expiryMinutes: 90,
});

// --- a study whose newest revision asks something else --------------------------------------------------

const second = await edit("create-study", {
  name: "Reworded",
  slug: "reworded",
  from: { kind: "template", template: "pmo-capabilities" },
});
{
  const { studyId, slug } = second;
  await edit("save-design-settings", {
    studyId,
    itemsPerTask: 4,
    taskCount: 13,
    versionCount: 3,
    seed: 7,
    prohibitedPairs: [],
  });
  const reworded = (await contentOf(studyId)).screens.find(({ kind }) => kind === "exercise").key;
  await makeDesigns(studyId, reworded);
  await edit("launch-study", { studyId });
  const some = async (count) => {
    for (let index = 0; index < count; index++) {
      ahead += 5 * MINUTE;
      await interview(
        slug,
        {},
        { taste: index % 2, script: true, stopsAfter: index === 1 ? 12 : undefined },
      );
    }
  };
  await some(5);
  await edit("begin-revision", { studyId });
  const { items } = await contentOf(studyId);
  await edit("save-items", {
    studyId,
    items: items.map(({ number, label, definition }) => ({
      number,
      label: number === 3 ? `${label} (programmes)` : label,
      definition,
    })),
  });
  await edit("publish-revision", { studyId, note: "British spelling" });
  await some(12);
  // And a draft that is still being written.
  await edit("begin-revision", { studyId });
  await edit("pause-study", { studyId });
}

// --- closed, without cohorts --------------------------------------------------------------------------

const third = await edit("create-study", {
  name: "One cohort, closed",
  slug: "one-cohort",
  origin: "synthetic",
  from: { kind: "list", text: "One\nTwo\nThree\nFour\nFive\nSix" },
});
{
  const { studyId, slug } = third;
  await edit("save-cohorts", {
    studyId,
    cohorts: [{ id: null, name: "Everybody" }],
    screener: {
      text: "Are you somebody?",
      hint: "",
      options: [
        { label: "Yes", leadsTo: 0 },
        { label: "No", leadsTo: "screened-out" },
      ],
    },
  });
  await edit("save-design-settings", {
    studyId,
    itemsPerTask: 3,
    taskCount: 4,
    versionCount: 2,
    seed: 8,
    prohibitedPairs: [],
  });
  await makeDesigns(
    studyId,
    (await contentOf(studyId)).screens.find(({ kind }) => kind === "exercise").key,
  );
  await edit("launch-study", { studyId });
  for (let index = 0; index < 9; index++) {
    await interview(slug, {}, { taste: 0.4, stopsAfter: index === 8 ? 3 : undefined });
  }
  await edit("close-study", { studyId });
}

// --- from files ---------------------------------------------------------------------------------------

const bytes = (text) => new TextEncoder().encode(text);
const given = {
  items: 'number,label,definition\n2,Alpha,First\n5,"Beta, b",\n7,Gamma,\'=x\n11,Delta,\n',
  design: "Version,Set,Item1,Item2,Item3\n1,1,2,5,7\n1,2,11,5,2\n2,1,7,11,5\n2,2,2,7,11\n",
  answers:
    "id,Version,B1,W1,B2,W2\nr-1,1,2,7,11,2\nr-2,2,7,5,2,11\nr-3,1,5,2,,\nr-4,2,11,7,7,2\nr-5,1,2,5,5,11\nr-6,2,7,11,2,7\n",
  respondents:
    'id,Segment,Free text,age\nr-1,North,"a;b",31\nr-2,South,"x=1;y=2",\nr-3,North,,44\nr-4,South,"two\nlines",51\nr-5,North,\'=1+1,29\nr-6,South,ü,60\n',
};
await edit("import-study", {
  name: "From files",
  slug: "from-files",
  files: Object.fromEntries(
    Object.entries(given).map(([name, text]) => [
      name,
      { name: `${name}.csv`, bytes: bytes(text) },
    ]),
  ),
  cohortColumn: "Segment",
});

// --- a draft ------------------------------------------------------------------------------------------

const draft = await edit("create-study", {
  name: "A draft",
  slug: "a-draft",
  from: { kind: "template", template: "pmo-capabilities" },
});
await edit("save-languages", { studyId: draft.studyId, default: "en", offered: ["en", "fr"] });

// --- the dump -----------------------------------------------------------------------------------------

for (const { id, slug: name } of await read.select().from(t.study)) {
  const states = {};
  for (const row of await read.select().from(t.respondent).where(eq(t.respondent.studyId, id))) {
    const state = `${row.state}${row.isTest ? " test" : ""}${row.releasedAt ? " released" : ""}${row.exit ? ` (${row.exit})` : ""}`;
    states[state] = (states[state] ?? 0) + 1;
  }
  process.stdout.write(`${name} ${JSON.stringify(states)}\n`);
}
await db.close();
const Sqlite = createRequire(path.join(CHECKOUT, "package.json"))("better-sqlite3");
const connection = new Sqlite(file);
connection.pragma("wal_checkpoint(TRUNCATE)");
const dump = [];
const objects = connection
  .prepare(
    "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
  )
  .all();
for (const { type, name, sql } of objects) {
  if (type !== "table") continue;
  dump.push(`${sql};`);
  const columns = connection.pragma(`table_info("${name}")`).map((column) => column.name);
  const cells = columns.map((column) => `quote("${column}")`).join(" || ',' || ");
  for (const row of connection
    .prepare(`SELECT ${cells} AS cells FROM "${name}" ORDER BY rowid`)
    .all()) {
    dump.push(`INSERT INTO "${name}" VALUES(${row.cells});`);
  }
}
for (const { type, sql } of objects) if (type !== "table") dump.push(`${sql};`);
connection.close();
fs.rmSync(folder, { recursive: true });
const packed = gzipSync(`${dump.join("\n")}\n`, { level: 9 });
fs.writeFileSync(OUT, packed);
process.stdout.write(`${OUT}: ${packed.length} bytes, ${dump.length} statements\n`);
