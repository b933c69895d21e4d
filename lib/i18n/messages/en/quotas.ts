/** How many interviews of one kind are wanted. */
export const quotas = {
  title: "Quotas",
  lead: "How many interviews of each kind are let in. Sizes can change while the study is live.",
  save: "Save quotas",
  saving: "Saving …",
  saved: "Saved.",
  closed: "The study is closed: nobody takes a place any more.",

  listTitle: "Quotas",
  listLead:
    "A place is taken when somebody has answered all that a quota asks about, and given back when they stay away too long. Somebody who belongs to several quotas needs a place in each; somebody who belongs to none is let in.",
  empty: "There are none: everybody who is not screened out is let in. Add the first one below.",
  emptyClosed: "There were none: everybody who was not screened out was let in.",
  name: "Name of quota {place, number}",
  size: "Size of quota {place, number}",
  changeWhom: "Change whom it is for",
  changeWhomOf: "Change whom {name} is for",
  nameColumn: "Name",
  sizeColumn: "Size",
  everybody: "Everybody",
  anyOf: "{question}: {answers}",
  gone: "asks for something the study does not have any more",
  isNew: "not saved yet",
  fill: "{taken, number} of {size, number} taken, {complete, number} complete",
  fillApart:
    "{apart, plural, one {# more complete interview holds a place and is} other {# more complete interviews hold places and are}} counted apart, on an earlier revision.",
  fillOf: "Places taken in {name}",

  addTitle: "Add quotas",
  addLead:
    "Choose whom they are for. Nothing chosen in a list means that it does not matter. Several chosen together are one quota, or one quota each.",
  cohorts: "Cohorts",
  newSize: "Size of each",
  addOne: "Add one quota",
  addCells:
    "{count, plural, =0 {Add one for each combination} one {Add one for each combination (1)} other {Add one for each combination (#)}}",
  noQuestions:
    "Only cohorts can be chosen: no question with options to choose from is asked before the tasks.",
  tooMany: "That would be {count, number} quotas, more than the {most, number} a study can have.",
  added: "{count, plural, one {One quota was} other {# quotas were}} added above. Save them.",
} as const;
