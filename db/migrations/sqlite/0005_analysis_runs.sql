CREATE TABLE `analysis_run` (
	`id` text PRIMARY KEY NOT NULL,
	`study_id` text NOT NULL,
	`key` text NOT NULL,
	`method` text NOT NULL,
	`options` text NOT NULL,
	`seed` integer NOT NULL,
	`exercise` text,
	`engine` text NOT NULL,
	`data_hash` text NOT NULL,
	`data_state` text NOT NULL,
	`job_id` text,
	`requested_by_user_id` text,
	`requested_at` integer NOT NULL,
	`finished_at` integer,
	`result` text,
	`individual` text,
	FOREIGN KEY (`study_id`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `analysis_run_once` ON `analysis_run` (`study_id`,`key`);--> statement-breakpoint
ALTER TABLE `job` ADD `progress_detail` text;