/** People who are invited by name: the list, the letters, what became of them. */
export const invitations = {
  title: "Invitations",
  lead: "People invited by name, each with a link of their own.",
  step: "Invitations",

  listTitle: "How far they are",
  listEmpty: "Nobody is on the list yet. Add people from a CSV file; nothing is sent by that.",
  total: "{count, plural, one {# person} other {# people}}",
  state: "State",
  people: "People",
  "state_not-invited": "Not invited yet",
  state_waiting: "Letter waiting",
  state_failed: "Could not be sent",
  state_invited: "Invited",
  state_started: "Started",
  state_ended: "Finished",
  state_unsubscribed: "Wants no more mail",
  state_bounced: "Mail came back",

  columnNames: "Names of your columns",
  columnNamesLead:
    "Only where your file calls them otherwise than email, name, cohort and language.",
  column_email: "E-mail address",
  column_name: "Name",
  column_cohort: "Cohort",
  column_language: "Language",
  addTitle: "Add people",
  addLead:
    "A CSV file with the column email, and if you like name, cohort, language and columns of your own to be used in letters. Whoever is on the list already stays as they are.",
  addFile: "CSV file",
  leaveOut: "Leave out rows with a fault, and add the others",
  addDo: "Add to the list",
  adding: "Adding…",
  added: "Added",
  closed: "The study is closed: nobody can be invited any more.",

  links: "Download the links (CSV)",
  linksLead:
    "To send them by other means. Whoever has a link can answer in that person’s place, so keep the file safe.",

  letterTitle: "Write a letter",
  letterLead:
    "It goes out one by one, only while the study is live. Words in double braces are filled in for each person: '{{'name'}}', '{{'link'}}', '{{'study'}}', '{{'unsubscribe'}}' and the columns of your list.",
  mailMissing:
    "The server has nothing to send mail through. Set SMTP_URL and MAIL_FROM and start it again, or download the links and send them yourself.",
  letterNotLive: "Letters can be sent while the study is live.",
  letterNobody: "There is nobody to write to at the moment.",
  kind: "Letter",
  kind_invitation: "Invitation, to {count, plural, one {# person} other {# people}} without one",
  kind_reminder: "Reminder, to {count, plural, one {# person} other {# people}} who did not finish",
  subject: "Subject",
  text: "Text",
  usualSubject: "We would like to hear from you: '{{'study'}}'",
  usualText:
    "Dear '{{'name'}}',\n\nwe ask you to take part in a short study. This link is yours alone, so please do not pass it on:\n\n'{{'link'}}'\n\nYou can stop at any time and go on later with the same link.\n\nThank you\n\n--\nNo more mail about this study: '{{'unsubscribe'}}'",
  send: "Send",
  sending: "Sending…",
  sent: "In the outbox",
  waiting:
    "{count, plural, one {One letter is} other {# letters are}} waiting to be sent. This page follows them.",
  waitingPaused:
    "{count, plural, one {One letter waits} other {# letters wait}} until the study is live again.",
  stop: "Take back what is waiting",
  stopTitle: "Take back {count, plural, one {one letter} other {# letters}}?",
  stopText: "What is waiting is not sent. What was sent stays sent.",
  stopping: "Taking back…",

  search: "Search by address or name",
  searchDo: "Search",
  searchShown:
    "{found, plural, =0 {Nobody} one {One person} other {# people}} found{more, select, yes {; the first {shown, number} are shown} other {}}.",
  email: "Address",
  cohort: "Cohort",
  lastLetter: "Last letter",
  letters: "Letters",
  change: "Change",
  changeOf: "Change {email}",
  bounce: "Mail came back, because",
  bounceDo: "Keep and write no more",
  bounceSaved: "Kept",
  remove: "Remove",
  removeTitle: "Remove {email}?",
  removeText:
    "Address, name, columns and letters are erased and the link stops working. An interview they began stays, without any tie to them.",
  removing: "Removing…",
} as const;
