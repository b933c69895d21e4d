/**
 * n / (n − 1), by which a robust covariance falls short that is summed over respondents: the fit has
 * taken its part of their residuals. It is right where they weigh about alike, as in a balanced
 * design. A single respondent has no error to mend: 1.
 *
 * Source: R. M. Bell and D. F. McCaffrey (2002), Survey Methodology 28, 169-181.
 */
export function smallSampleFactor(respondents: number): number {
  return respondents < 2 ? 1 : respondents / (respondents - 1);
}
