CREATE TABLE `order_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` text NOT NULL,
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`actor` text NOT NULL,
	`note` text,
	`at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `order_event_order` ON `order_events` (`order_id`,`seq`);--> statement-breakpoint
CREATE TABLE `order_files` (
	`order_id` text NOT NULL,
	`part` integer NOT NULL,
	`key_id` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`order_id`, `part`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`description` text NOT NULL,
	`customer_id` text NOT NULL,
	`token_code` text,
	`amount` integer,
	`discount` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`priority` integer DEFAULT 2 NOT NULL,
	`due_at_ms` integer,
	`note` text,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_request` text NOT NULL,
	`completed_at_ms` integer,
	`cancelled_at_ms` integer,
	`cancel_reason` text,
	`overdue_told_at_ms` integer,
	`pending_told_at_ms` integer,
	`file_name` text,
	`file_type` text,
	`file_bytes` integer,
	`file_url` text,
	`file_stored_at_ms` integer,
	CONSTRAINT "order_amount_positive" CHECK("orders"."amount" > 0),
	CONSTRAINT "order_discount_range" CHECK("orders"."discount" >= 0 and "orders"."discount" <= coalesce("orders"."amount", 0)),
	CONSTRAINT "order_priority_range" CHECK("orders"."priority" between 0 and 3),
	CONSTRAINT "order_completed_moment" CHECK(("orders"."state" = 'completed') = ("orders"."completed_at_ms" is not null)),
	CONSTRAINT "order_cancelled_moment" CHECK(("orders"."state" = 'cancelled') = ("orders"."cancelled_at_ms" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `order_number` ON `orders` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `order_token` ON `orders` (`token_code`) WHERE "orders"."token_code" is not null and "orders"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX `order_customer` ON `orders` (`customer_id`,`number`);--> statement-breakpoint
CREATE INDEX `order_queue` ON `orders` (`priority`,`due_at_ms`,`number`) WHERE "orders"."state" in ('pending', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX `order_due` ON `orders` (`due_at_ms`) WHERE "orders"."state" in ('pending', 'in_progress', 'waiting') and "orders"."due_at_ms" is not null;--> statement-breakpoint
CREATE INDEX `order_completed` ON `orders` (`completed_at_ms`) WHERE "orders"."state" = 'completed';--> statement-breakpoint
CREATE TABLE `receipt_sends` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`way` text NOT NULL,
	`email_hash` text,
	`email_sealed` text,
	`key_id` text,
	`state` text DEFAULT 'queued' NOT NULL,
	`reason` text,
	`sent_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`state_at_ms` integer NOT NULL,
	CONSTRAINT "receipt_send_address" CHECK("receipt_sends"."way" = 'mail' or "receipt_sends"."email_sealed" is null)
) STRICT;
--> statement-breakpoint
CREATE INDEX `receipt_send_order` ON `receipt_sends` (`order_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `receipt_send_email` ON `receipt_sends` (`email_hash`) WHERE "receipt_sends"."email_hash" is not null;--> statement-breakpoint
CREATE TABLE `receipts` (
	`order_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `receipt_number` ON `receipts` (`number`);--> statement-breakpoint
CREATE TABLE `cashback_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`mode` text NOT NULL,
	`member_id` text,
	`state` text NOT NULL,
	`asked_by` text NOT NULL,
	`seq_max` integer NOT NULL,
	`payable_until_ms` integer NOT NULL,
	`confirm_until_ms` integer,
	`decided_request` text,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`progress_at_ms` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	`started_at_ms` integer,
	`finished_at_ms` integer,
	CONSTRAINT "cashback_batch_member" CHECK(("cashback_batches"."mode" = 'member') = ("cashback_batches"."member_id" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cashback_batch_cause` ON `cashback_batches` (`cause`);--> statement-breakpoint
CREATE INDEX `cashback_batch_time` ON `cashback_batches` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `cashback_batch_open` ON `cashback_batches` (`state`) WHERE "cashback_batches"."state" in ('freezing', 'previewed', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX `cashback_batch_running` ON `cashback_batches` (`state`) WHERE "cashback_batches"."state" = 'running';--> statement-breakpoint
CREATE TABLE `earnings` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cause` text NOT NULL,
	`kind` text NOT NULL,
	`referrer_id` text NOT NULL,
	`member_id` text NOT NULL,
	`amount` integer NOT NULL,
	`units` integer NOT NULL,
	`payable_at_ms` integer NOT NULL,
	`batch_id` text,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `earning_cause` ON `earnings` (`cause`);--> statement-breakpoint
CREATE INDEX `earning_unpaid` ON `earnings` (`referrer_id`,`seq`,`payable_at_ms`,`units`,`member_id`) WHERE "earnings"."batch_id" is null;--> statement-breakpoint
CREATE INDEX `earning_member` ON `earnings` (`referrer_id`,`member_id`,`amount`,`units`);--> statement-breakpoint
CREATE TABLE `cashback_payouts` (
	`batch_id` text NOT NULL,
	`member_id` text NOT NULL,
	`units` integer NOT NULL,
	`amount` integer NOT NULL,
	`referrals` integer NOT NULL,
	`state` text DEFAULT 'frozen' NOT NULL,
	`reason` text,
	`state_at_ms` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `member_id`),
	CONSTRAINT "payout_amount_positive" CHECK("cashback_payouts"."amount" > 0),
	CONSTRAINT "payout_amount_whole" CHECK("cashback_payouts"."amount" = "cashback_payouts"."units" / 10000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `payout_member` ON `cashback_payouts` (`member_id`,`batch_id`);--> statement-breakpoint
CREATE INDEX `payout_open` ON `cashback_payouts` (`batch_id`,`member_id`) WHERE "cashback_payouts"."state" = 'frozen';--> statement-breakpoint
CREATE TABLE `referral_blacklist` (
	`member_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`blocked_by` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `referral_codes` (
	`member_id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `referral_code` ON `referral_codes` (`code`);--> statement-breakpoint
CREATE TABLE `referrals` (
	`member_id` text PRIMARY KEY NOT NULL,
	`referrer_id` text NOT NULL,
	`request_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "referral_not_self" CHECK("referrals"."member_id" <> "referrals"."referrer_id")
) STRICT;
--> statement-breakpoint
CREATE INDEX `referral_referrer` ON `referrals` (`referrer_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`notes` text,
	`starts_at_ms` integer,
	`ends_at_ms` integer,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`closed_at_ms` integer,
	`closed_by` text,
	`closed_request` text,
	`summary` text,
	CONSTRAINT "campaign_dates" CHECK("campaigns"."starts_at_ms" is null or "campaigns"."ends_at_ms" is null or "campaigns"."starts_at_ms" < "campaigns"."ends_at_ms")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_name` ON `campaigns` (`name_key`);--> statement-breakpoint
CREATE INDEX `campaign_time` ON `campaigns` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `token_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`description` text NOT NULL,
	`notes` text,
	`campaign_id` text,
	`quantity` integer NOT NULL,
	`code_length` integer NOT NULL,
	`starts_at_ms` integer,
	`expires_at_ms` integer,
	`per_customer_max` integer,
	`reward_kind` text,
	`reward_value` integer,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`progress_at_ms` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "token_batch_quantity" CHECK("token_batches"."quantity" > 0),
	CONSTRAINT "token_batch_limit" CHECK("token_batches"."per_customer_max" is null or "token_batches"."per_customer_max" > 0),
	CONSTRAINT "token_batch_dates" CHECK("token_batches"."starts_at_ms" is null or "token_batches"."expires_at_ms" is null or "token_batches"."starts_at_ms" < "token_batches"."expires_at_ms"),
	CONSTRAINT "token_batch_reward" CHECK(("token_batches"."reward_kind" is null) = ("token_batches"."reward_value" is null)),
	CONSTRAINT "token_batch_reward_value" CHECK("token_batches"."reward_value" > 0 and ("token_batches"."reward_kind" <> 'percent' or "token_batches"."reward_value" <= 100))
) STRICT;
--> statement-breakpoint
CREATE INDEX `token_batch_time` ON `token_batches` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `token_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`order_id` text,
	`actor` text NOT NULL,
	`reason` text,
	`at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `token_event_code` ON `token_events` (`code`,`seq`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`batch_id` text NOT NULL,
	`number` integer NOT NULL,
	`campaign_id` text,
	`starts_at_ms` integer,
	`expires_at_ms` integer,
	`state` text DEFAULT 'available' NOT NULL,
	`order_id` text,
	`customer_id` text,
	`changed_at_ms` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_request` text,
	`change_reason` text,
	CONSTRAINT "token_has_order" CHECK(("tokens"."state" in ('reserved', 'used')) = ("tokens"."order_id" is not null) and ("tokens"."order_id" is null) = ("tokens"."customer_id" is null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `token_code` ON `tokens` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `token_number` ON `tokens` (`batch_id`,`number`);--> statement-breakpoint
CREATE INDEX `token_state` ON `tokens` (`state`,`seq`);--> statement-breakpoint
CREATE INDEX `token_campaign` ON `tokens` (`campaign_id`,`state`,`seq`);--> statement-breakpoint
CREATE INDEX `token_customer` ON `tokens` (`customer_id`,`campaign_id`) WHERE "tokens"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX `token_order` ON `tokens` (`order_id`) WHERE "tokens"."order_id" is not null;--> statement-breakpoint
CREATE INDEX `token_expiry` ON `tokens` (`expires_at_ms`) WHERE "tokens"."state" = 'available' and "tokens"."expires_at_ms" is not null;--> statement-breakpoint
CREATE TABLE `__new_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`member_id` text NOT NULL,
	`product_id` text,
	`rating` integer NOT NULL,
	`comment` text,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "review_rating_range" CHECK("__new_reviews"."rating" between 1 and 5),
	CONSTRAINT "review_product_of_purchase" CHECK(("__new_reviews"."subject" = 'purchase') = ("__new_reviews"."product_id" is not null))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_reviews`("id", "subject", "member_id", "product_id", "rating", "comment", "created_at_ms") SELECT "purchase_id", 'purchase', "member_id", "product_id", "rating", "comment", "created_at_ms" FROM `reviews`;--> statement-breakpoint
DROP TABLE `reviews`;--> statement-breakpoint
ALTER TABLE `__new_reviews` RENAME TO `reviews`;--> statement-breakpoint
CREATE INDEX `review_time` ON `reviews` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `review_product` ON `reviews` (`product_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `review_member` ON `reviews` (`member_id`);