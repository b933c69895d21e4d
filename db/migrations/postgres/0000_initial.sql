CREATE TABLE "allocation" (
	"respondent_id" text NOT NULL,
	"screen_key" text NOT NULL,
	"shown" json NOT NULL,
	"amounts" json NOT NULL,
	"locale" text NOT NULL,
	"shown_at" bigint,
	"answered_at" bigint,
	"attempt_id" text NOT NULL,
	CONSTRAINT "allocation_respondent_id_screen_key_pk" PRIMARY KEY("respondent_id","screen_key")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"respondent_id" text NOT NULL,
	"exercise" text NOT NULL,
	"task_number" integer NOT NULL,
	"version_number" integer NOT NULL,
	"shown" json NOT NULL,
	"best" integer NOT NULL,
	"worst" integer NOT NULL,
	"locale" text NOT NULL,
	"shown_at" bigint,
	"answered_at" bigint,
	"attempt_id" text NOT NULL,
	CONSTRAINT "answer_respondent_id_exercise_task_number_pk" PRIMARY KEY("respondent_id","exercise","task_number")
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"respondent_id" text NOT NULL,
	"id" text NOT NULL,
	"screen_key" text NOT NULL,
	"posted" json NOT NULL,
	"shown_at" bigint,
	"received_at" bigint NOT NULL,
	CONSTRAINT "attempt_respondent_id_id_pk" PRIMARY KEY("respondent_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor_user_id" text,
	"verb" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" json NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cohort" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design" (
	"id" text PRIMARY KEY NOT NULL,
	"revision_id" text NOT NULL,
	"exercise" text NOT NULL,
	"origin" text NOT NULL,
	"seed" integer,
	"engine" text NOT NULL,
	"items_per_task" integer NOT NULL,
	"task_count" integer NOT NULL,
	"version_count" integer NOT NULL,
	"item_numbers" json NOT NULL,
	"diagnostics" json NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design_version" (
	"design_id" text NOT NULL,
	"number" integer NOT NULL,
	"tasks" json NOT NULL,
	CONSTRAINT "design_version_design_id_number_pk" PRIMARY KEY("design_id","number")
);
--> statement-breakpoint
CREATE TABLE "item" (
	"study_id" text NOT NULL,
	"number" integer NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "item_study_id_number_pk" PRIMARY KEY("study_id","number")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"study_id" text NOT NULL,
	"kind" text NOT NULL,
	"input" json NOT NULL,
	"state" text NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"failure" text,
	"created_by_user_id" text,
	"created_at" bigint NOT NULL,
	"started_at" bigint,
	"beat_at" bigint,
	"finished_at" bigint,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_answer" (
	"respondent_id" text NOT NULL,
	"screen_key" text NOT NULL,
	"value" text NOT NULL,
	"shown" json NOT NULL,
	"locale" text NOT NULL,
	"shown_at" bigint,
	"answered_at" bigint,
	"attempt_id" text NOT NULL,
	CONSTRAINT "question_answer_respondent_id_screen_key_pk" PRIMARY KEY("respondent_id","screen_key")
);
--> statement-breakpoint
CREATE TABLE "report_run" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"kind" text NOT NULL,
	"fingerprint" text NOT NULL,
	"settings" json NOT NULL,
	"engine" text NOT NULL,
	"result" json NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "respondent" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"revision_id" text NOT NULL,
	"source_id" text NOT NULL,
	"number" integer NOT NULL,
	"external_id" text NOT NULL,
	"token_hash" text,
	"state" text NOT NULL,
	"cohort_id" text,
	"version_number" integer,
	"locale" text NOT NULL,
	"started_at" bigint NOT NULL,
	"last_saved_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"number" integer NOT NULL,
	"frozen_at" bigint,
	"plan_hash" text,
	"texts" json NOT NULL,
	"design_settings" json NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screen" (
	"id" text PRIMARY KEY NOT NULL,
	"revision_id" text NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"settings" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"settings" json NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "study" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"default_locale" text NOT NULL,
	"next_respondent_number" integer DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by_user_id" text,
	"launched_at" bigint,
	"closed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "study_viewer" (
	"study_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "study_viewer_study_id_user_id_pk" PRIMARY KEY("study_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "translation" (
	"id" text PRIMARY KEY NOT NULL,
	"revision_id" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"field" text NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_fill" (
	"design_id" text NOT NULL,
	"cohort_id" text NOT NULL,
	"version_number" integer NOT NULL,
	"assigned" integer NOT NULL,
	CONSTRAINT "version_fill_design_id_cohort_id_version_number_pk" PRIMARY KEY("design_id","cohort_id","version_number")
);
--> statement-breakpoint
CREATE TABLE "wording" (
	"id" text PRIMARY KEY NOT NULL,
	"revision_id" text NOT NULL,
	"study_id" text NOT NULL,
	"item_number" integer NOT NULL,
	"code" text NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"definition" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "allocation" ADD CONSTRAINT "allocation_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design" ADD CONSTRAINT "design_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_version" ADD CONSTRAINT "design_version_design_id_design_id_fk" FOREIGN KEY ("design_id") REFERENCES "public"."design"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_answer" ADD CONSTRAINT "question_answer_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "respondent" ADD CONSTRAINT "respondent_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "respondent" ADD CONSTRAINT "respondent_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "respondent" ADD CONSTRAINT "respondent_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "respondent" ADD CONSTRAINT "respondent_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen" ADD CONSTRAINT "screen_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study" ADD CONSTRAINT "study_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_viewer" ADD CONSTRAINT "study_viewer_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "study_viewer" ADD CONSTRAINT "study_viewer_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation" ADD CONSTRAINT "translation_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_fill" ADD CONSTRAINT "version_fill_design_id_design_id_fk" FOREIGN KEY ("design_id") REFERENCES "public"."design"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_fill" ADD CONSTRAINT "version_fill_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording" ADD CONSTRAINT "wording_revision_id_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording" ADD CONSTRAINT "wording_study_id_item_number_item_study_id_number_fk" FOREIGN KEY ("study_id","item_number") REFERENCES "public"."item"("study_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_entry_sequence" ON "audit_entry" USING btree ("organisation_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "cohort_number" ON "cohort" USING btree ("study_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "design_exercise" ON "design" USING btree ("revision_id","exercise");--> statement-breakpoint
CREATE INDEX "job_queue" ON "job" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "job_study" ON "job" USING btree ("study_id","kind","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "member_once" ON "member" USING btree ("organisation_id","user_id");--> statement-breakpoint
CREATE INDEX "member_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_run_once" ON "report_run" USING btree ("study_id","kind","fingerprint");--> statement-breakpoint
CREATE UNIQUE INDEX "respondent_number" ON "respondent" USING btree ("study_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "respondent_external_id" ON "respondent" USING btree ("study_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "respondent_token" ON "respondent" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "respondent_state" ON "respondent" USING btree ("study_id","state","cohort_id");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_number" ON "revision" USING btree ("study_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "screen_key" ON "screen" USING btree ("revision_id","key");--> statement-breakpoint
CREATE INDEX "source_study" ON "source" USING btree ("study_id");--> statement-breakpoint
CREATE UNIQUE INDEX "study_slug" ON "study" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "study_organisation" ON "study" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "translation_once" ON "translation" USING btree ("revision_id","subject_type","subject_id","field","locale");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "user" USING btree ("email");--> statement-breakpoint
CREATE INDEX "version_fill_least" ON "version_fill" USING btree ("design_id","cohort_id","assigned","version_number");--> statement-breakpoint
CREATE UNIQUE INDEX "wording_code" ON "wording" USING btree ("revision_id","item_number","code");