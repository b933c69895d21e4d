CREATE TABLE `allocation` (
	`respondent_id` text NOT NULL,
	`screen_key` text NOT NULL,
	`shown` text NOT NULL,
	`amounts` text NOT NULL,
	`locale` text NOT NULL,
	`shown_at` integer,
	`answered_at` integer,
	`attempt_id` text NOT NULL,
	PRIMARY KEY(`respondent_id`, `screen_key`),
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `answer` (
	`respondent_id` text NOT NULL,
	`exercise` text NOT NULL,
	`task_number` integer NOT NULL,
	`version_number` integer NOT NULL,
	`shown` text NOT NULL,
	`best` integer NOT NULL,
	`worst` integer NOT NULL,
	`locale` text NOT NULL,
	`shown_at` integer,
	`answered_at` integer,
	`attempt_id` text NOT NULL,
	PRIMARY KEY(`respondent_id`, `exercise`, `task_number`),
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `attempt` (
	`respondent_id` text NOT NULL,
	`id` text NOT NULL,
	`screen_key` text NOT NULL,
	`posted` text NOT NULL,
	`shown_at` integer,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`respondent_id`, `id`),
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_user_id` text,
	`verb` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_entry_sequence` ON `audit_entry` (`organisation_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `cohort` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cohort_number` ON `cohort` (`study_id`,`number`);--> statement-breakpoint
CREATE TABLE `design` (
	`id` text PRIMARY KEY NOT NULL,
	`revision_id` text NOT NULL,
	`exercise` text NOT NULL,
	`origin` text NOT NULL,
	`seed` integer,
	`engine` text NOT NULL,
	`items_per_task` integer NOT NULL,
	`task_count` integer NOT NULL,
	`version_count` integer NOT NULL,
	`item_numbers` text NOT NULL,
	`diagnostics` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `design_exercise` ON `design` (`revision_id`,`exercise`);--> statement-breakpoint
CREATE TABLE `design_version` (
	`design_id` text NOT NULL,
	`number` integer NOT NULL,
	`tasks` text NOT NULL,
	PRIMARY KEY(`design_id`, `number`),
	FOREIGN KEY (`design_id`) REFERENCES `design`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `item` (
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`study_id`, `number`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`study_id` text NOT NULL,
	`kind` text NOT NULL,
	`input` text NOT NULL,
	`state` text NOT NULL,
	`progress` real DEFAULT 0 NOT NULL,
	`failure` text,
	`created_by_user_id` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`beat_at` integer,
	`finished_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_queue` ON `job` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `job_study` ON `job` (`study_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE TABLE `member` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_once` ON `member` (`organisation_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `member_user` ON `member` (`user_id`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `question_answer` (
	`respondent_id` text NOT NULL,
	`screen_key` text NOT NULL,
	`value` text NOT NULL,
	`shown` text NOT NULL,
	`locale` text NOT NULL,
	`shown_at` integer,
	`answered_at` integer,
	`attempt_id` text NOT NULL,
	PRIMARY KEY(`respondent_id`, `screen_key`),
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_run` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`kind` text NOT NULL,
	`fingerprint` text NOT NULL,
	`settings` text NOT NULL,
	`engine` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_run_once` ON `report_run` (`study_id`,`kind`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `respondent` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`revision_id` text NOT NULL,
	`source_id` text NOT NULL,
	`number` integer NOT NULL,
	`external_id` text NOT NULL,
	`token_hash` text,
	`state` text NOT NULL,
	`cohort_id` text,
	`version_number` integer,
	`locale` text NOT NULL,
	`started_at` integer NOT NULL,
	`last_saved_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revision_id`) REFERENCES `revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `respondent_number` ON `respondent` (`study_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `respondent_external_id` ON `respondent` (`study_id`,`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `respondent_token` ON `respondent` (`token_hash`);--> statement-breakpoint
CREATE INDEX `respondent_state` ON `respondent` (`study_id`,`state`,`cohort_id`);--> statement-breakpoint
CREATE TABLE `revision` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`number` integer NOT NULL,
	`frozen_at` integer,
	`plan_hash` text,
	`texts` text NOT NULL,
	`design_settings` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `revision_number` ON `revision` (`study_id`,`number`);--> statement-breakpoint
CREATE TABLE `screen` (
	`id` text PRIMARY KEY NOT NULL,
	`revision_id` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`settings` text NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `screen_key` ON `screen` (`revision_id`,`key`);--> statement-breakpoint
CREATE TABLE `source` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `source_study` ON `source` (`study_id`);--> statement-breakpoint
CREATE TABLE `study` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`default_locale` text NOT NULL,
	`next_respondent_number` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by_user_id` text,
	`launched_at` integer,
	`closed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `study_slug` ON `study` (`slug`);--> statement-breakpoint
CREATE INDEX `study_organisation` ON `study` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `study_viewer` (
	`study_id` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`study_id`, `user_id`),
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `translation` (
	`id` text PRIMARY KEY NOT NULL,
	`revision_id` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`field` text NOT NULL,
	`locale` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `translation_once` ON `translation` (`revision_id`,`subject_type`,`subject_id`,`field`,`locale`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text,
	`session_version` integer DEFAULT 1 NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `version_fill` (
	`design_id` text NOT NULL,
	`cohort_id` text NOT NULL,
	`version_number` integer NOT NULL,
	`assigned` integer NOT NULL,
	PRIMARY KEY(`design_id`, `cohort_id`, `version_number`),
	FOREIGN KEY (`design_id`) REFERENCES `design`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `version_fill_least` ON `version_fill` (`design_id`,`cohort_id`,`assigned`,`version_number`);--> statement-breakpoint
CREATE TABLE `wording` (
	`id` text PRIMARY KEY NOT NULL,
	`revision_id` text NOT NULL,
	`study_id` text NOT NULL,
	`item_number` integer NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`definition` text NOT NULL,
	FOREIGN KEY (`revision_id`) REFERENCES `revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`study_id`,`item_number`) REFERENCES `item`(`study_id`,`number`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `wording_code` ON `wording` (`revision_id`,`item_number`,`code`);