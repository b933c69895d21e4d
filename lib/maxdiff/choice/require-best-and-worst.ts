import type { ChoiceData } from "./choice-data";
import { notAsked } from "./not-asked";

/**
 * Refuses answers that lack a best or a worst, for what cannot do with one alone.
 *
 * @param respondents indices of the respondents to look at; all when left out
 * @param who the method's name, the first words of the message
 * @throws RangeError naming the first such respondent and task
 */
export function requireBestAndWorst(data: ChoiceData, who: string, respondents?: Int32Array): void {
  const total = respondents?.length ?? data.cohort.length;
  for (let index = 0; index < total; index++) {
    const respondent = respondents ? respondents[index] : index;
    const end = data.respondentStart[respondent + 1];
    for (let task = data.respondentStart[respondent]; task < end; task++) {
      if (data.best[task] === notAsked || data.worst[task] === notAsked) {
        throw oneMissing(data, task, who);
      }
    }
  }
}

/** The error for one task that lacks a best or a worst. */
export function oneMissing(data: ChoiceData, task: number, who: string): RangeError {
  let respondent = 0;
  while (data.respondentStart[respondent + 1] <= task) respondent++;
  const missing = data.worst[task] === notAsked ? "worst" : "best";
  return new RangeError(
    `${who} needs a best and a worst in every task: ` +
      `respondent ${respondent}, task ${task - data.respondentStart[respondent]} has no ${missing}.`,
  );
}
