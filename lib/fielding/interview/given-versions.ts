import { inArray } from "drizzle-orm";
import type { Database, Queries } from "@/db/database";

/** The design version that an interview was given in each exercise, by its key; none before its first task. */
export type GivenVersions = ReadonlyMap<string, number>;

/** What an interview that was given nothing yet holds. */
export const NO_VERSIONS: GivenVersions = new Map();

/** The versions that some interviews were given, by the id of each. */
export async function givenVersionsOf(
  { t }: Pick<Database, "t">,
  queries: Queries,
  respondentIds: readonly string[],
): Promise<(respondentId: string) => GivenVersions> {
  const { givenVersion } = t;
  const rows = await queries
    .select()
    .from(givenVersion)
    .where(inArray(givenVersion.respondentId, [...respondentIds]));
  const given = new Map<string, Map<string, number>>();
  for (const { respondentId, exercise, versionNumber } of rows) {
    const own = given.get(respondentId) ?? new Map<string, number>();
    given.set(respondentId, own.set(exercise, versionNumber));
  }
  return (id) => given.get(id) ?? NO_VERSIONS;
}
