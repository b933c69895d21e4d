import { everywhere } from "./everywhere";

/** Words that every signed-in page shares. */
export const common = {
  productName: "Tradeoff",
  save: "Save",
  saving: "Saving…",
  saved: "Saved",
  saveBeside: "Changes in another part of this page are not saved and may be lost. Go on?",
  leaveUnsaved: "Your changes are not saved. Leave the page without them?",
  noAnswer:
    "The server could not be reached, or its answer was lost: perhaps it was saved, perhaps not. What you typed is still here. Save again when you are connected.",
  appUpdated:
    "The app was updated while this page was open, so nothing was saved. What you typed is still here: copy it, and load the page again.",
  loadStored: "Load what is stored",
  dropAndLoadStored: "Drop my changes and load what is stored",
  cancel: "Cancel",
  moveUp: "Move {what} up",
  moveDown: "Move {what} down",
  mostRows: "There are {maximum}, which is the most that is possible.",
  removeRow: "Remove {what}",
  signOut: "Sign out",
  pageOf: "{from, number}–{to, number} of {total, number}",
  pageOfNone: "None of {total, number} here",
  previousPage: "Previous page",
  nextPage: "Next page",
  studies: "Studies",
  skipToContent: "Skip to the content",
  ...everywhere,
  imported: "Imported answers",
} as const;
