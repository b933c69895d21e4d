import type { Command } from "../console/command";
import { expectNoArguments } from "../console/options";
import { serverEnvironment } from "../console/server-environment";
import { runServer } from "../server/run-server";

export const serveCommand: Command = {
  summary: "start the server on what `npm run build` made",
  help: `Usage: npm run tradeoff -- serve

Starts the server and migrates its database. Settings are environment variables:

  PORT             3000
  HOST             the address of this machine to listen on; all of them
  DATABASE_URL     postgres://… or a SQLite file; data/tradeoff.db
  NEXTAUTH_URL     the address people type; http://localhost:PORT
  NEXTAUTH_SECRET  signs sessions, 32 characters or more; made once and kept in the data folder
  TRUST_PROXY      1 behind a reverse proxy that sets X-Forwarded-For
`,
  async run(args) {
    expectNoArguments(args);
    const environment = serverEnvironment(process.env);
    return runServer(environment, () =>
      console.log(
        `Tradeoff is at ${environment.NEXTAUTH_URL} for those who use it (NEXTAUTH_URL), and listens on ` +
          `${environment.HOST ?? "every address of this machine"}, port ${environment.PORT}`,
      ),
    );
  },
};
