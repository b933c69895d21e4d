CREATE TABLE "contact" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"source_id" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"cohort_id" text,
	"locale" text,
	"columns" json NOT NULL,
	"token_hash" text NOT NULL,
	"unsubscribed_at" bigint,
	"bounced_at" bigint,
	"bounce_note" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"kind" text NOT NULL,
	"letter_id" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"sent_at" bigint
);
--> statement-breakpoint
CREATE TABLE "quota" (
	"id" text PRIMARY KEY NOT NULL,
	"study_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"conditions" json NOT NULL,
	"size" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quota_place" (
	"quota_id" text NOT NULL,
	"respondent_id" text NOT NULL,
	"held_at" bigint NOT NULL,
	CONSTRAINT "quota_place_quota_id_respondent_id_pk" PRIMARY KEY("quota_id","respondent_id")
);
--> statement-breakpoint
ALTER TABLE "allocation" ADD COLUMN "opened" json;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "anchor" text;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "asked" text;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "opened" json;--> statement-breakpoint
ALTER TABLE "question_answer" ADD COLUMN "other_text" text;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "is_test" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "panel_id" text;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "parameters" json;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "contact_id" text;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "exit" text;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "released_at" bigint;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "asking" text;--> statement-breakpoint
ALTER TABLE "respondent" ADD COLUMN "further_versions" json;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "locales" json;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "monitoring" json;--> statement-breakpoint
ALTER TABLE "revision" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "screen" ADD COLUMN "show_when" json;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "source" ADD COLUMN "closed_at" bigint;--> statement-breakpoint
ALTER TABLE "study" ADD COLUMN "fieldwork" json;--> statement-breakpoint
ALTER TABLE "study" ADD COLUMN "soft_launched_at" bigint;--> statement-breakpoint
ALTER TABLE "wording" ADD COLUMN "list" text;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_source_id_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_cohort_id_cohort_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohort"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail" ADD CONSTRAINT "mail_contact_id_contact_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota" ADD CONSTRAINT "quota_study_id_study_id_fk" FOREIGN KEY ("study_id") REFERENCES "public"."study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_place" ADD CONSTRAINT "quota_place_quota_id_quota_id_fk" FOREIGN KEY ("quota_id") REFERENCES "public"."quota"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_place" ADD CONSTRAINT "quota_place_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_email" ON "contact" USING btree ("study_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_token" ON "contact" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_once" ON "mail" USING btree ("letter_id","contact_id");--> statement-breakpoint
CREATE INDEX "mail_queue" ON "mail" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "quota_study" ON "quota" USING btree ("study_id","position");--> statement-breakpoint
CREATE INDEX "quota_place_respondent" ON "quota_place" USING btree ("respondent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "respondent_panel_id" ON "respondent" USING btree ("source_id","panel_id");--> statement-breakpoint
CREATE UNIQUE INDEX "respondent_contact" ON "respondent" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "source_code" ON "source" USING btree ("study_id","code");