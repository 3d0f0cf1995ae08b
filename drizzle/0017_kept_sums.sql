CREATE TABLE `order_quarters` (
	`quarter` integer NOT NULL,
	`has_token` integer NOT NULL,
	`orders` integer NOT NULL,
	`priced` integer NOT NULL,
	`amount` integer NOT NULL,
	`discount` integer NOT NULL,
	PRIMARY KEY(`quarter`, `has_token`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `payout_counts` (
	`batch_id` text NOT NULL,
	`state` text NOT NULL,
	`count` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `state`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `token_sums` (
	`campaign_id` text PRIMARY KEY NOT NULL,
	`used` integer NOT NULL,
	`priced` integer NOT NULL,
	`amount` integer NOT NULL,
	`discount` integer NOT NULL,
	`customers` integer NOT NULL,
	`new_customers` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `payout_open`;--> statement-breakpoint
DROP INDEX `payout_trouble`;--> statement-breakpoint
CREATE INDEX `payout_state` ON `cashback_payouts` (`batch_id`,`state`,`member_id`);--> statement-breakpoint
DROP INDEX `audit_target`;--> statement-breakpoint
CREATE INDEX `audit_target` ON `audits` (`target`,`created_at_ms`);--> statement-breakpoint
DROP INDEX `mail_trouble`;--> statement-breakpoint
CREATE INDEX `mail_trouble` ON `mails` (`state`,`state_at_ms`) WHERE "mails"."state" in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint');--> statement-breakpoint
ALTER TABLE `cashback_batches` ADD `findings` text;--> statement-breakpoint
CREATE INDEX `balance_change_row_left` ON `balance_change_rows` (`change_id`,`outcome`) WHERE "balance_change_rows"."outcome" in ('same', 'too_few', 'over_member_max', 'over_change_max');--> statement-breakpoint
CREATE INDEX `order_customer_open` ON `orders` (`customer_id`,`number`) WHERE "orders"."state" in ('pending', 'in_progress', 'waiting');--> statement-breakpoint
CREATE INDEX `token_batch_state` ON `tokens` (`batch_id`,`state`);--> statement-breakpoint
CREATE INDEX `token_used` ON `tokens` (`campaign_id`,`changed_at_ms`) WHERE "tokens"."state" = 'used';--> statement-breakpoint
CREATE INDEX `topup_open` ON `topups` (`member_id`) WHERE "topups"."state" in ('creating', 'pending');
--> statement-breakpoint
-- What a page would have to add up is counted as it happens: payouts by state, completed orders by time, what tokens came to.
CREATE TRIGGER `payout_is_counted` AFTER INSERT ON `cashback_payouts`
BEGIN
	INSERT INTO `payout_counts` (`batch_id`, `state`, `count`, `amount`) VALUES (NEW.`batch_id`, NEW.`state`, 1, NEW.`amount`)
	ON CONFLICT (`batch_id`, `state`) DO UPDATE SET `count` = `count` + 1, `amount` = `amount` + excluded.`amount`;
END;
--> statement-breakpoint
CREATE TRIGGER `payout_changes_counts` AFTER UPDATE OF `state` ON `cashback_payouts` WHEN NEW.`state` <> OLD.`state`
BEGIN
	UPDATE `payout_counts` SET `count` = `count` - 1, `amount` = `amount` - OLD.`amount`
	WHERE `batch_id` = OLD.`batch_id` AND `state` = OLD.`state`;
	INSERT INTO `payout_counts` (`batch_id`, `state`, `count`, `amount`) VALUES (NEW.`batch_id`, NEW.`state`, 1, NEW.`amount`)
	ON CONFLICT (`batch_id`, `state`) DO UPDATE SET `count` = `count` + 1, `amount` = `amount` + excluded.`amount`;
END;
--> statement-breakpoint
CREATE TRIGGER `payout_leaves_counts` AFTER DELETE ON `cashback_payouts`
BEGIN
	UPDATE `payout_counts` SET `count` = `count` - 1, `amount` = `amount` - OLD.`amount`
	WHERE `batch_id` = OLD.`batch_id` AND `state` = OLD.`state`;
END;
--> statement-breakpoint
-- A completed order stays that, with its amount; a quarter of an hour has 900,000 ms.
CREATE TRIGGER `order_is_counted` AFTER UPDATE OF `state` ON `orders` WHEN NEW.`state` = 'completed' AND OLD.`state` <> 'completed'
BEGIN
	INSERT INTO `order_quarters` (`quarter`, `has_token`, `orders`, `priced`, `amount`, `discount`)
	VALUES (NEW.`completed_at_ms` / 900000, NEW.`token_code` IS NOT NULL, 1, NEW.`amount` IS NOT NULL, coalesce(NEW.`amount`, 0), NEW.`discount`)
	ON CONFLICT (`quarter`, `has_token`) DO UPDATE SET
		`orders` = `orders` + 1,
		`priced` = `priced` + excluded.`priced`,
		`amount` = `amount` + excluded.`amount`,
		`discount` = `discount` + excluded.`discount`;
END;
--> statement-breakpoint
-- A used token stays that. Who had nothing of the shop before the order is new: no order completed, nothing bought, no code claimed.
CREATE TRIGGER `token_is_summed` AFTER UPDATE OF `state` ON `tokens` WHEN NEW.`state` = 'used' AND OLD.`state` <> 'used'
BEGIN
	INSERT INTO `token_sums` (`campaign_id`, `used`, `priced`, `amount`, `discount`, `customers`, `new_customers`)
	SELECT `scope`, 1, `o`.`amount` IS NOT NULL, coalesce(`o`.`amount`, 0), `o`.`discount`, `is_first`, `is_first`
		AND NOT EXISTS (SELECT 1 FROM `orders` AS `b` WHERE `b`.`customer_id` = `o`.`customer_id` AND `b`.`completed_at_ms` < `o`.`created_at_ms`)
		AND NOT EXISTS (SELECT 1 FROM `purchases` AS `b` WHERE `b`.`member_id` = `o`.`customer_id` AND `b`.`created_at_ms` < `o`.`created_at_ms`)
		AND NOT EXISTS (SELECT 1 FROM `claims` AS `b` WHERE `b`.`claimed_by` = `o`.`customer_id` AND `b`.`claimed_at_ms` < `o`.`created_at_ms`)
	FROM (
		SELECT '' AS `scope`, NOT EXISTS (
			SELECT 1 FROM `tokens` WHERE `customer_id` = NEW.`customer_id` AND `state` = 'used' AND `seq` <> NEW.`seq`) AS `is_first`
		UNION ALL
		SELECT NEW.`campaign_id`, NOT EXISTS (
			SELECT 1 FROM `tokens` WHERE `customer_id` = NEW.`customer_id` AND `campaign_id` = NEW.`campaign_id` AND `state` = 'used' AND `seq` <> NEW.`seq`)
		WHERE NEW.`campaign_id` IS NOT NULL
	) CROSS JOIN `orders` AS `o`
	WHERE `o`.`id` = NEW.`order_id`
	ON CONFLICT (`campaign_id`) DO UPDATE SET
		`used` = `used` + 1,
		`priced` = `priced` + excluded.`priced`,
		`amount` = `amount` + excluded.`amount`,
		`discount` = `discount` + excluded.`discount`,
		`customers` = `customers` + excluded.`customers`,
		`new_customers` = `new_customers` + excluded.`new_customers`;
END;
--> statement-breakpoint
INSERT INTO `payout_counts` (`batch_id`, `state`, `count`, `amount`)
SELECT `batch_id`, `state`, count(*), sum(`amount`) FROM `cashback_payouts` GROUP BY `batch_id`, `state`;
--> statement-breakpoint
INSERT INTO `order_quarters` (`quarter`, `has_token`, `orders`, `priced`, `amount`, `discount`)
SELECT `completed_at_ms` / 900000 AS `quarter`, `token_code` IS NOT NULL AS `has_token`, count(*), count(`amount`), coalesce(sum(`amount`), 0), sum(`discount`)
FROM `orders` WHERE `state` = 'completed' GROUP BY 1, 2;
--> statement-breakpoint
INSERT INTO `token_sums` (`campaign_id`, `used`, `priced`, `amount`, `discount`, `customers`, `new_customers`)
WITH `uses` AS (
	SELECT `campaign_id`, `o`.`customer_id`, `o`.`amount`, `o`.`discount`, `o`.`created_at_ms`
	FROM `tokens` JOIN `orders` AS `o` ON `o`.`id` = `order_id` WHERE `tokens`.`state` = 'used'
),
`scoped` AS (
	SELECT '' AS `scope`, `customer_id`, `amount`, `discount`, `created_at_ms` FROM `uses`
	UNION ALL
	SELECT `campaign_id`, `customer_id`, `amount`, `discount`, `created_at_ms` FROM `uses` WHERE `campaign_id` IS NOT NULL
),
`each` AS (
	SELECT `scope`, `customer_id`, count(*) AS `used`, count(`amount`) AS `priced`, coalesce(sum(`amount`), 0) AS `amount`,
		sum(`discount`) AS `discount`, min(`created_at_ms`) AS `first_at_ms`
	FROM `scoped` GROUP BY `scope`, `customer_id`
)
SELECT `scope`, sum(`used`), sum(`priced`), sum(`amount`), sum(`discount`), count(*), count(*) FILTER (WHERE
	NOT EXISTS (SELECT 1 FROM `orders` AS `b` WHERE `b`.`customer_id` = `each`.`customer_id` AND `b`.`completed_at_ms` < `first_at_ms`)
	AND NOT EXISTS (SELECT 1 FROM `purchases` AS `b` WHERE `b`.`member_id` = `each`.`customer_id` AND `b`.`created_at_ms` < `first_at_ms`)
	AND NOT EXISTS (SELECT 1 FROM `claims` AS `b` WHERE `b`.`claimed_by` = `each`.`customer_id` AND `b`.`claimed_at_ms` < `first_at_ms`))
FROM `each` GROUP BY `scope`;
