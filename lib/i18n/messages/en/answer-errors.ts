/** What can be wrong with what a respondent sent. In every language of the interview. */
export const answerErrors = {
  required: "This is needed.",
  tooShort: "Write at least {minimum, number} characters.",
  tooLong: "Write at most {maximum, number} characters.",
  tooFew: "At least {minimum, number} are needed.",
  tooMany: "At most {maximum, number} are possible.",
  tooLow: "The number must be at least {minimum, number}.",
  tooHigh: "The number must be at most {maximum, number}.",
  notANumber: "Enter a number.",
  invalid: "This value is not one of those asked for.",
  unknownField: "The form sent a field that is not asked for. Reload the page and try again.",
  consentNeeded: "Tick the box to start.",
  chooseAnswer: "Choose one answer.",
  chooseSome: "Choose at least one answer.",
  exclusiveWithOthers:
    "“{option}” cannot be combined with other answers. Keep only it, or only the others.",
  otherMissing: "Say what it is in your own words, or choose another answer.",
  otherNotChosen: "You wrote something beside “{option}”. Choose it too, or clear the text.",
  rankNotOffered: "Choose a place from 1 to {last}, or none.",
  rankTwice: "“{option}” already has place {rank}. Use each place once.",
  rankGap: "Place {missing} is not used. Use the places from 1 on without a gap.",
  ranksMissing:
    "Give each place from 1 to {needed} once. {given, plural, =0 {None is} one {# is} other {# are}} given.",
  numberMissing: "Enter a number.",
  dateMissing: "Enter a date: day, month and year.",
  dateDay: "Write the day as a number from 1 to 31.",
  dateMonth: "Write the month as a number from 1 to 12.",
  dateYear: "Write the year with four digits.",
  dateNotReal: "There is no such day in that month. Check day, month and year.",
  dateEarly: "The date must be {date} or later.",
  dateLate: "The date must be {date} or earlier.",
  numberWhole: "Enter a whole number in figures.",
  numberDecimals:
    "Enter a number in figures with at most {decimals, plural, one {# decimal} other {# decimals}}.",
  textMissing: "Write an answer.",
  notOffered: "This answer is not one of those offered. Choose one of these.",
  cohortStays:
    "This answer decided which questions you get, so it can no longer be changed. Your other answers can.",
  placeTaken:
    "Your place in this study goes with the answer you gave before, and there is none left for this one. Your first answer stays.",
  judgementMissing: "Nothing is chosen for “{item}”. Choose one.",
  choiceMissing: "Nothing is chosen as “{label}”. Choose one.",
  notShown: "What was sent is not on this screen. Choose among these.",
  bestIsWorst:
    "You chose “{item}” as both “{best}” and “{worst}”. Choose a different one for one of them.",
  chooseExactly:
    "Choose {needed, number}. {chosen, plural, =0 {None is} one {# is} other {# are}} chosen.",
  wholeNumber: "Enter a whole number, 0 or more, without signs or decimals.",
  percentageMissing: "Enter a percentage from 0 to 100.",
  sumTooLow:
    "The points add up to {sum, number}: {off, number} of {total, number} are left to give.",
  sumTooHigh: "The points add up to {sum, number}: {off, number} more than {total, number}.",
  nothingToRescale: "Give points to at least one before rescaling.",
  notReached: "This screen comes later. What was sent has not been saved.",
  interviewOver: "Your answers had already been handed in. What was sent now has not been saved.",
  studyClosed: "The study is closed. What was sent now has not been saved.",
  tooManyStarts:
    "Too many people have begun from here or by this link without going on. Nothing was saved. Try again in {minutes, plural, one {a minute} other {# minutes}}.",
  studyPaused: "The study is paused. Try again later.",
  studyNotYetOpen: "The study is not open yet. Try again later.",
  linkNotComplete: "This link is not complete. Ask whoever sent it to you for the whole link.",
  begunAlready: "Somebody has already begun with this link.",
  numberUnclear:
    "“{typed}” can be read in two ways. Enter {large} for the larger number, or {small} for the smaller one.",
  answeredElsewhere: "This was answered in another window after you opened it here. Stored is:",
  otherScreen:
    "What was sent belongs to another screen. It has not been saved; please answer once more.",
} as const;
