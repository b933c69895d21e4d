import { accounts } from "./en/accounts";
import { common } from "./en/common";
import { errors } from "./en/errors";
import { interview } from "./en/interview";
import { report } from "./en/report";
import { studio } from "./en/studio";

/** English is the source: its keys are the type of every other language. */
export const en = { accounts, common, errors, interview, report, studio };

type Widen<T> = { [Key in keyof T]: T[Key] extends string ? string : Widen<T[Key]> };
export type Messages = Widen<typeof en>;
