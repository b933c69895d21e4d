import { UsageError } from "./command";
import { decimal, listOf, wholeNumber } from "./option-values";

/** “Leaders=300,Seniors=700”. @throws UsageError for a part that is not NAME=NUMBER, or a name twice */
export function cohortList(option: string, text: string): { name: string; respondents: number }[] {
  const cohorts = listOf(option, text).map((part) => {
    const [, name, count] = /^(.+)=([^=]*)$/.exec(part) ?? [];
    if (name === undefined || count === undefined) {
      throw new UsageError(`--${option}: “${part}” is not NAME=RESPONDENTS.`);
    }
    return { name: name.trim(), respondents: wholeNumber(option, count.trim()) };
  });
  const twice = cohorts.find(({ name }, at) => cohorts.some((c, i) => i < at && c.name === name));
  if (twice) throw new UsageError(`--${option}: “${twice.name}” is there twice.`);
  return cohorts;
}

/**
 * One number for all cohorts, or one for each: “0.7” or “1,0.7”.
 *
 * @throws UsageError when there are neither one nor as many as cohorts, or one is out of range
 */
export function perCohort(
  option: string,
  text: string,
  cohorts: number,
  least: number,
  most: number,
): number[] {
  const values = listOf(option, text).map((part) => decimal(option, part, least, most));
  if (values.length === 1) return Array.from({ length: cohorts }, () => values[0]);
  if (values.length === cohorts) return values;
  throw new UsageError(`--${option} needs one number, or ${cohorts}, not ${values.length}.`);
}
