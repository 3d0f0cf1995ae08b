CREATE TABLE `packages` (
	`product_id` text NOT NULL,
	`size` integer NOT NULL,
	`price` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	PRIMARY KEY(`product_id`, `size`),
	CONSTRAINT "package_size_positive" CHECK("packages"."size" > 0),
	CONSTRAINT "package_price_positive" CHECK("packages"."price" > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`sku` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`state` text DEFAULT 'active' NOT NULL,
	`low_stock` integer,
	`low_stock_told_at_ms` integer,
	`created_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_sku` ON `products` (`sku`);--> statement-breakpoint
CREATE INDEX `product_order` ON `products` (`state`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `purchases` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`product_id` text NOT NULL,
	`size` integer NOT NULL,
	`price` integer NOT NULL,
	`state` text DEFAULT 'paid' NOT NULL,
	`confirmed_request` text NOT NULL,
	`delivering_at_ms` integer,
	`delivered_at_ms` integer,
	`delivery_failed_at_ms` integer,
	`delivery_failure` text,
	`revealed_at_ms` integer,
	`closed_at_ms` integer,
	`refunded_at_ms` integer,
	`refunded_by` text,
	`refund_reason` text,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "purchase_size_positive" CHECK("purchases"."size" > 0),
	CONSTRAINT "purchase_price_positive" CHECK("purchases"."price" > 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX `purchase_member` ON `purchases` (`member_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `purchase_time` ON `purchases` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `purchase_product` ON `purchases` (`product_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `purchase_undelivered` ON `purchases` (`created_at_ms`) WHERE "purchases"."delivered_at_ms" is null and "purchases"."revealed_at_ms" is null and "purchases"."state" = 'paid';--> statement-breakpoint
CREATE TABLE `quotes` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`product_id` text NOT NULL,
	`size` integer NOT NULL,
	`price` integer NOT NULL,
	`expires_at_ms` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `quote_expiry` ON `quotes` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`purchase_id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`product_id` text NOT NULL,
	`rating` integer NOT NULL,
	`comment` text,
	`created_at_ms` integer NOT NULL,
	CONSTRAINT "review_rating_range" CHECK("reviews"."rating" between 1 and 5)
) STRICT;
--> statement-breakpoint
CREATE INDEX `review_time` ON `reviews` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `review_product` ON `reviews` (`product_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `review_member` ON `reviews` (`member_id`);--> statement-breakpoint
CREATE TABLE `stock` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`product_id` text NOT NULL,
	`upload_id` text NOT NULL,
	`key_id` text NOT NULL,
	`sealed` text NOT NULL,
	`code_hash` text NOT NULL,
	`state` text DEFAULT 'free' NOT NULL,
	`purchase_id` text,
	`created_at_ms` integer NOT NULL,
	`state_at_ms` integer NOT NULL,
	CONSTRAINT "stock_sold_to_someone" CHECK("stock"."state" <> 'sold' or "stock"."purchase_id" is not null)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_id` ON `stock` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `stock_code` ON `stock` (`code_hash`);--> statement-breakpoint
CREATE INDEX `stock_free` ON `stock` (`product_id`,`seq`) WHERE "stock"."state" = 'free';--> statement-breakpoint
CREATE INDEX `stock_state` ON `stock` (`product_id`,`state`);--> statement-breakpoint
CREATE INDEX `stock_purchase` ON `stock` (`purchase_id`,`seq`) WHERE "stock"."purchase_id" is not null;--> statement-breakpoint
CREATE INDEX `stock_key` ON `stock` (`key_id`,`seq`);--> statement-breakpoint
CREATE INDEX `stock_upload` ON `stock` (`upload_id`);--> statement-breakpoint
CREATE TABLE `stock_rows` (
	`upload_id` text NOT NULL,
	`line` integer NOT NULL,
	`id` text NOT NULL,
	`key_id` text NOT NULL,
	`sealed` text NOT NULL,
	`code_hash` text NOT NULL,
	PRIMARY KEY(`upload_id`, `line`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `stock_uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text DEFAULT 'reading' NOT NULL,
	`product_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`interaction_token` text,
	`answer_until_ms` integer NOT NULL,
	`decided_request` text,
	`file_name` text NOT NULL,
	`file_url` text,
	`file_bytes` integer NOT NULL,
	`findings` text,
	`total` integer DEFAULT 0 NOT NULL,
	`added` integer DEFAULT 0 NOT NULL,
	`confirm_until_ms` integer,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `stock_upload_time` ON `stock_uploads` (`created_at_ms`);--> statement-breakpoint
CREATE INDEX `stock_upload_open` ON `stock_uploads` (`state`,`created_at_ms`) WHERE "stock_uploads"."state" in ('reading', 'previewed');