import { freePort } from "./free-port";
import { startPostgres } from "./postgres-server";
import { type Server, startServer } from "./server";

/** Two processes of the product on one PostgreSQL database, as behind a load balancer. */
export interface TwoServers {
  readonly databaseUrl: string;
  readonly urls: readonly [string, string];
  stop(): Promise<void>;
}

/** @returns null where PostgreSQL is not to be had; the caller says so aloud */
export async function startTwoServers(): Promise<TwoServers | null> {
  const postgres = startPostgres(await freePort());
  if (!postgres) return null;
  const servers: Server[] = [];
  const stop = async () => {
    for (const server of servers) await server.killNow();
    postgres.remove();
  };
  try {
    const start = async () =>
      startServer({ port: await freePort(), databaseUrl: postgres.url }).then((server) => {
        servers.push(server);
        return server.url;
      });
    return { databaseUrl: postgres.url, urls: [await start(), await start()], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
