CREATE TABLE `audits` (
	`id` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`target` text,
	`before` text,
	`after` text,
	`reason` text,
	`cause` text,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_cause` ON `audits` (`cause`);--> statement-breakpoint
CREATE INDEX `audit_time` ON `audits` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `audit_target` ON `audits` (`target`);--> statement-breakpoint
CREATE TABLE `claim_failures` (
	`interaction_id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_failure_member` ON `claim_failures` (`member_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`code_hash` text NOT NULL,
	`key_id` text NOT NULL,
	`order_key` text NOT NULL,
	`order_id` text,
	`email_hash` text NOT NULL,
	`email_sealed` text NOT NULL,
	`points` integer NOT NULL,
	`product` text,
	`campaign` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`claimed_by` text,
	`claimed_at_ms` integer,
	`claimed_interaction` text,
	`ended_at_ms` integer,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "claim_points_positive" CHECK("claims"."points" > 0),
	CONSTRAINT "claim_claimed_by_someone" CHECK(("claims"."state" = 'claimed') = ("claims"."claimed_by" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `claim_code` ON `claims` (`code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `claim_order` ON `claims` (`order_key`,`email_hash`);--> statement-breakpoint
CREATE INDEX `claim_email` ON `claims` (`email_hash`);--> statement-breakpoint
CREATE INDEX `claim_import` ON `claims` (`import_id`,`state`);--> statement-breakpoint
CREATE INDEX `claim_time` ON `claims` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `claim_expiry` ON `claims` (`expires_at_ms`) WHERE "claims"."state" = 'pending';--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`claim_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`key_id` text NOT NULL,
	`order_key` text NOT NULL,
	`order_id` text,
	`email_hash` text NOT NULL,
	`email_hash_previous` text,
	`email_sealed` text NOT NULL,
	`points` integer NOT NULL,
	`product` text,
	PRIMARY KEY(`import_id`, `line`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_row_order` ON `import_rows` (`import_id`,`order_key`,`email_hash`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text DEFAULT 'reading' NOT NULL,
	`asked_by` text NOT NULL,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`decided_request` text,
	`file_name` text NOT NULL,
	`file_url` text,
	`file_bytes` integer NOT NULL,
	`options` text NOT NULL,
	`campaign` text DEFAULT '' NOT NULL,
	`message` text,
	`expiry_days` integer NOT NULL,
	`findings` text,
	`confirm_until_ms` integer,
	`progress_at_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_time` ON `imports` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `import_open` ON `imports` (`state`,`created_at_ms`) WHERE "imports"."state" in ('reading', 'previewed');--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`asset` text NOT NULL,
	`balance` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "account_id_form" CHECK("accounts"."id" = "accounts"."owner" || '/' || "accounts"."asset"),
	CONSTRAINT "account_not_negative" CHECK("accounts"."balance" >= 0 or "accounts"."owner" like 'system:%')
) STRICT;
--> statement-breakpoint
CREATE TABLE `transfers` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`debit` text NOT NULL,
	`credit` text NOT NULL,
	`amount` integer NOT NULL,
	`asset` text NOT NULL,
	`kind` text NOT NULL,
	`cause` text NOT NULL,
	`actor` text NOT NULL,
	`memo` text,
	`metadata` text,
	`debit_balance` integer,
	`credit_balance` integer,
	`created_at_ms` integer NOT NULL,
	`local_day` integer NOT NULL,
	FOREIGN KEY (`debit`) REFERENCES `accounts`(`id`) ON UPDATE cascade ON DELETE no action,
	FOREIGN KEY (`credit`) REFERENCES `accounts`(`id`) ON UPDATE cascade ON DELETE no action,
	CONSTRAINT "transfer_amount_positive" CHECK("transfers"."amount" > 0 and "transfers"."amount" <= 9007199254740991),
	CONSTRAINT "transfer_two_accounts" CHECK("transfers"."debit" <> "transfers"."credit")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_cause` ON `transfers` (`cause`);--> statement-breakpoint
CREATE INDEX `transfer_debit` ON `transfers` (`debit`,`seq`);--> statement-breakpoint
CREATE INDEX `transfer_credit` ON `transfers` (`credit`,`seq`);--> statement-breakpoint
CREATE INDEX `transfer_unbooked` ON `transfers` (`seq`) WHERE "transfers"."credit_balance" is null;--> statement-breakpoint
CREATE TABLE `renames` (
	`old_owner` text PRIMARY KEY NOT NULL,
	`new_owner` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `gates` (
	`name` text PRIMARY KEY NOT NULL,
	`closed_until_ms` integer NOT NULL,
	`reason` text NOT NULL,
	`closed_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `mail_events` (
	`id` text PRIMARY KEY NOT NULL,
	`mail_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `mail_event_mail` ON `mail_events` (`mail_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`import_id` text NOT NULL,
	`outbox_id` text,
	`state` text DEFAULT 'queued' NOT NULL,
	`reason` text,
	`created_at_ms` integer NOT NULL,
	`state_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `mail_claim` ON `mails` (`claim_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `mail_import` ON `mails` (`import_id`,`state`);--> statement-breakpoint
CREATE INDEX `mail_outbox` ON `mails` (`outbox_id`,`state`);--> statement-breakpoint
CREATE TABLE `suppressions` (
	`email_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`locale` text,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`outbox_id` text,
	`body` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `duties` (
	`name` text PRIMARY KEY NOT NULL,
	`slot_ms` integer NOT NULL,
	`leased_until_ms` integer NOT NULL,
	`done_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `guards` (
	`held` integer NOT NULL,
	CONSTRAINT "guard_held" CHECK("guards"."held" = 1)
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`member_id` text,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`due_at_ms` integer NOT NULL,
	`lease` text,
	`leased_until_ms` integer,
	`last_error` text,
	`cause` text,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_cause` ON `outbox` (`cause`);--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`due_at_ms`) WHERE "outbox"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `outbox_failed` ON `outbox` (`finished_at_ms`) WHERE "outbox"."state" = 'failed';--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`finished_at_ms`) WHERE "outbox"."state" = 'done';