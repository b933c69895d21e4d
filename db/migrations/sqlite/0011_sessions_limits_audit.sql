CREATE TABLE `early_interview` (
	`respondent_id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`address` text,
	`started_at` integer NOT NULL,
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `early_interview_source` ON `early_interview` (`source_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `early_interview_address` ON `early_interview` (`address`,`started_at`);--> statement-breakpoint
CREATE INDEX `early_interview_started` ON `early_interview` (`started_at`);--> statement-breakpoint
CREATE TABLE `password_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `password_link_user` ON `password_link` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`device` text,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_lane` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`open_at` integer NOT NULL,
	`forgotten_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_lane_forgotten` ON `sign_in_lane` (`forgotten_at`);--> statement-breakpoint
ALTER TABLE `audit_entry` ADD `key_id` text;