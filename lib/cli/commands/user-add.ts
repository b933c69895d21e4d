import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { addMember } from "@/lib/accounts/add-member";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { organisationActor } from "../console/organisation";
import { withDatabase } from "../console/with-database";

const FROM_STDIN = "--password-stdin";

export const userAddCommand: Command = {
  summary: "make an account, its password generated or read from standard input",
  help: `Usage: npm run tradeoff -- user add --email ADDRESS --name NAME --role ROLE [options]

Makes an account. Its password is generated and printed once, or read from standard input.

  --email ADDRESS
  --name NAME          as others see it
  --role ROLE          viewer, researcher or admin
  --organisation NAME  made when there is none of this name. Left out: the only one
  --password-stdin     the first line of standard input is the password, 10 characters or more
`,
  async run(args) {
    const options = readOptions(
      args.filter((word) => word !== FROM_STDIN),
      { required: ["email", "name", "role"], optional: ["organisation"] },
    );
    const { email, name, role } = options;
    const isGiven = args.includes(FROM_STDIN);
    const password = isGiven
      ? (await text(process.stdin)).split(/\r?\n/)[0]
      : randomBytes(15).toString("base64url");
    const joined = await withDatabase(async (db) => {
      const { actor, organisation } = await organisationActor(db, options.organisation);
      await addMember({ db, actor, input: { email, name, role, password } });
      return organisation;
    });
    console.log(`${email} can sign in as ${role} of ${joined}.`);
    if (!isGiven) console.log(`Password, shown only now: ${password}`);
    return 0;
  },
};
