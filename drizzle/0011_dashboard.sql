CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`checked_at_ms` integer NOT NULL,
	`device` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	CONSTRAINT "session_ends" CHECK("sessions"."expires_at_ms" > "sessions"."created_at_ms")
) STRICT;
--> statement-breakpoint
CREATE INDEX `session_member` ON `sessions` (`member_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `sessions` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `shop_settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at_ms` integer NOT NULL
) STRICT;
