CREATE TABLE "check_answer" (
	"respondent_id" text NOT NULL,
	"exercise" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"task_number" integer,
	"version_number" integer NOT NULL,
	"shown" json NOT NULL,
	"best" integer NOT NULL,
	"worst" integer NOT NULL,
	"anchor" text,
	"asked" text,
	"opened" json,
	"locale" text NOT NULL,
	"shown_at" bigint,
	"answered_at" bigint,
	"attempt_id" text NOT NULL,
	CONSTRAINT "check_answer_respondent_id_exercise_kind_number_pk" PRIMARY KEY("respondent_id","exercise","kind","number")
);
--> statement-breakpoint
ALTER TABLE "check_answer" ADD CONSTRAINT "check_answer_respondent_id_respondent_id_fk" FOREIGN KEY ("respondent_id") REFERENCES "public"."respondent"("id") ON DELETE no action ON UPDATE no action;