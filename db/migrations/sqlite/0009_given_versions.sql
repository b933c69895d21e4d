CREATE TABLE `given_version` (
	`respondent_id` text NOT NULL,
	`exercise` text NOT NULL,
	`version_number` integer NOT NULL,
	PRIMARY KEY(`respondent_id`, `exercise`),
	FOREIGN KEY (`respondent_id`) REFERENCES `respondent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- The version of the exercise that has the study's own design settings stood beside the others'.
INSERT INTO `given_version` (`respondent_id`, `exercise`, `version_number`)
SELECT `respondent`.`id`, (
    SELECT `screen`.`key` FROM `screen`
    WHERE `screen`.`revision_id` = `respondent`.`revision_id` AND `screen`.`kind` = 'exercise'
      AND json_extract(`screen`.`settings`, '$.design') IS NULL
      AND json_extract(`screen`.`settings`, '$.mirror') IS NULL
    ORDER BY `screen`.`position` LIMIT 1
  ), `respondent`.`version_number`
FROM `respondent` WHERE `respondent`.`version_number` IS NOT NULL;
--> statement-breakpoint
INSERT INTO `given_version` (`respondent_id`, `exercise`, `version_number`)
SELECT `respondent`.`id`, `further`.`key`, `further`.`value`
FROM `respondent`, json_each(`respondent`.`further_versions`) AS `further`
WHERE json_type(`respondent`.`further_versions`) = 'object';
--> statement-breakpoint
ALTER TABLE `respondent` DROP COLUMN `version_number`;--> statement-breakpoint
ALTER TABLE `respondent` DROP COLUMN `further_versions`;
