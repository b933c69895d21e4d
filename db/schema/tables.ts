import { type Dialect, kitFor } from "@/db/schema/dialect";
import { accountTables } from "./accounts";
import { fieldingTables } from "./fielding";
import { studyTables } from "./studies";
import { workTables } from "./work";

/** All tables of one database. */
export function tablesFor(dialect: Dialect) {
  const kit = kitFor(dialect);
  const accounts = accountTables(kit);
  const studies = studyTables(kit, accounts);
  const fielding = fieldingTables(kit, studies);
  const work = workTables(kit, accounts, studies);
  return { ...accounts, ...studies, ...fielding, ...work };
}

export type Tables = ReturnType<typeof tablesFor>;
