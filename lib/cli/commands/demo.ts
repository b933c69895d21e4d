import type { Command } from "../console/command";
import { expectNoArguments } from "../console/options";
import { serverEnvironment } from "../console/server-environment";
import { withDatabase } from "../console/with-database";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, seedDemo } from "../demo/seed-demo";
import { runServer } from "../server/run-server";

export const demoCommand: Command = {
  summary: "fill the database with a demo and start the server",
  help: `Usage: npm run demo

Builds, fills the database with two demo studies (once: what was answered stays), and starts the
server. Settings are those of: npm run tradeoff -- serve --help
but for HOST: the demo's password is published, so that it listens on 127.0.0.1 unless told.
`,
  async run(args) {
    expectNoArguments(args);
    // Its password is published: it is for this machine alone unless told otherwise.
    const environment = serverEnvironment({
      ...process.env,
      HOST: process.env.HOST || "127.0.0.1",
    });
    const { reportStudyId, openSlug } = await withDatabase(seedDemo);
    const address = environment.NEXTAUTH_URL;
    return runServer(environment, () => {
      console.log(`
Tradeoff is at    ${address}
Open study        ${address}/s/${openSlug}
Finished study    ${address}/studies/${reportStudyId}/report  (synthetic respondents)

Sign in with the password ${DEMO_PASSWORD} as`);
      for (const { email, role } of DEMO_ACCOUNTS) console.log(`  ${email.padEnd(28)} ${role}`);
    });
  },
};
