CREATE TABLE "early_interview" (
	"respondent_id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"address" text,
	"started_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "password_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"device" text,
	"created_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_lane" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"open_at" bigint NOT NULL,
	"forgotten_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entry" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "early_interview" ADD CONSTRAINT "early_interview_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_link" ADD CONSTRAINT "password_link_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "early_interview_source" ON "early_interview" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE INDEX "early_interview_address" ON "early_interview" USING btree ("address","started_at");--> statement-breakpoint
CREATE INDEX "early_interview_started" ON "early_interview" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "password_link_user" ON "password_link" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_lane_forgotten" ON "sign_in_lane" USING btree ("forgotten_at");