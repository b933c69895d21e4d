-- Drafts hold their line breaks as browsers once sent them, CR LF; from now on a text has LF. What was launched stays as it was asked.
UPDATE "wording" SET
  "label" = replace(replace("label", char(13) || char(10), char(10)), char(13), char(10)),
  "definition" = replace(replace("definition", char(13) || char(10), char(10)), char(13), char(10))
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND (instr("label", char(13)) > 0 OR instr("definition", char(13)) > 0);--> statement-breakpoint
-- In JSON a break is written as letters behind a backslash. A backslash of a text is written twice: it is put aside, as a character that no JSON has.
UPDATE "screen" SET "settings" = replace(replace(replace(replace("settings", '\\', char(1)), '\r\n', '\n'), '\r', '\n'), char(1), '\\')
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND instr("settings", '\r') > 0;--> statement-breakpoint
UPDATE "revision" SET "texts" = replace(replace(replace(replace("texts", '\\', char(1)), '\r\n', '\n'), '\r', '\n'), char(1), '\\')
WHERE "id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND instr("texts", '\r') > 0;--> statement-breakpoint
UPDATE "translation" SET
  "text" = replace(replace("text", char(13) || char(10), char(10)), char(13), char(10)),
  "source" = replace(replace("source", char(13) || char(10), char(10)), char(13), char(10))
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND (instr("text", char(13)) > 0 OR instr("source", char(13)) > 0);
