import { answerErrors } from "./answer-errors";
import { fileErrors } from "./file-errors";
import { translationErrors } from "./translation-errors";

/** Sentences for what went wrong: what, and how to mend it. */
export const errors = {
  ...answerErrors,
  wrongLooks: "Write whole numbers of 2 or more, with commas between.",
  frozen:
    "What respondents are asked does not change under their answers. While the study is live or paused, begin a new revision to ask something else.",
  revisionUnderWay: "A new revision was begun already. Edit that one, publish it or discard it.",
  revisionUnchanged:
    "The new revision asks the same as the one before. Change something, or discard it.",
  meaningOpen: "Say whether it means the same: that decides which answers are counted together.",
  webAddress: "Write a whole address, beginning with https://.",
  firstRevision: "The study has not been launched yet: launch it, or delete the draft.",
  cohortsStay:
    "The cohorts stay as they were at the launch: people have been sorted into them. What leads to them can change.",
  mailNotSetUp:
    "The server has nothing to send mail through. Set SMTP_URL and MAIL_FROM and start it again, or send the links yourself.",
  nobodyToWriteTo: "There is nobody whom this letter would go to.",
  letterPlaceholder:
    "“{name}” has no value for {count, plural, one {one person} other {# people}}. Take it out, or add the column to the list.",
  letterLinkMissing: "The text has no '{{'link'}}'. Without it nobody can begin.",
  priorOfItsOwn:
    "A variance and degrees of freedom are for the prior inverse-wishart: choose that one, or leave them out.",
  methodRefused: "The answers do not allow this analysis. {reason}",
  askedAnew:
    "Answers came in before this analysis began, and it was asked for anew: see the newer one.",
  notLive: "The study is not live.",
  notPaused: "The study is not paused.",
  notOpen: "The study is neither live nor paused.",
  notReadyToLaunch:
    "{count, plural, one {One thing stands} other {# things stand}} in the way of the launch. {problems}",
  itemChanged: "This item is not in the list any more. Reload the page and try again.",
  changedMeanwhile:
    "This was saved from another page meanwhile, so nothing was saved now. Copy what you typed, load what is stored and make your changes again.",
  changedPart:
    "{kind, select, item {The item “{name}”} itemOrder {The order of the items} pair {The decision on the pair “{name}”} quota {The quota “{name}”} quotaOrder {The order of the quotas} screenOrder {The order of the screens} text {The text “{name}”} words {The wording “{name}”} allocation {The allocation question “{name}”} exercise {The exercise “{name}”} anchor {The direct anchor “{name}”} question {The question} condition {Who is shown this screen} cohort {The cohort “{name}”} cohortOrder {The order of the cohorts} answer {The answer “{name}”} rule {Rule {name}} studyName {The study’s name} sourceKey {The key} translation {The translation of “{name}”} translations {The translation into {name}} other {“{name}”}} was {how, select, added {added} removed {removed} other {changed}}.",
  changedMore: "{count, plural, one {One more thing} other {# more things}} changed as well.",
  pairTwice: "This pair stands in the list already.",
  pairReason: "Say why the two are no pair: the reason is part of the plan.",
  pairUndecided: "Say what the two are to each other, or take the reason out.",
  pairIncomplete: "Choose both items of the pair.",
  itemListedAlready: "“{label}” is in the list already. Take it out, or replace the whole list.",
  cohortChanged: "This cohort does not exist any more. Reload the page and try again.",
  mainExerciseStays: "The main exercise cannot be removed.",
  exerciseNeedsTitle: "Give the exercise a title, so that it can be told from the others.",
  exerciseUnknownList: "This list is not there any more. Choose another one.",
  mirrorChecks: "A mirror has no repeated and no holdout tasks.",
  noHoldouts:
    "No such tasks were found among these items. Ask for fewer holdout tasks, or allow more pairs to share a task.",
  mirrorOfNothing: "Choose an exercise that can be asked again: not a mirror, and not itself.",
  screenChanged: "This question does not exist any more. Reload the page and try again.",
  nameTaken: "This name is used already. Choose another one.",
  listNameStays:
    "The list keeps its name since the launch: answers given to it so far are counted by it.",
  nameWasUsed:
    "An earlier revision asked something else by this name, and answers carry it. Choose another one.",
  nameStays: "Answers carry this name already: it cannot change once the study has been launched.",
  limitBeforeFirst: "The last day comes before the first one, {earliest}.",
  pointTwice: "Two points have the same name. Give each a name of its own.",
  unknownQuestionType: "There is no type of question called “{type}”. Choose one of: {known}.",
  typeStays:
    "Answers of this kind exist already: add another question for answers of another kind.",
  oneOther: "One answer of a question can ask for a text. Choose which.",
  ruleWithoutCondition: "Say when the rule holds, or remove it.",
  cohortForAll: "Everybody is asked the question that names the cohort.",
  referenceMissing: "There is no question “{key}” whose answer could be used.",
  referenceLater: "“{key}” is not answered yet at this place: only earlier questions can be used.",
  referenceUnusable: "The answer to “{key}” is of a kind that cannot be used here.",
  referenceOption: "“{key}” has no such answer any more. Choose among those it has.",
  referenceCohort:
    "The cohort is not known yet at this place, or is not one of the study: only screens after the question that names it can depend on it.",
  cohortBeforeTasks: "The question that names the cohort must come before the choice tasks.",
  quotaUnaskable:
    "This quota is about a cohort, a question or an answer that the study does not ask for before the tasks. Choose anew whom it is for.",
  quotaHasPlaces:
    "{taken, plural, one {One interview holds} other {# interviews hold}} a place in “{name}”, so it cannot be removed. To let more people in, give it a larger size.",
  quotaBelowTaken:
    "{taken, plural, one {One interview holds a place} other {# interviews hold places}} in it already. Write at least {taken, number}.",
  quotaConditionsStay:
    "{taken, plural, one {One interview holds a place} other {# interviews hold places}} in it, so whom it is for cannot change any more. Add another quota instead.",
  pairOfOne: "A pair needs two different items.",
  moreThanItems:
    "A task cannot show more items than the study has ({items}). Show fewer items in a task, or add items.",
  fewerThanItems: "So few tasks cannot show every item to a respondent: ask for at least {least}.",
  pairsImpossible: "These pairs cannot all be kept apart. {reason}",
  fewItemsForDesign:
    "A design needs at least {minimum} items and the study has {count}. Add items first.",
  designUnderWay: "A design is being generated already. Wait for it, or cancel it.",
  slugTaken: "Another study has this link already. Choose another one.",
  listEmpty: "The list has no items. Write one item a line.",
  listQuote:
    "Line {line}: a quotation mark is opened and never closed. Close it, or write it twice inside a quoted text.",
  listColumns:
    "Line {line}: there are {found} columns and the header names {expected}. Put texts that contain the separator in quotation marks.",
  listLabelMissing: "Line {line}: the label is missing.",
  listLabelLong:
    "Line {line}: the label is longer than {maximum} characters. Move the explanation into the definition.",
  listLabelTwice:
    "Line {line}: “{label}” is on line {first} already. Each label can be there once.",
  listDefinitionLong: "Line {line}: the definition is longer than {maximum} characters.",
  listTooMany: "Line {line}: at most {maximum} items are possible and the list has {found}.",
  notSignedIn: "Sign in to go on.",
  forbidden: "Your role does not allow this. Ask an admin of your organisation.",
  notFound: "There is nothing here, or it is not open to you.",
  wrongMethod: "Nothing here is asked in this way.",
  unreadableRequest: "This request cannot be read. Open the page again and retry.",
  bodyTooLarge: "At most {megabytes, number} MB can be sent here at once. Nothing was changed.",
  unavailable: "The database is busy or full. Nothing was changed; try again in a moment.",
  foreignOrigin:
    "The request came from another site and was refused. Open the page again and retry.",
  wrongSetupSecret:
    "This is not the secret that the server printed on its console when it started.",
  unexpected: "Something went wrong on our side. Nothing was changed; try again.",
  lastAdmin:
    "Somebody must stay to administer the organisation. Make another member an admin first.",
  emailTaken: "Somebody with this address has an account already.",
  wrongCredentials: "The address and the password do not go together.",
  tooLongNow:
    "At most {maximum, number} characters are possible, and there are {found, number}. Shorten it.",
  commonPassword:
    "This is one of the passwords that are guessed first: a common one, a sign or two repeated, or your address. Choose another, for example several words.",
  wrongPassword: "This is not your password.",
  tooManyAttempts:
    "Too many attempts. Wait {seconds, plural, one {a second} other {# seconds}}, then try again.",
  jobInterrupted:
    "The server stopped {times} times while it worked on this, so it is not tried again.",
  designOutdated:
    "The items or the design settings changed while the design was made. Make it again.",
  notAHost: "Write the host alone, in lower case and without https://, such as panel.example.",
  exitAddress:
    "Write a whole address that begins with https:// and has no name, password or # in it.",
  exitHttps: "The address must begin with https://.",
  exitPlaceholder:
    "Only '{{'rid'}}' is filled in, and not within the host. Write the panel’s own code in place of anything else in braces.",
  exitHost: "{host} is not among the hosts below. Add it there if people may be sent to it.",
  notATimeZone: "Choose a time zone of the list, such as Europe/Berlin.",
  notAMoment: "Write a date and a time that exist.",
  closesBeforeOpens: "The study must close after it opens.",
  sourceKindFixed: "This source is of another kind. Reload the page and try again.",
  translationChanged:
    "“{id}” was changed meanwhile. Copy what you typed, reload the page and translate what it says now.",
  translationsMissing: "Choose the file with the translations.",
  defaultLanguageStays:
    "The language of the study’s own texts stays as it was at the launch: the interviews so far were held in it.",
  atLine: "Line {line}: {sentence}",
  ...translationErrors,
  ...fileErrors,
  scaleOfMethod: "{method}: there is no scale “{scale}”. Choose one of: {scales}.",
  unknownOffer: "The exercise has no item {number, number} to put on offer.",
  unknownExercise: "The study has no exercise “{name}”.",
  unknownFilter: "The study has no question “{name}” to filter by.",
  unknownFilterValue: "“{value}” is not an answer to “{name}”.",
  unknownRevision: "There is no launched revision {number, number}. Choose one of: {known}.",
  unknownCohort: "The study has no cohort {number}.",
  segmentUnknown:
    "The study has no question “{name}” whose answers could be cohorts: one with one answer, or with several.",
  segmentAnswer:
    "“{name}” takes several answers, so name one of them as the cohorts, such as {example}: who chose it, and who did not.",
  segmentGroups:
    "That makes {count, number} cohorts; at most {most, number} are compared. Filter by fewer answers of the question, or cross it with another.",
  segmentCrossing: "Two different questions can be crossed, no more.",
  sameCohort: "A cohort cannot be compared with itself. Choose two different ones.",
} as const;
