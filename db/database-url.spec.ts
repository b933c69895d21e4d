import { expect, it } from "vitest";
import { databasePlace } from "./database-url";

const sqlite = (file: string) => ({ dialect: "sqlite", file });

it.each([
  [undefined, sqlite("data/tradeoff.db")],
  ["", sqlite("data/tradeoff.db")],
  ["data/x.db", sqlite("data/x.db")],
  ["/srv/x.db", sqlite("/srv/x.db")],
  ["file:data/x.db", sqlite("data/x.db")],
  ["file://data/x.db", sqlite("data/x.db")],
  ["FILE:///srv/my%20x.db", sqlite("/srv/my x.db")],
  ["sqlite:x.db", sqlite("x.db")],
  ["sqlite:///srv/x.db", sqlite("/srv/x.db")],
  ["postgres://u:p@h/d", { dialect: "postgres", url: "postgres://u:p@h/d" }],
  ["POSTGRESQL://u:p@h/d", { dialect: "postgres", url: "postgres://u:p@h/d" }],
])("reads %s", (url, place) => {
  expect(databasePlace(url)).toEqual(place);
});

it.each([
  "mysql://u:hunter2@h/db",
  "libsql://u:hunter2@h",
  "postgres:u:hunter2@h",
  "postgres://u:hunter2@h/d?schema=app",
  "file:x.db?mode=ro&key=hunter2",
  "sqlite:",
])("refuses %s, saying what to write instead and no password", (url) => {
  expect(() => databasePlace(url)).toThrow(/Accepted are postgres:\/\/|of its own/);
  expect(() => databasePlace(url)).not.toThrow(/hunter2/);
});
