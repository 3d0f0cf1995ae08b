CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer,
	`revoked_by` text,
	`revoked_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_name` ON `api_keys` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `api_key_time` ON `api_keys` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `api_requests` (
	`key_id` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`digest` text NOT NULL,
	`status` integer NOT NULL,
	`answer` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`key_id`, `idempotency_key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `api_request_time` ON `api_requests` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `payment_events` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
	`outcome` text NOT NULL,
	`deliveries` integer DEFAULT 1 NOT NULL,
	`first_at_ms` integer NOT NULL,
	`last_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `payment_event_order` ON `payment_events` (`order_id`);--> statement-breakpoint
CREATE INDEX `payment_event_time` ON `payment_events` (`last_at_ms`);--> statement-breakpoint
CREATE TABLE `topups` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`amount` integer NOT NULL,
	`state` text DEFAULT 'creating' NOT NULL,
	`refunded` integer DEFAULT 0 NOT NULL,
	`refunded_before` integer DEFAULT 0 NOT NULL,
	`moved_by` text,
	`transaction_id` text,
	`qr_string` text,
	`qr_url` text,
	`expires_at_ms` integer,
	`reason` text,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`disputed_at_ms` integer,
	`checks` integer DEFAULT 0 NOT NULL,
	`next_check_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	`state_at_ms` integer NOT NULL,
	CONSTRAINT "topup_amount_positive" CHECK("topups"."amount" > 0),
	CONSTRAINT "topup_refunded_within" CHECK("topups"."refunded" between 0 and "topups"."amount")
) STRICT;
--> statement-breakpoint
CREATE INDEX `topup_member` ON `topups` (`member_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `topup_state` ON `topups` (`state`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `topup_time` ON `topups` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `topup_due` ON `topups` (`next_check_at_ms`) WHERE "topups"."next_check_at_ms" is not null;--> statement-breakpoint
CREATE INDEX `topup_disputed` ON `topups` (`disputed_at_ms`) WHERE "topups"."disputed_at_ms" is not null;--> statement-breakpoint
CREATE TABLE `unmatched_payments` (
	`order_id` text PRIMARY KEY NOT NULL,
	`why` text NOT NULL,
	`status` text,
	`amount` integer,
	`currency` text,
	`state` text DEFAULT 'open' NOT NULL,
	`member_id` text,
	`decided_by` text,
	`decided_request` text,
	`deliveries` integer DEFAULT 1 NOT NULL,
	`first_at_ms` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	`decided_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `unmatched_state` ON `unmatched_payments` (`state`,`last_at_ms`);--> statement-breakpoint
ALTER TABLE `transfers` ADD `source` text DEFAULT 'shop' NOT NULL;