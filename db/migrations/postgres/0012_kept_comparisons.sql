-- Comparisons that reports kept are runs like others, under the key that they had. Which data they were of
-- stands in that key alone.
INSERT INTO "analysis_run" ("id", "study_id", "key", "method", "options", "seed", "exercise", "engine",
  "data_hash", "data_state", "requested_at", "finished_at", "result")
SELECT "id", "study_id", "fingerprint", 'cohort-comparison', "settings", ("settings"->>'seed')::integer,
  "settings"->>'exercise', "engine", '', '', "created_at", "created_at", "result"
FROM "report_run" WHERE "kind" = 'cohort-report';
--> statement-breakpoint
DROP TABLE "report_run";
