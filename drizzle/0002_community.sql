CREATE TABLE `achievements` (
	`key` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`name_id` text,
	`description_id` text,
	`emoji` text NOT NULL,
	`rule` text NOT NULL,
	`threshold` integer DEFAULT 0 NOT NULL,
	`bonus` integer DEFAULT 0 NOT NULL,
	`retired_at_ms` integer,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "achievement_bonus" CHECK("achievements"."bonus" between 0 and 1000000),
	CONSTRAINT "achievement_threshold" CHECK("achievements"."threshold" >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `awards` (
	`achievement` text NOT NULL,
	`member_id` text NOT NULL,
	`awarded_by` text NOT NULL,
	`cause` text NOT NULL,
	`awarded_at_ms` integer NOT NULL,
	`revoked_by` text,
	`revoked_at_ms` integer,
	`reason` text,
	PRIMARY KEY(`achievement`, `member_id`),
	FOREIGN KEY (`achievement`) REFERENCES `achievements`(`key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `award_member` ON `awards` (`member_id`,`awarded_at_ms`);--> statement-breakpoint
CREATE INDEX `award_cause` ON `awards` (`cause`);--> statement-breakpoint
CREATE TABLE `muted_notices` (
	`member_id` text NOT NULL,
	`notice` text NOT NULL,
	PRIMARY KEY(`member_id`, `notice`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `account_stats` (
	`account` text PRIMARY KEY NOT NULL,
	`earned` integer NOT NULL,
	`spent` integer NOT NULL,
	`highest` integer NOT NULL,
	`transfers` integer NOT NULL,
	`first_at_ms` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE cascade ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `standing_counts` (
	`board` text NOT NULL,
	`level` integer NOT NULL,
	`prefix` integer NOT NULL,
	`members` integer NOT NULL,
	PRIMARY KEY(`board`, `level`, `prefix`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `standing_levels` (
	`level` integer PRIMARY KEY NOT NULL,
	`divisor` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `standings` (
	`board` text NOT NULL,
	`account` text NOT NULL,
	`score` integer NOT NULL,
	`seq` integer NOT NULL,
	`shown` integer NOT NULL,
	PRIMARY KEY(`board`, `account`),
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE cascade ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `standing_order` ON `standings` (`board`,"score" desc,`seq`) WHERE "standings"."shown" = 1 and "standings"."score" > 0;--> statement-breakpoint
CREATE INDEX `standing_account` ON `standings` (`account`);--> statement-breakpoint
ALTER TABLE `members` ADD `hidden_at_ms` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `left_at_ms` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `seen_at_ms` integer;--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audits` (`actor`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `outbox_member` ON `outbox` (`member_id`,`created_at_ms`) WHERE "outbox"."member_id" is not null;--> statement-breakpoint
CREATE TABLE `balance_change_rows` (
	`change_id` text NOT NULL,
	`line` integer NOT NULL,
	`member_id` text NOT NULL,
	`points` integer NOT NULL,
	`outcome` text,
	PRIMARY KEY(`change_id`, `line`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `balance_change_row_open` ON `balance_change_rows` (`change_id`,`line`) WHERE "balance_change_rows"."outcome" is null;--> statement-breakpoint
CREATE TABLE `balance_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`asked_by` text NOT NULL,
	`reason` text NOT NULL,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`decided_request` text,
	`file_name` text,
	`file_url` text,
	`total` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`confirm_until_ms` integer,
	`progress_at_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `balance_change_open` ON `balance_changes` (`state`,`created_at_ms`) WHERE "balance_changes"."state" in ('reading', 'previewed');