-- Drafts hold their line breaks as browsers once sent them, CR LF; from now on a text has LF. What was launched stays as it was asked.
UPDATE "wording" SET
  "label" = replace(replace("label", chr(13) || chr(10), chr(10)), chr(13), chr(10)),
  "definition" = replace(replace("definition", chr(13) || chr(10), chr(10)), chr(13), chr(10))
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND (strpos("label", chr(13)) > 0 OR strpos("definition", chr(13)) > 0);--> statement-breakpoint
-- In JSON a break is written as letters behind a backslash. A backslash of a text is written twice: it is put aside, as a character that no JSON has.
UPDATE "screen" SET "settings" = (replace(replace(replace(replace("settings"::text, '\\', chr(1)), '\r\n', '\n'), '\r', '\n'), chr(1), '\\'))::json
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND strpos("settings"::text, '\r') > 0;--> statement-breakpoint
UPDATE "revision" SET "texts" = (replace(replace(replace(replace("texts"::text, '\\', chr(1)), '\r\n', '\n'), '\r', '\n'), chr(1), '\\'))::json
WHERE "id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND strpos("texts"::text, '\r') > 0;--> statement-breakpoint
UPDATE "translation" SET
  "text" = replace(replace("text", chr(13) || chr(10), chr(10)), chr(13), chr(10)),
  "source" = replace(replace("source", chr(13) || chr(10), chr(10)), chr(13), chr(10))
WHERE "revision_id" IN (SELECT "id" FROM "revision" WHERE "frozen_at" IS NULL) AND (strpos("text", chr(13)) > 0 OR strpos("source", chr(13)) > 0);
