CREATE TABLE "given_version" (
	"respondent_id" text NOT NULL,
	"exercise" text NOT NULL,
	"version_number" integer NOT NULL,
	CONSTRAINT "given_version_respondent_id_exercise_pk" PRIMARY KEY("respondent_id","exercise")
);
--> statement-breakpoint
-- The version of the exercise that has the study's own design settings stood beside the others'.
INSERT INTO "given_version" ("respondent_id", "exercise", "version_number")
SELECT "respondent"."id", (
    SELECT "screen"."key" FROM "screen"
    WHERE "screen"."revision_id" = "respondent"."revision_id" AND "screen"."kind" = 'exercise'
      AND "screen"."settings"->'design' IS NULL
      AND "screen"."settings"->'mirror' IS NULL
    ORDER BY "screen"."position" LIMIT 1
  ), "respondent"."version_number"
FROM "respondent" WHERE "respondent"."version_number" IS NOT NULL;
--> statement-breakpoint
INSERT INTO "given_version" ("respondent_id", "exercise", "version_number")
SELECT "respondent"."id", "further"."key", "further"."value"::integer
FROM "respondent", json_each_text(
  CASE WHEN json_typeof("respondent"."further_versions") = 'object' THEN "respondent"."further_versions" END
) AS "further";
--> statement-breakpoint
ALTER TABLE "given_version" ADD CONSTRAINT "given_version_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "respondent" DROP COLUMN "version_number";--> statement-breakpoint
ALTER TABLE "respondent" DROP COLUMN "further_versions";
