/** What needs fixing or checking before a launch, line by line. */
export const launchGate = {
  gateTitle: "Before the launch",
  gateTitleRevision: "Before revision {number, number} is published",
  gateReadyRevision: "Ready to be published.",
  gateReady: "Ready to launch.",
  gateLead:
    "{errors, plural, =0 {Nothing needs fixing} one {# thing needs fixing} other {# things need fixing}}{warnings, plural, =0 {} one {; # warning} other {; # warnings}}.",
  gateError: "Needs fixing",
  gateWarning: "Worth a check",
  gateMend: "Fix it in {step}",
  gateLook: "Look at {step}",
  gate_noItems: "The study has no items.",
  gate_fewItems:
    "The study has {count, plural, one {# item} other {# items}}; a best-worst study needs at least {minimum}.",
  gate_labelMissing: "Nothing can be seen of the label of item {place}.",
  gate_duplicateLabel: "Items {first} and {second} are both called “{label}”.",
  gate_definitionsMissing:
    "{count, plural, one {“{label}” has no definition} other {# items, “{label}” among them, have no definition}}: respondents will each supply their own.",
  gate_pairUndecided:
    "“{one}” and “{other}” may be one thing to respondents. Name the pair or dismiss it: after the launch a swap of the two is no longer confirmed.",
  gate_morePairsUndecided:
    "{count, plural, one {# more pair of items is} other {# more pairs of items are}} proposed and undecided; those named are the most alike.",
  gate_noCohorts: "No cohort is named.",
  gate_oneCohort: "There is one cohort, “{name}”: the report will have no gap to show.",
  gate_noCohortQuestion: "No question puts respondents into a cohort.",
  gate_cohortUnreachable: "No answer, no rule and no source leads to the cohort “{name}”.",
  gate_ruleNeverDecides:
    "Rule {place, number} never decides the cohort: no answers meet it, or an earlier rule asks for the same.",
  gate_quotaImpossible:
    "Nobody can belong to the quota “{name}”: no cohort and answers that the study asks for before the tasks meet it.",
  gate_cohortWithoutQuota:
    "No quota limits the cohort “{name}”: everybody of it is let in, while others have quotas.",
  gate_quotasBelowSoftLaunch:
    "The quotas let in {places, number} interviews at most, so the soft launch of {completes, number} completes never ends.",
  gate_optionLeadsNowhere: "The answer “{label}” leads neither to a cohort nor out of the study.",
  gate_nobodyScreenedOut:
    "No answer ends the interview: people outside all cohorts have to give a wrong one.",
  gate_cohortQuestionLate: "The question that names the cohort must come before the choice tasks.",
  gate_cohortQuestionConditional:
    "The question that names the cohort is asked under a condition: ask it of everybody.",
  gate_answerMissing: "Nothing can be seen of answer {place} to the question {key}.",
  gate_choicesAlike:
    "Two choices of one screen both read “{label}”: whoever chooses cannot tell them apart.",
  gate_duplicateAnswer: "The question {key} has two answers that read “{label}”.",
  gate_everyoneScreenedOut:
    "Every answer to the question {key} leads out of the study: nobody can take part.",
  gate_questionImpossible:
    "No number lies between the limits of the question {key} with so few decimals: widen the limits or allow more decimals.",
  gate_closingDatePast:
    "The study’s closing date has passed: nobody could answer. Set a later one, or none.",
  gate_questionRanks:
    "The question {key} asks for {ranks, plural, one {# place} other {# places}} and has {options, plural, one {# answer} other {# answers}}.",
  gate_questionLimits:
    "The question {key} cannot be answered: its first day is {least}, its last {most}.",
  gate_questionRows: "The question {key} needs at least one row to rate.",
  gate_questionPoints: "The question {key} needs {least} to {most} points on its scale.",
  gate_referenceFault:
    "{place} {kind, select, missing {speaks of “{answer}”, which is no question} later {speaks of “{answer}”, which is not answered yet there} cohort {depends on a cohort that is not known yet there, or does not exist} unusable {speaks of “{answer}”, whose answer is of a kind that cannot be used there} other {depends on an answer to “{answer}” that does not exist any more}}.",
  gate_screenUnseen:
    "Nobody can ever see the screen {screen}: what it depends on cannot be answered so.",
  gate_questionText: "The question {key} has no text.",
  gate_questionOptions: "The question {key} needs at least two answers.",
  gate_consentUninformed:
    "People have to agree before they start, and the first screen names neither who is responsible nor a privacy notice.",
  gate_textMissing_welcomeTitle: "The title of the first screen is missing.",
  gate_textMissing_welcomeText: "The text of the first screen is missing.",
  gate_textMissing_choiceQuestion: "The question above the choice tasks is missing.",
  gate_textMissing_bestLabel: "The heading for the most important item is missing.",
  gate_textMissing_worstLabel: "The heading for the least important item is missing.",
  gate_textMissing_thanksText: "The text of the last screen is missing.",
  gate_textMissing_screenedOutText: "The text for people who are screened out is missing.",
  gateAbout: "{name}: {sentence}",
  gate_exerciseText: "A text of the exercise “{title}” is missing.",
  gate_fewTasksForRepeats:
    "{repeats, plural, one {# repeated task needs} other {# repeated tasks need}} at least {least} tasks before and between, and the design has {tasks}. Ask for fewer repeated tasks.",
  gate_staleHoldouts:
    "Holdout task {number} does not fit the items or the size of the tasks any more. Save the exercises again to draw the holdout tasks anew.",
  gate_mirrorOfNothing: "The mirror “{title}” has no exercise to ask again.",
  gate_mirrorEarly: "The mirror “{title}” must come after the exercise it asks again.",
  gate_mirrorCohorts: "The mirror “{title}” needs a second cohort whose view can be asked.",
  gate_mirrorView: "The mirror “{title}” does not say whose view {name} are asked for.",
  gate_anchorText: "A text of the anchor {key} is missing.",
  gate_anchorOfNothing: "The anchor {key} belongs to no exercise.",
  gate_anchorEarly: "The anchor {key} must come after its exercise.",
  gate_allocationText: "The allocation question {key} has no text.",
  gate_allocationChoices:
    "The allocation question {key} asks for {chosen} of {items} items: ask for fewer.",
  gate_noAllocation:
    "There is no allocation question: the report will show importance, and no resources.",
  gate_noDesign: "The design has not been generated.",
  gate_staleDesign: "Items or settings changed after the design was generated: generate it again.",
  "gate_item-never-shown":
    "{count, plural, one {“{item}” is never shown} other {# items, “{item}” among them, are never shown}}: it gets no score.",
  "gate_pair-never-shown":
    "{count, plural, one {A pair never meets} other {# pairs never meet}}, “{one}” and “{other}” among them: they are compared only through others.",
  "gate_prohibited-pair-shown":
    "Prohibited pairs meet {count, plural, one {once} other {# times}} in the design.",
  "gate_few-views":
    "A respondent sees each item {views} times on average. Below {least}, individual scores rest on little: add tasks.",
  "gate_few-tasks":
    "{tasks, plural, one {# task shows} other {# tasks show}} each item too seldom; {least} are needed to show each three times.",
  "gate_many-items-per-task":
    "A task shows {itemsPerTask} items. More than half the list ({most}) makes tasks alike and tiring.",
  "gate_disconnected-versions":
    "{count, plural, one {One version} other {# versions}} fall into parts that share no item: those respondents’ own scores do not compare.",
  "gate_disconnected-design":
    "The design falls into parts that share no item: their scores cannot be compared.",
  "gate_unequal-tasks": "Versions have between {min} and {max} tasks.",
  gate_fewVersions:
    "The design has {versions, plural, one {# version} other {# versions}}: the company that items appear in will colour the results.",
  gate_privacyLinkNoAddress:
    "The link to the privacy notice is no address in {language}: “{link}”. Write a whole one, beginning with https://.",
  gate_translationsMissing:
    "{count, plural, one {One text is} other {# texts are}} not translated into {language}{outdated, plural, =0 {} other { (# changed since)}}.",
  gate_manyTasks:
    "Respondents are asked for {tasks} choice tasks. Beyond {most} some of them click through: ask for fewer tasks, or show each item less often.",
  gate_scrolledTasks:
    "A task of {itemsPerTask} items is about {screens} screens of a phone long, so best and worst are chosen by scrolling back and forth. Show fewer items in a task, or shorten the labels.",
  gate_longInterview:
    "An interview takes about {minutes} minutes; many respondents will not finish.",
} as const;
