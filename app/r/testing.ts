import http from "node:http";
import type { Database } from "@/db/database";
import { freshDatabase } from "@/db/testing";
import { answerRespondent } from "./_front/listener";

/** The front on a port and a database of its own, without Next behind it. */
export interface Front {
  readonly url: string;
  readonly db: Database;
  close(): Promise<void>;
}

const shared = globalThis as typeof globalThis & { tradeoffDatabase?: Promise<Database> };

/** Opens the front; what is no respondent's page is answered with 501. */
export async function openFront(): Promise<Front> {
  const db = await freshDatabase("sqlite");
  shared.tradeoffDatabase = Promise.resolve(db);
  const server = http.createServer((request, response) => {
    if (!answerRespondent(request, response)) response.writeHead(501).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    db,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      shared.tradeoffDatabase = undefined;
      await db.close();
    },
  };
}
