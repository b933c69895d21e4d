/**
 * The server's process: Next answers everything but respondents' pages, which are answered in front
 * of it (app/r/README.md says why). `npm start` and the tests run it on what `npm run build` made;
 * with `--dev` it builds as it goes.
 */
import { once } from "node:events";
import http from "node:http";
import next from "next";
import { environment } from "@/lib/env";
import { logError } from "@/lib/log";
import { checkRequest, setCommonHeaders } from "./_http/check-request";
import { CLIENT_ADDRESS, clientAddress } from "./_http/client-address";
import { isMember } from "./_http/is-member";
import { bodyReceiver } from "./_http/receive-body";
import { drawingPage } from "./_http/status-of-page";
import { answerRespondent } from "./r/_front/listener";

/**
 * How long a connection that is silent stays open: longer than people think over a task, and than the
 * proxies in front keep theirs (a minute as a rule), so that none sends into one that is just closing.
 */
const KEEP_ALIVE_MS = 75_000;
/** Longer than this no request takes that still has somebody waiting for it. */
const STOP_PATIENCE_MS = 10_000;
/** One press of Ctrl-C reaches the process twice, from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

const isDevelopment = process.argv.includes("--dev");
const { PORT, HOST } = settings();
const server = http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, answer);
let stopping: number | null = null;
// From the first moment on: as process 1 of a container, what has no handler is not even heard.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
// Preparing it runs instrumentation.ts, which opens and migrates the database: before that nothing listens.
const app = next({ dev: isDevelopment, hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();
const receiveBody = bodyReceiver();

await readyForPages();

server.once("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
await once(server.listen(PORT, HOST), "listening");
// Where an action redirects, Next asks for the next page itself: here, and not by the address and the
// scheme that people use, which this process may not even reach.
process.env.__NEXT_PRIVATE_ORIGIN = ownAddress();

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  setCommonHeaders(request, response);
  if (answerRespondent(request, response)) return;
  answerByNext(request, response).catch((error: unknown) => {
    logError("A request could not be handled", error);
    response.destroy();
  });
}

async function answerByNext(
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (!checkRequest(request, response)) return;
  request.headers[CLIENT_ADDRESS] = clientAddress(request) ?? "";
  if (!(await receiveBody(request, response, () => isMember(request)))) return;
  await drawingPage(response, () => handle(request, response));
}

/**
 * Has one page of each kind made before anybody can wait for it: the first of a process loads what all
 * of them need, and holds the thread for longer than any later one.
 */
async function readyForPages(): Promise<void> {
  if (isDevelopment) return;
  const inner = http.createServer(answer).listen(0, "127.0.0.1");
  await once(inner, "listening");
  const address = inner.address();
  const port = typeof address === "object" ? address?.port : undefined;
  for (const path of ["/sign-in", "/s/none"]) {
    await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer();
  }
  inner.close();
  inner.closeAllConnections();
}

/** Answers what is under way, takes nothing new, and ends; asked once more, it ends at once. */
function stop(): void {
  if (stopping !== null) {
    if (performance.now() - stopping > SAME_SIGNAL_MS) process.exit(1);
    return;
  }
  stopping = performance.now();
  if (!server.listening) process.exit(0);
  server.close(() => process.exit(0));
  // A connection that is kept alive ends with the answer that is under way on it.
  server.keepAliveTimeout = 1;
  setInterval(() => server.closeIdleConnections(), 50);
  setTimeout(() => process.exit(0), STOP_PATIENCE_MS);
}

/** Where this process itself reaches the server. */
function ownAddress(): string {
  const isEvery = HOST === undefined || HOST === "0.0.0.0" || HOST === "::";
  const host = isEvery ? "127.0.0.1" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}

function settings() {
  try {
    return environment();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
