CREATE TABLE `import_refused` (
	`import_id` text NOT NULL,
	`part` integer NOT NULL,
	`key_id` text NOT NULL,
	`rows_sealed` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`import_id`, `part`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_refused_time` ON `import_refused` (`created_at_ms`);--> statement-breakpoint
ALTER TABLE `balance_changes` ADD `findings` text;--> statement-breakpoint
CREATE INDEX `audit_action` ON `audits` (`action`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `claim_claimed` ON `claims` (`import_id`,`claimed_at_ms`) WHERE "claims"."state" = 'claimed';--> statement-breakpoint
CREATE INDEX `claim_member` ON `claims` (`claimed_by`,`claimed_at_ms`) WHERE "claims"."claimed_by" is not null;--> statement-breakpoint
CREATE INDEX `mail_trouble` ON `mails` (`state_at_ms`) WHERE "mails"."state" in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint');--> statement-breakpoint
CREATE INDEX `suppression_time` ON `suppressions` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `stock_upload_product` ON `stock_uploads` (`product_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `token_campaign_list` ON `tokens` (`campaign_id`,`seq`);