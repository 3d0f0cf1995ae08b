-- A token is free, then one order's, then used. What an order had goes back only when that order is cancelled; ends are ends.
CREATE TRIGGER `token_moves` BEFORE UPDATE OF `state`, `order_id` ON `tokens` WHEN NOT (
	(OLD.`state` = 'available' AND NEW.`state` IN ('available', 'expired', 'removed') AND NEW.`order_id` IS NULL)
	OR (OLD.`state` = 'available' AND NEW.`state` = 'reserved' AND NEW.`order_id` IS NOT NULL)
	OR (OLD.`state` = 'reserved' AND NEW.`state` = 'used' AND NEW.`order_id` IS OLD.`order_id` AND EXISTS (
		SELECT 1 FROM `orders` WHERE `id` = OLD.`order_id` AND `state` = 'completed'))
	OR (OLD.`state` = 'reserved' AND NEW.`state` IN ('available', 'expired', 'removed') AND EXISTS (
		SELECT 1 FROM `orders` WHERE `id` = OLD.`order_id` AND `state` = 'cancelled'))
	OR (NEW.`state` = OLD.`state` AND NEW.`order_id` IS OLD.`order_id`)
)
BEGIN
	SELECT RAISE(ABORT, 'token_moves');
END;
--> statement-breakpoint
CREATE TRIGGER `token_changed` AFTER UPDATE OF `state` ON `tokens` WHEN NEW.`state` <> OLD.`state`
BEGIN
	INSERT INTO `token_events` (`code`, `from_state`, `to_state`, `order_id`, `actor`, `reason`, `at_ms`)
	VALUES (NEW.`code`, OLD.`state`, NEW.`state`, coalesce(NEW.`order_id`, OLD.`order_id`), NEW.`changed_by`, NEW.`change_reason`, NEW.`changed_at_ms`);
END;
--> statement-breakpoint
CREATE TRIGGER `token_stays_itself` BEFORE UPDATE OF `seq`, `code`, `batch_id`, `number`, `campaign_id`, `starts_at_ms`, `expires_at_ms` ON `tokens`
BEGIN
	SELECT RAISE(ABORT, 'token_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `token_is_kept` BEFORE DELETE ON `tokens`
BEGIN
	SELECT RAISE(ABORT, 'token_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `token_event_is_kept` BEFORE DELETE ON `token_events`
BEGIN
	SELECT RAISE(ABORT, 'token_event_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `campaign_stays_closed` BEFORE UPDATE OF `closed_at_ms`, `summary` ON `campaigns` WHEN OLD.`closed_at_ms` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'campaign_stays_closed');
END;
--> statement-breakpoint
CREATE TRIGGER `campaign_is_kept` BEFORE DELETE ON `campaigns`
BEGIN
	SELECT RAISE(ABORT, 'campaign_is_kept');
END;
--> statement-breakpoint
-- An order that is completed or cancelled stays that.
CREATE TRIGGER `order_moves` BEFORE UPDATE OF `state` ON `orders`
WHEN OLD.`state` IN ('completed', 'cancelled') AND NEW.`state` <> OLD.`state`
BEGIN
	SELECT RAISE(ABORT, 'order_moves');
END;
--> statement-breakpoint
CREATE TRIGGER `order_changed` AFTER UPDATE OF `state`, `note` ON `orders` WHEN NEW.`state` <> OLD.`state` OR NEW.`note` IS NOT OLD.`note`
BEGIN
	INSERT INTO `order_events` (`order_id`, `from_state`, `to_state`, `actor`, `note`, `at_ms`)
	VALUES (NEW.`id`, OLD.`state`, NEW.`state`, NEW.`changed_by`, CASE WHEN NEW.`state` = 'cancelled' THEN NEW.`cancel_reason` WHEN NEW.`note` IS NOT OLD.`note` THEN NEW.`note` END, NEW.`changed_at_ms`);
END;
--> statement-breakpoint
CREATE TRIGGER `order_stays_itself` BEFORE UPDATE OF `id`, `number`, `token_code`, `amount`, `discount`, `created_at_ms` ON `orders`
BEGIN
	SELECT RAISE(ABORT, 'order_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `order_is_kept` BEFORE DELETE ON `orders`
BEGIN
	SELECT RAISE(ABORT, 'order_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_stays_itself` BEFORE UPDATE OF `number`, `order_id` ON `receipts`
BEGIN
	SELECT RAISE(ABORT, 'receipt_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `receipt_is_kept` BEFORE DELETE ON `receipts`
BEGIN
	SELECT RAISE(ABORT, 'receipt_is_kept');
END;
--> statement-breakpoint
-- An earning is paid once, by one batch, and nothing else of it changes; a member who is forgotten changes their name.
CREATE TRIGGER `earning_is_paid_once` BEFORE UPDATE OF `batch_id` ON `earnings` WHEN OLD.`batch_id` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'earning_is_paid_once');
END;
--> statement-breakpoint
CREATE TRIGGER `earning_stays_itself` BEFORE UPDATE OF `seq`, `kind`, `amount`, `units`, `payable_at_ms`, `created_at_ms` ON `earnings`
BEGIN
	SELECT RAISE(ABORT, 'earning_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `earning_is_kept` BEFORE DELETE ON `earnings`
BEGIN
	SELECT RAISE(ABORT, 'earning_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `payout_stays_paid` BEFORE UPDATE OF `state`, `units`, `amount` ON `cashback_payouts`
WHEN NEW.`units` <> OLD.`units` OR NEW.`amount` <> OLD.`amount` OR (OLD.`state` = 'paid' AND NEW.`state` <> 'paid')
BEGIN
	SELECT RAISE(ABORT, 'payout_stays_paid');
END;
--> statement-breakpoint
CREATE TRIGGER `payout_is_kept` BEFORE DELETE ON `cashback_payouts` WHEN OLD.`state` = 'paid'
BEGIN
	SELECT RAISE(ABORT, 'payout_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `cashback_batch_goes_on` BEFORE UPDATE OF `state` ON `cashback_batches` WHEN NOT (
	NEW.`state` = OLD.`state`
	OR (OLD.`state` = 'freezing' AND NEW.`state` IN ('previewed', 'running', 'cancelled', 'lapsed'))
	OR (OLD.`state` = 'previewed' AND NEW.`state` IN ('running', 'cancelled', 'lapsed'))
	OR (OLD.`state` = 'running' AND NEW.`state` = 'done')
	OR (OLD.`state` = 'done' AND NEW.`state` = 'running')
)
BEGIN
	SELECT RAISE(ABORT, 'cashback_batch_goes_on');
END;
--> statement-breakpoint
CREATE TRIGGER `cashback_batch_stays_itself` BEFORE UPDATE OF `id`, `cause`, `mode`, `seq_max`, `payable_until_ms`, `created_at_ms` ON `cashback_batches`
BEGIN
	SELECT RAISE(ABORT, 'cashback_batch_stays_itself');
END;
--> statement-breakpoint
-- Where cashback and the points of tokens come from; they are there from the start, so that no batch has to open them.
INSERT INTO `accounts` (`id`, `owner`, `asset`) VALUES
	('system:cashback/money', 'system:cashback', 'money'),
	('system:tokens/points', 'system:tokens', 'points');
