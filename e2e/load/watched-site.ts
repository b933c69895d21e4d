import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../free-port";
import { type Server, startServer } from "../server";
import { type Turn, watchTurns } from "./watch-turns";
import type { Workload } from "./workloads";

interface Account {
  readonly email: string;
  readonly password: string;
}

/** What others saw while a thing ran once. */
export interface Seen {
  readonly tookMs: number;
  readonly pings: Float64Array;
  /** The longest turn of the thread, and without what the machine ran in between. */
  readonly turn: number;
  readonly own: number | null;
}

/** The server with somebody signed in, and somebody else who pings it. */
export class WatchedSite {
  static async start(databaseUrl: string, account: Account): Promise<WatchedSite> {
    const turnsPort = await freePort();
    const preload = new URL("./serve-turns.js", import.meta.url).href;
    const server = await startServer({
      port: await freePort(),
      databaseUrl,
      env: { NODE_OPTIONS: `--import=${preload}`, TURNS_PORT: String(turnsPort) },
    });
    // By number, as the server listens on it: a name would be looked up for each connection.
    const url = server.url.replace("localhost", "127.0.0.1");
    const pinger = fork(path.join(import.meta.dirname, "pinger.ts"), [`${url}/api/health`], {
      execArgv: ["--import", "tsx"],
    });
    return new WatchedSite(server, url, turnsPort, pinger, account);
  }

  #cookie: string | null = null;
  readonly #takeTurns = watchTurns();

  private constructor(
    private readonly server: Server,
    private readonly url: string,
    private readonly turnsPort: number,
    private readonly pinger: ChildProcess,
    private readonly account: Account,
  ) {}

  /** Gets an address as the one who is signed in; the body is read to its end. */
  async get(address: string): Promise<void> {
    this.#cookie ??= await signedIn(this.url, this.server.url, this.account);
    const response = await fetch(this.url + address, {
      headers: { cookie: this.#cookie },
      redirect: "manual",
    });
    await response.arrayBuffer();
    if (response.status !== 200) {
      throw new Error(`${response.status} on ${address}\n${this.server.output().slice(-2_000)}`);
    }
  }

  /** Runs a thing beside the pings. */
  async beside({ run, isHere }: Workload): Promise<Seen> {
    this.#cookie ??= await signedIn(this.url, this.server.url, this.account);
    const takeTurns = isHere
      ? async () => this.#takeTurns()
      : async () => (await (await fetch(`http://127.0.0.1:${this.turnsPort}`)).json()) as Turn[];
    // Turns are watched for as long as pings are sent: what holds up a ping is then seen as a turn.
    await takeTurns();
    if (!isHere) {
      this.pinger.send("begin");
      await pause(200);
    }
    const started = performance.now();
    await run();
    const tookMs = performance.now() - started;
    await pause(50);
    const pings: Float64Array = isHere ? new Float64Array() : await this.#pings();
    const turns = await takeTurns();
    return {
      tookMs,
      pings,
      turn: Math.max(0, ...turns.map(({ wall }) => wall)),
      own: turns.some(({ own }) => own === null)
        ? null
        : Math.max(0, ...turns.map(({ own }) => own ?? 0)),
    };
  }

  async #pings(): Promise<Float64Array> {
    this.pinger.send("end");
    const [times] = await once(this.pinger, "message");
    return Float64Array.from(times as number[]).sort();
  }

  async end(): Promise<void> {
    this.pinger.kill();
    await this.server.killNow();
  }
}

/** Signs in as the page does. @returns the session's cookie */
async function signedIn(url: string, origin: string, account: Account): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookies = (response: Response) =>
    response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie: cookies(asked).join("; "),
      origin,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ ...account, csrfToken, json: "true" }),
  });
  const session = cookies(response).find((cookie) => cookie.includes("session"));
  if (!session) throw new Error(`Not signed in: ${response.status} ${await response.text()}`);
  return session;
}
