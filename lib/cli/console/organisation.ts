import type { Database } from "@/db/database";
import { actingForOrganisation, organisations } from "@/lib/accounts/organisations";
import type { Actor } from "@/lib/auth/actor";
import { UsageError } from "./command";

/** What the first organisation is called when nobody named one. */
const FIRST = "Organisation";

/**
 * The system, acting for the organisation that an option names, which is made where there is none;
 * without the option, for the only one there is.
 *
 * @throws UsageError when there are several and none is named
 */
export async function organisationActor(
  db: Database,
  named: string | undefined,
): Promise<{ actor: Actor; organisation: string }> {
  const organisation = named ?? (await onlyName(db)) ?? FIRST;
  const actor = await actingForOrganisation({ db, input: { name: organisation } });
  return { actor, organisation };
}

async function onlyName(db: Database): Promise<string | undefined> {
  const names = (await organisations(db)).map(({ name }) => name);
  if (names.length > 1) {
    throw new UsageError(`Name one with --organisation. There are: ${names.join(", ")}.`);
  }
  return names[0];
}
