/** What is wrong with a file: what, where it cannot be seen from the line and column, and the mend. */
export const fileErrors = {
  fileEmpty: "The file is empty.",
  fileNoRows: "The file has a header and nothing under it.",
  fileEncoding: "This is not UTF-8. Save the file again as “CSV UTF-8”.",
  fileForeign:
    "This is {kind, select, workbook {a spreadsheet workbook, as Excel or Numbers saves it} document {a document, as Word or PowerPoint saves it} page {a web page, whatever its name says} pdf {a PDF} packed {a packed folder} other {the file of a program}}, not text. Open it and copy its cells or lines, or save it as “CSV UTF-8” and choose that.",
  fileNul:
    "There is a NUL character, as in files that are not UTF-8 text. Save the file again as “CSV UTF-8”.",
  fileQuote:
    "A quotation mark does not match. Put the whole field in quotation marks and double those inside it.",
  fileRagged:
    "The row has {found, plural, one {# field} other {# fields}}, the header has {expected}.",
  fileHeaderEmpty: "A column has no name.",
  fileHeaderTwice: "The column {column} is there twice.",
  fileColumnMissing: "The column {column} is missing. Its place is in the header: {layout}",
  fileColumnUnknown: "The column {column} is not part of this file. Its header is: {layout}",
  fileReadUtf16: "Read as UTF-16.",
  fileReadSeparatorLine: "The first line names the separator and was not read as a row.",
  fileReadDelimiter: "Read as fields between {delimiter}, since the header has no comma.",
  fileReadCarriageReturns: "Read as lines that end in a carriage return.",
  fileReadBlankRows:
    "{count, plural, one {A row without anything in it was} other {# rows without anything in them were}} left out, from line {first} on.",
  fileReadBlankColumns:
    "{count, plural, one {A last column without anything in it was} other {# last columns without anything in them were}} left out.",
  fileReadHeader: "Blanks around the names of columns were left out: {columns}.",
  fileReadValues:
    "{column}: {count, plural, one {one value was} other {# values were}} read without blanks around it and in one Unicode form, from “{value}” on line {first} on.",
  fileItemLabelTwice: "Items {first} and {number} have the same label: “{label}”.",
  fileMoreIssues: "{count, plural, one {One more problem} other {# more problems}} in these files.",
  fileNotOneOf: "{column} must be one of {words}, not “{value}”.",
  fileCheckOfNobody: "{file} has no respondent {id} with version {version}.",
  fileCheckTwice: "Respondent {id} has {kind} {number} in line {first} already.",
  fileCheckItems:
    "The items {shown} are none that this task can show: a repeat shows those of its respondent’s own task, a holdout different items of the design.",
  fileCheckChoice: "{column} is item {number}, which can be none but one of {shown}.",
  filePairOfOne: "A pair is of two items; both are {number}.",
  filePairUnknown: "There is no item {number} in the list.",
  filePairTwice: "The pair {pair} stands in line {first} already.",
  fileNotWholeNumber: "{column} must be a whole number from 1 on, not “{value}”.",
  fileTextMissing: "{column} is empty.",
  fileTextLong: "{column} has more than {maximum} characters.",
  fileItemTwice: "Item {number} was on line {first} already.",
  fileTooManyItems: "There are {found} items; at most {maximum} are possible.",
  fileItemUnknown: "{column}: item {number} is not in {items}.",
  fileItemTwiceInSet: "{column}: item {number} is twice in this set.",
  fileItemNeverShown: "Item {number} is in no set of {design}. Leave it out, or show it.",
  fileSetTwice: "Version {version}, set {set} was on line {first} already.",
  fileSetMissing: "Version {version} has no set {set}; sets are numbered 1, 2, 3 … without holes.",
  fileSetCount:
    "Version {version} ends with set {found}, version {other} with set {expected}; all must have the same sets.",
  fileVersionUnknown: "Version {version} is not in {design}.",
  fileIdTwice: "The id {id} was on line {first} already.",
  fileIdFormula:
    "The id “{id}” begins like a spreadsheet formula. Begin ids with a letter or a digit.",
  fileNotShown:
    "{column}: item {number} was not shown. Version {version}, set {set} shows {shown}.",
  fileBestIsWorst: "{column}: item {number} is both best and worst of set {set}.",
  fileHalfAnswer: "{column} is empty. Best and worst of a set are both given, or both empty.",
  fileAnchorWord: "{column} must be all, some, none or empty, not “{value}”.",
  fileAnchorAlone: "{column}: an anchor needs a best and a worst in set {set}.",
  fileAnchorTwice: "Item {number} of {id} was on line {first} already.",
  fileAnchorNotBinary: "{column} must be 1 (above the anchor), 0 or empty, not “{value}”.",
  fileAnchorHeader: "The columns of an anchors file are id,item,important or id,item1,item2,…",
  fileIdNotInAnswers: "The id {id} is not in {answers}.",
  fileLeftOut:
    "{count, plural, one {One person is} other {# people are}} left out, of whom {answers} has no answers; the first is on line {line}.",
  fileIdNotInRespondents: "The id {id} is not in {respondents}.",
  fileCohortColumn: "There is no column {column} to name the cohorts. There are: {columns}",
  fileCohortEmpty:
    "{column} is {value, select, blank {empty} other {“{value}”, which is read as missing}}, so this respondent is in no cohort.",
  fileTooManyCohorts:
    "{column} has {found} different values; at most {maximum} cohorts can be compared.",
  fileCohortWithoutRespondents:
    "A cohort column was named, and no respondents file to find it in was given.",
  contactColumn:
    "A column cannot be called “{name}”: letters use that word, or it has braces. Choose another name.",
  fileReadColumn: "The column “{column}” was read as {as}.",
  contactColumnUnknown: "There is no column “{column}”. There are: {columns}",
  contactColumnDoubt:
    "Several columns may hold the addresses: {columns}. Say under “Names of your columns” which one does.",
  contactColumns: "There are too many columns; at most {maximum} of your own are possible.",
  contactsTooMany: "There are too many rows; at most {maximum, number} people are possible.",
  contactEmail: "“{value}” is not an e-mail address.",
  contactTwice: "{email} was on line {first} already.",
  contactCohort: "The study has no cohort “{cohort}”. There are: {names}",
  contactLanguage: "The study is not offered in “{locale}”. It is in: {languages}",
  contactText: "{column} has more than {maximum} characters, or more than one line.",
  fileLarge:
    "The file is larger than {megabytes, number} MB. Split it and send its parts one after the other.",
} as const;
