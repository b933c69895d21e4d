CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`source_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`cohort_id` text,
	`locale` text,
	`columns` text NOT NULL,
	`token_hash` text NOT NULL,
	`unsubscribed_at` integer,
	`bounced_at` integer,
	`bounce_note` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `source`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cohort_id`) REFERENCES `cohort`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_email` ON `contact` (`study_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `contact_token` ON `contact` (`token_hash`);--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`kind` text NOT NULL,
	`letter_id` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`contact_id`) REFERENCES `contact`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_once` ON `mail` (`letter_id`,`contact_id`);--> statement-breakpoint
CREATE INDEX `mail_queue` ON `mail` (`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `quota` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`conditions` text NOT NULL,
	`size` integer NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `quota_study` ON `quota` (`study_id`,`position`);--> statement-breakpoint
CREATE TABLE `quota_place` (
	`quota_id` text NOT NULL,
	`respondent_id` text NOT NULL,
	`held_at` integer NOT NULL,
	PRIMARY KEY(`quota_id`, `respondent_id`),
	FOREIGN KEY (`quota_id`) REFERENCES `quota`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `quota_place_respondent` ON `quota_place` (`respondent_id`);--> statement-breakpoint
ALTER TABLE `allocation` ADD `opened` text;--> statement-breakpoint
ALTER TABLE `answer` ADD `anchor` text;--> statement-breakpoint
ALTER TABLE `answer` ADD `asked` text;--> statement-breakpoint
ALTER TABLE `answer` ADD `opened` text;--> statement-breakpoint
ALTER TABLE `question_answer` ADD `other_text` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `is_test` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `respondent` ADD `panel_id` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `parameters` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `contact_id` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `exit` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `released_at` integer;--> statement-breakpoint
ALTER TABLE `respondent` ADD `asking` text;--> statement-breakpoint
ALTER TABLE `respondent` ADD `further_versions` text;--> statement-breakpoint
CREATE UNIQUE INDEX `respondent_panel_id` ON `respondent` (`source_id`,`panel_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `respondent_contact` ON `respondent` (`contact_id`);--> statement-breakpoint
ALTER TABLE `revision` ADD `locales` text;--> statement-breakpoint
ALTER TABLE `revision` ADD `monitoring` text;--> statement-breakpoint
ALTER TABLE `revision` ADD `note` text;--> statement-breakpoint
ALTER TABLE `screen` ADD `show_when` text;--> statement-breakpoint
ALTER TABLE `source` ADD `code` text;--> statement-breakpoint
ALTER TABLE `source` ADD `closed_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `source_code` ON `source` (`study_id`,`code`);--> statement-breakpoint
ALTER TABLE `study` ADD `fieldwork` text;--> statement-breakpoint
ALTER TABLE `study` ADD `soft_launched_at` integer;--> statement-breakpoint
ALTER TABLE `wording` ADD `list` text;