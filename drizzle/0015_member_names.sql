ALTER TABLE `members` ADD `name` text;--> statement-breakpoint
CREATE INDEX `member_name` ON `members` ("name" collate nocase) WHERE "members"."name" is not null;