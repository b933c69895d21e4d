/** How fieldwork goes, and by which rules answers are flagged. */
export const progress = {
  title: "Progress",
  lead: "How the fieldwork goes. Test interviews are in none of the figures.",
  downloadFlags: "Flags as CSV",
  emptyDraftTitle: "Nothing to follow yet",
  emptyDraft:
    "Once the study is launched, completes, drop-off, times, flags and precision are followed here as answers come in. The rules below are set now: they freeze with the launch.",
  emptyLiveTitle: "Nobody has started yet",
  emptyLive: "Figures appear here within five seconds of the first start.",
  toOverview: "Open the overview",
  otherRevisions:
    "{count, plural, one {# interview} other {# interviews}} on revisions that asked something else {count, plural, one {is} other {are}} not in the figures: the report shows them when you choose their revision.",

  freshAt: "Up to date at {time}",
  freshLost: "Out of reach since {time}; trying again",
  freshPaused: "Stopped at {time} while this page is hidden",

  completesTitle: "Completes",
  completesLead:
    "{complete, number} complete of {started, number} started. Lighter: places held by interviews under way. The line is the size wanted.",
  barReading: "{complete, number} complete",
  barReadingTarget: "{complete, number} of {target, number} complete",
  barApart:
    "{count, plural, one {# more place is} other {# more places are}} held on revisions that are counted apart",
  barPending: "{count, number} under way",
  everybody: "Everybody",
  finishReached: "full",
  finishTooFew:
    "finish cannot be told yet: fewer than ten completes in the hours or days that count",
  finishNotInField: "no forecast while the study is not open",
  finishExpected: "full about {at} (95 % interval {earliest} to {latest}), at {rate} an hour",
  completesTable: "Completes by cohort and quota",
  cohort: "Cohort",
  noCohort: "–",
  cohortOrQuota: "Cohort or quota",
  size: "Size",
  complete: "Complete",
  held: "Under way",
  of: "of cohort {name}",
  forecast: "Forecast finish",
  noQuotas: "There are no quotas: nothing is limited, and no finish is forecast.",

  rateTitleHour: "Completes per hour",
  rateTitleDay: "Completes per day",
  rateAxis: "Time, UTC",
  rateUnit: "Complete interviews",
  rateTable: "The same figures as a table",
  rateUnfinished:
    "The {unit, select, hour {hour} other {day}} that began {from} is {isOver, select, true {the one in which the field ended} other {not over}}{isDrawn, select, true {} other {, so it is not drawn}}: {complete, plural, one {# complete} other {# completes}}{isOver, select, true {} other { so far}}.",
  notOver: "{from} (not whole)",
  from: "From",
  startedInIt: "Started",

  whereTitle: "Where interviews stand",
  whereLead:
    "Everybody who started, once each. Left: silent for half an hour, and may come back. Expired: their places were given back.",
  whereLeadOver:
    "Everybody who started, once each. Left: not finished when the field ended. Expired: their places were given back.",
  started: "Started",
  underWay: "Under way",
  left: "Left",
  expired: "Expired",
  screenedOut: "Screened out",
  overQuota: "Quota full",
  source: "Source",
  flagged: "Flagged",
  all: "All",
  exitsTitle: "Exits",
  exitsLead: "Where ended interviews were sent, by source.",
  exit_complete: "Complete",
  "exit_screened-out": "Screened out",
  "exit_over-quota": "Quota full",
  exit_quality: "Quality",
  exit_closed: "Closed",
  sourcesTable: "Interviews by source",

  dropTitle: "Drop-off and time by screen",
  dropLead:
    "Those who were not turned away. Median interview: {minutes} minutes from the first screen to the last, pauses included.",
  dropLeadNoTime: "Those who were not turned away.",
  dropAxis: "Screen, by its number in the table",
  dropUnit: "Interviews that reached the screen",
  reached: "Reached",
  answered: "Answered",
  leftHere: "Left here",
  underWayHere: "Here now",
  medianSeconds: "Median seconds",
  screen: "Screen",
  task: "{number}. Task {task}",
  furtherTask: "{number}. {exercise}, task {task}",
  screenTitle: "{number}. {title}",
  worstScreen: "Most leave at {screen}: {left, number} of {reached, number} who reached it.",

  precisionTitle: "Precision",
  precisionLead:
    "{isNamed, select, true {Of {exercise}: half} other {Half}} the width of the 95\u00a0% interval of a net count, averaged over the items. Looks at preset sizes: {looks}. Broken lines are expected: widths shrink with the root of n. Nothing here tests a difference, so looking costs nothing.",
  precisionNoLooks: "none",
  precisionLooks: "{sizes} completes per cohort",
  precisionAxis: "Complete respondents of the cohort",
  precisionUnit: "± net-count points",
  precisionTable: "Precision by cohort and size",
  precisionN: "n",
  precisionMean: "± points, average item",
  precisionWidest: "± points, widest item",
  precisionKind: "What it is",
  precisionNow: "now",
  precisionLook: "preset look",
  precisionExpected: "expected",
  precisionNone: "Precision is shown from two completes of a cohort on.",

  qualityTitle: "Flags",
  qualityLead:
    "{flagged, number} of {checked, number} complete interviews carry a flag. Flags drop nobody: the report shows every figure with and without them.",
  qualityWithoutRlh:
    "{count, plural, one {# interview has} other {# interviews have}} {several, select, true {an exercise without a} other {no}} fit to judge.",
  reasonAndRule: "Reason and rule",
  interviews: "Interviews",
  share: "Share",
  "reason_straight-lining": "Straight-lining",
  reason_speeding: "Too fast",
  reason_fit: "Contradicting answers",
  reason_gibberish: "Open text typed to get past",
  reason_duplicate: "Duplicate",
  ruleOff: "off",
  "rule_straight-lining":
    "best or worst at one position in {percent}\u00a0% of the tasks or more{several, select, true { of any exercise} other {}}{hasChance, select, true { (at random at most {chance}\u00a0% do)} other {}}",
  rule_speeding: "under {percent}\u00a0% of the median time",
  rule_speedingMinutes:
    "under {percent}\u00a0% of the median time; about {minutes} minutes on the usual way",
  rule_fit:
    "fit (RLH) below the cut-off that catches {percent}\u00a0% of random answerers{several, select, true {, all exercises together; any of them flags} other {}}",
  rule_gibberish: "the same keys over and over, a run along the keyboard, words nobody can say",
  rule_duplicate:
    "the same panel id, invitation, long text or all the same choices{several, select, true { in an exercise} other {}} as somebody before",
  flaggedTable: "Flagged interviews",
  respondent: "Respondent",
  why: "Why",
  newest: "The newest {shown, number} of {all, number}; the CSV has all.",
  noFlags: "No interview carries a flag.",
  "flag_straight-lining":
    "straight-lining{isNamed, select, true { in {exercise}} other {}}: {role} at one position in {percent} % of the tasks",
  flag_speeding: "too fast: {percent} % of the median time",
  flag_fit:
    "contradicting answers{isNamed, select, true { in {exercise}} other {}}: fit {fit} below {cutoff}",
  flag_gibberish:
    "open text: {fault, select, repeated {the same keys over and over} keyboard {a run along the keyboard} other {words nobody can say}}",
  flag_duplicate:
    "duplicate: the same {of, select, invitation {invitation} answers {choices in every task{isNamed, select, true { of {exercise}} other {}}} text {long text} other {panel id}} as respondent {first}",

  cutoffTitle: "What the cut-off on fit costs",
  cutoffLead:
    "From simulated respondents on {several, select, true {each exercise’s} other {this study’s}} own design. Each respondent is judged by their own answers alone, so an unusual opinion costs nothing.",
  cutoffFigures:
    "{isNamed, select, true {{exercise}: cut-off} other {Cut-off}} {cutoff}; random answers under equal preferences have {chance}.",
  cutoffAny: "At least one of them",
  cutoffWho: "Who answers{several, select, true {, and % flagged} other {}}",
  cutoffFlagged: "{isNamed, select, true {{exercise}} other {Flagged, %}}",
  cutoffRandom: "at random",
  cutoffSincere:
    "sincerely, with {strength, select, weak {weak} moderate {moderate} strong {strong} other {very strong}} preferences (spread {value})",

  rulesTitle: "Rules",
  rulesDraft:
    "Set before launch and hashed with the plan; afterwards they cannot change without a new revision.",
  rulesLocked: "Frozen at launch, as part of the plan with this hash:",
  rulesUnpromised:
    "These answers came before any rules were set: they are read by the usual ones, which nobody promised.",
  saveRules: "Save the rules",
  rulesSaved: "Rules saved",
  straightLining: "Straight-lining, % of the tasks",
  straightLiningHint: "Best, or worst, at one position in at least so many. Empty for no rule.",
  speeding: "Too fast, % of the median time",
  speedingHint:
    "50 is the field’s custom. Judged from {least} timed completes on. Empty for no rule.",
  fit: "Contradicting answers, % of random answerers caught",
  fitHint:
    "Of those who answer every exercise at random. The field’s custom is 95; the table shows what that costs sincere respondents. Empty for no rule.",
  gibberish: "Flag open texts typed to get past",
  duplicates: "Flag duplicates",
  looks: "Looks at precision",
  looksHint: "Completes per cohort at which it is looked at, with commas between.",
} as const;
