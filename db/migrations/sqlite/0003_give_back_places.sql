-- Interviews that ended without being complete hold no place. Some of those that an edit had ended kept theirs.
DELETE FROM "quota_place" WHERE "respondent_id" IN (
  SELECT "id" FROM "respondent"
  WHERE "state" NOT IN ('active', 'complete') OR ("state" = 'active' AND "released_at" IS NOT NULL)
);--> statement-breakpoint
UPDATE "quota" SET "taken" = (
  SELECT count(*) FROM "quota_place" WHERE "quota_place"."quota_id" = "quota"."id"
);
