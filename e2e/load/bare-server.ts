/**
 * The least a survey server could do, as a measure: Node's http and better-sqlite3, as durable as
 * the product's (WAL, synchronous=FULL). A GET gives the same page each time; a POST is read,
 * stored as one row that is on the disk, and answered with 303, or to a script with the same part
 * of a page each time. No rules, no respondent, no design.
 *
 * Started by load.ts with a database file, a file that holds the page and one that holds the part.
 */
import fs from "node:fs";
import http from "node:http";
import Database from "better-sqlite3";

const [file, pageFile, partFile] = process.argv.slice(2);
const page = fs.readFileSync(pageFile);
const part = fs.readFileSync(partFile);
const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`create table answer (
  respondent text not null, screen text not null, posted text not null, received_at integer not null,
  primary key (respondent, screen)
) strict`);
const insert = database.prepare("insert into answer values (?, ?, ?, ?)");

const server = http.createServer((request, response) => {
  const address = request.url ?? "/";
  if (request.method !== "POST") {
    response.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": page.length,
    });
    response.end(page);
    return;
  }
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    const [, respondent, screen] = address.split("/");
    const posted = JSON.stringify(Object.fromEntries(new URLSearchParams(body)));
    insert.run(respondent, screen, posted, Date.now());
    if (request.headers["screen-ahead"] !== undefined) {
      response.writeHead(200, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": part.length,
      });
      response.end(part);
      return;
    }
    response.writeHead(303, { Location: `/${respondent}/${Number(screen) + 1}` });
    response.end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
// It never outlives the run that started it.
process.on("disconnect", () => process.exit(0));
