CREATE TABLE `day_sums` (
	`local_day` integer NOT NULL,
	`asset` text NOT NULL,
	`kind` text NOT NULL,
	`way` text NOT NULL,
	`transfers` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`local_day`, `asset`, `kind`, `way`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_counts` (
	`import_id` text NOT NULL,
	`what` text NOT NULL,
	`state` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`import_id`, `what`, `state`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `payout_trouble` ON `cashback_payouts` (`batch_id`) WHERE "cashback_payouts"."state" in ('failed', 'review');