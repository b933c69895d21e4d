/**
 * Loaded into the production server by waits.ts (`node --import`): tells the turns of its main thread
 * on a port of their own, TURNS_PORT.
 */
import http from "node:http";
import { isMainThread } from "node:worker_threads";
import { watchTurns } from "./watch-turns.js";

const port = Number(process.env.TURNS_PORT);
if (isMainThread && port) {
  // What the server starts itself is none of its waits.
  process.env.TURNS_PORT = "";
  const take = watchTurns();
  http
    .createServer((_, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(take()));
    })
    .listen(port, "127.0.0.1")
    .unref();
}
