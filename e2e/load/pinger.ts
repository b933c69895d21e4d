/**
 * Asks one address again and again, a few milliseconds after each answer, and keeps how long the
 * answers took: what somebody waits who does nothing special. A process of its own, so that the work
 * of whoever measures is not in the figures.
 *
 * Started by watched-site.ts with the address; the message "begin" starts a measurement, "end" is
 * answered with its times in milliseconds.
 */
import http from "node:http";

const EVERY_MS = 5;

const [address] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
let times: number[] = [];
let isAsking = false;

function ask(): void {
  const asked = performance.now();
  const done = () => {
    times.push(performance.now() - asked);
    if (isAsking) setTimeout(ask, EVERY_MS);
    else process.send?.(times);
  };
  http
    .get(address, { agent }, (response) => response.resume().on("end", done).on("error", done))
    .on("error", done);
}

process.on("message", (message) => {
  isAsking = message === "begin";
  if (!isAsking) return;
  times = [];
  ask();
});
