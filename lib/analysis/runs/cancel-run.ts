import { type EndRunRequest, endRun } from "./end-run";

/**
 * Ends a run that waits or is under way, for everybody who asked for it; one that is over stays as it
 * is. `nudgeJobs` ends its threads sooner.
 *
 * @returns whether there was anything to end
 * @throws NotFound, Forbidden for actors who may not edit the study
 */
export async function cancelRun({ db, actor, input }: EndRunRequest): Promise<boolean> {
  return endRun({ db, actor, input }, "cancel analysis", async () => undefined);
}
