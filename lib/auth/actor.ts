import type { Role } from "@/db/schema/accounts";
import { Forbidden } from "@/lib/errors";

/** Who acts: a member of one organisation, or the system (command line, jobs) on its behalf. */
export interface Actor {
  /** Null for the system. */
  readonly userId: string | null;
  readonly organisationId: string;
  readonly role: Role;
}

/** What can be done, and from which role on. */
const MIN_ROLE = {
  "read reports": "viewer",
  "edit studies": "researcher",
  "administer members": "admin",
} as const satisfies Record<string, Role>;

export type Ability = keyof typeof MIN_ROLE;

const RANK: Record<Role, number> = { viewer: 1, researcher: 2, admin: 3 };

export function isAllowed(actor: Actor, ability: Ability): boolean {
  return RANK[actor.role] >= RANK[MIN_ROLE[ability]];
}

/** @throws Forbidden when the actor's role does not go this far. */
export function requireAbility(actor: Actor, ability: Ability): void {
  if (!isAllowed(actor, ability)) throw new Forbidden(ability);
}

/** The system acting for an organisation: the command line and jobs. */
export function systemActor(organisationId: string): Actor {
  return { userId: null, organisationId, role: "admin" };
}
