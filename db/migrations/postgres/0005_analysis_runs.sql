CREATE TABLE "analysis_run" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"key" text NOT NULL,
	"method" text NOT NULL,
	"options" json NOT NULL,
	"seed" integer NOT NULL,
	"exercise" text,
	"engine" text NOT NULL,
	"data_hash" text NOT NULL,
	"data_state" text NOT NULL,
	"job_id" text,
	"requested_by_user_id" text,
	"requested_at" bigint NOT NULL,
	"finished_at" bigint,
	"result" json,
	"individual" json
);
--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "progress_detail" json;--> statement-breakpoint
ALTER TABLE "analysis_run" ADD CONSTRAINT "analysis_run_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "analysis_run_once" ON "analysis_run" USING btree ("study_id","key");