import { text } from "node:stream/consumers";
import { addMember } from "@/lib/accounts/members/add-member";
import { passwordLinkPath } from "@/lib/accounts/passwords/password-link";
import { setPasswordByLink } from "@/lib/accounts/passwords/set-password-by-link";
import { password as passwordRule } from "@/lib/accounts/schema";
import { publicAddress } from "@/lib/env";
import { parse } from "@/lib/errors";
import type { Command } from "../console/command";
import { readOptions } from "../console/options";
import { organisationActor } from "../console/organisation";
import { withDatabase } from "../console/with-database";

const FROM_STDIN = "--password-stdin";

export const userAddCommand: Command = {
  summary: "make an account and the link by which its person chooses a password",
  help: `Usage: npm run tradeoff -- user add --email ADDRESS --name NAME --role ROLE [options]

Makes an account and prints its invitation: whoever opens the link chooses the password. It works once,
for seven days, below NEXTAUTH_URL.

  --email ADDRESS
  --name NAME          as others see it
  --role ROLE          viewer, researcher or admin
  --organisation NAME  made when there is none of this name. Left out: the only one
  --password-stdin     for your own account in a script: the first line of standard input is the
                       password, 10 characters or more
`,
  async run(args) {
    const options = readOptions(
      args.filter((word) => word !== FROM_STDIN),
      { required: ["email", "name", "role"], optional: ["organisation"] },
    );
    const { email, name, role } = options;
    const password = args.includes(FROM_STDIN)
      ? parse(passwordRule, (await text(process.stdin)).split(/\r?\n/)[0])
      : null;
    const home = publicAddress(process.env);
    const { organisation, link } = await withDatabase(async (db) => {
      const { actor, organisation } = await organisationActor(db, options.organisation);
      const { invitation } = await addMember({ db, actor, input: { email, name, role } });
      const { token } = invitation;
      if (password !== null) await setPasswordByLink({ db, input: { token, password } });
      return { organisation, link: `${home}${passwordLinkPath(token)}` };
    });
    console.log(`${email} can sign in as ${role} of ${organisation}.`);
    if (password === null) {
      console.log(`They choose their password here, once and within seven days: ${link}`);
    }
    return 0;
  },
};
