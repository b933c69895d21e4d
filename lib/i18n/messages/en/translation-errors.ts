/** What is wrong with a file of translations: what, and the mend. */
export const translationErrors = {
  translationHeader:
    "The columns must be {layout}; the file has {found}. Download the file of this language again.",
  translationLanguages:
    "The file translates from {foundFrom} into {foundInto}, not from {from} into {into}.",
  translationUnknown: "The study has no text {id}. It may have been removed since.",
  translationTwice: "The text {id} was on line {first} already.",
  translationOfOther:
    "The text {id} reads “{now}” by now, and the file translates something else. Download the file again.",
  translationLong: "The translation of {id} has more than {maximum, number} characters.",
  translationPlaces:
    "The translation of {id} must speak of the same earlier answers as the original: {places}.",
  xliffDoctype: "A document type is not allowed in a file of translations. Take it out.",
  xliffBroken: "This is not well-formed XML. {reason}",
  xliffVersion: "This is not an XLIFF file of version 1.2 or 2.0.",
  xliffUnitId: "A unit lacks the id that the download gave it (resname in 1.2, name in 2.0).",
  xliffMarkup: "The unit {id} holds markup ({tag}); texts are plain. Take it out.",
  xliffDeep: "Groups are nested too deeply to be read.",
} as const;
