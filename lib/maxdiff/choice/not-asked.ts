/** Stands in `best` or `worst` of ChoiceData where a task asked only for the other of the two. */
export const notAsked = -1;
