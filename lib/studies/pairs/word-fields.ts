/**
 * Fields of everyday business and product English: words of one field speak of one thing, so that two
 * items can mean the same without a word in common. General knowledge of words, and nothing about any
 * list of items: a field holds the words that dictionaries give as kin, whatever they are used for.
 */
const FIELDS = `
stakeholder customer client consumer user buyer audience constituent patron guest
engagement engage relationship relation involve involvement contact partnership rapport trust interaction outreach
benefit value gain return worth payoff yield
resource capacity workload bandwidth staffing
govern governance decision decide authority mandate oversight steering
skill upskill talent competence competency capability expertise qualification ability
train training teach learn learning education coach coaching mentor
report reporting inform informed information transparency transparent visibility communicate communication tell news update share sharing
monitor monitoring track tracking measure measurement indicator metric progress performance
risk threat hazard danger contingency uncertainty peril wrong
vendor supplier contractor provider subcontractor
purchase procurement sourcing buying
budget finance financial fund funding money spend spending expenditure
cost price expense cheap affordable affordability
strategy strategic goal objective aim purpose direction vision
leader leadership executive sponsor sponsorship manager director top
accountable accountability responsible responsibility ownership owner answerable
agile agility adapt adaptable adaptability flexible flexibility nimble responsive
speed fast quick quickly rapid swift soon
schedule deadline timely timeline punctual date adherence on-time
adopt adoption transition transformation transform change
lesson knowledge experience know-how insight mistake memory
prioritize prioritization priority portfolio investment selection select rank choose
evidence fact figure data analytics data-driven statistics
quality defect accuracy accurate correct flawless
compliance comply regulation law legal audit
privacy confidential confidentiality
security secure cybersecurity attack protection safeguard
innovation innovate invent creativity creative novel idea
collaboration collaborate cooperation cooperate teamwork together joint
wellbeing well-being health healthy wellness balance
recruit recruitment recruiting hire hiring acquisition attract candidate
ease easy simple simplicity friendly friendliness usability convenient convenience effortless user-friendliness intuitive
reliable reliability dependable dependability durable durability robust sturdy
efficiency efficient productive productivity lean
satisfaction satisfied happy happiness delight experience
sustainability sustainable environment environmental green climate ecological
forecast forecasting predict prediction outlook
scope requirement need specification
process procedure workflow routine
standard standardize standardization uniform consistency consistent
inclusion inclusive diversity diverse equality equity
ethic ethics integrity honest honesty moral
culture norm mindset
service support help assistance
deliver delivery handover completion
warranty guarantee
design look style appearance beauty aesthetic
size big large screen display
`;

/** Words that any item of a list can have: they say nothing of what it is about. */
const GENERAL = `
management manage managing manager planning plan plans project projects program programs programme work works
organization organizational organisation business company process development develop developing make making made
keep keeping good well new people person staff employee team thing result outcome use used using more most
all every each other whole part time control building build strong expected way ways getting get between
internal external response respond ensure provide help need across through before after early later over stand
go goes come comes give given take taken do done doing have has had can may not no one two you your lot it's
than without within where when who whose what they their them we our us if so but about up out off same any
everywhere everybody everyone somebody similar day short high low clear basis level kind task activity
`;

/** Kinds of one thing: labels that differ by these alone may stand in for each other. */
const KINDS = `
project program programme portfolio initiative
phone telephone email chat online web app
daily weekly monthly quarterly yearly annual
local regional national global
`;

const STOP_WORDS = new Set(
  "a an and are as at be by for from how in into is it its of on or our so than that the their them then they this to until we what when where which who will with within without your".split(
    " ",
  ),
);

/** A word without its commonest English endings; crude, and the same for both sides. */
export function stemOf(word: string): string {
  return word.replace(
    /(ements?|ments?|iveness|ations?|ings?|ities|ity|ies|ness|ers?|ors?|ed|es|e|s|y)$/u,
    "",
  );
}

const general = new Set(GENERAL.trim().split(/\s+/).map(stemOf));
const fieldOfStem = new Map<string, number>();
FIELDS.trim()
  .split("\n")
  .forEach((words, field) => {
    for (const word of words.split(" ")) {
      const stem = stemOf(word);
      if (!fieldOfStem.has(stem)) fieldOfStem.set(stem, field);
    }
  });

const kindsOfStem = KINDS.trim()
  .split("\n")
  .map((words) => new Set(words.split(" ").map(stemOf)));

/** Whether two stems name kinds of one thing. */
export function areStandIns(one: string, other: string): boolean {
  return kindsOfStem.some((kinds) => kinds.has(one) && kinds.has(other));
}

/** All words of a label but the smallest, by stem: what two wordings of one label have in common. */
export function labelStems(label: string): Map<string, string> {
  const words = label.toLowerCase().match(/\p{Letter}{2,}/gu) ?? [];
  return new Map(
    words.flatMap((word) => (STOP_WORDS.has(word) ? [] : [[stemOf(word), word] as const])),
  );
}

/** A word that says what an item is about. */
export interface ContentWord {
  readonly word: string;
  readonly stem: string;
  /** Its field, or its own stem where it belongs to none: what words of one meaning have in common. */
  readonly concept: string;
}

/** The words of a text that say what it is about, each stem once, in the order of the text. */
export function contentWords(text: string): ContentWord[] {
  const words = text.toLowerCase().match(/\p{Letter}{2,}(?:-\p{Letter}{2,})*/gu) ?? [];
  const parts = words.flatMap((word) => (fieldOfStem.has(stemOf(word)) ? [word] : word.split("-")));
  const found = new Map<string, ContentWord>();
  for (const word of parts) {
    if (STOP_WORDS.has(word)) continue;
    const stem = stemOf(word);
    if (stem.length < 2 || general.has(stem) || found.has(stem)) continue;
    const field = fieldOfStem.get(stem);
    found.set(stem, { word, stem, concept: field === undefined ? stem : `field ${field}` });
  }
  return [...found.values()];
}
