-- A code is free, sold to one purchase, or void for ever. It comes back only where a refund finds that nobody can have seen it.
CREATE TRIGGER `stock_moves` BEFORE UPDATE OF `state`, `purchase_id` ON `stock` WHEN NOT (
	(OLD.`state` = 'free' AND NEW.`state` = 'sold' AND OLD.`purchase_id` IS NULL AND NEW.`purchase_id` IS NOT NULL)
	OR (OLD.`state` = 'free' AND NEW.`state` = 'void' AND NEW.`purchase_id` IS NULL)
	OR (OLD.`state` = 'sold' AND NEW.`state` = 'void' AND NEW.`purchase_id` IS OLD.`purchase_id`)
	OR (OLD.`state` = 'sold' AND NEW.`state` = 'free' AND NEW.`purchase_id` IS NULL AND EXISTS (
		SELECT 1 FROM `purchases` WHERE `id` = OLD.`purchase_id` AND `state` = 'refunded'
		AND `delivering_at_ms` IS NULL AND `delivered_at_ms` IS NULL AND `revealed_at_ms` IS NULL
	))
)
BEGIN
	SELECT RAISE(ABORT, 'stock_moves');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_stays_itself` BEFORE UPDATE OF `seq`, `id`, `product_id`, `upload_id`, `created_at_ms` ON `stock`
BEGIN
	SELECT RAISE(ABORT, 'stock_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_is_kept` BEFORE DELETE ON `stock`
BEGIN
	SELECT RAISE(ABORT, 'stock_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_goes_on` BEFORE UPDATE OF `state` ON `purchases` WHEN OLD.`state` = 'refunded' AND NEW.`state` <> 'refunded'
BEGIN
	SELECT RAISE(ABORT, 'purchase_goes_on');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_stays_itself` BEFORE UPDATE OF `id`, `product_id`, `size`, `price`, `created_at_ms` ON `purchases`
BEGIN
	SELECT RAISE(ABORT, 'purchase_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_is_kept` BEFORE DELETE ON `purchases`
BEGIN
	SELECT RAISE(ABORT, 'purchase_is_kept');
END;
--> statement-breakpoint
-- Where money of purchases goes; it is there from the start, so that no batch has to open it.
INSERT INTO `accounts` (`id`, `owner`, `asset`) VALUES ('system:sales/money', 'system:sales', 'money');
--> statement-breakpoint
-- An example, in rupiah, to change or to archive.
INSERT INTO `products` (`id`, `sku`, `name`, `description`, `low_stock`, `created_at_ms`) VALUES
	('redfinger', 'redfinger', 'Redfinger code', 'A code for Redfinger, to redeem in its app.', 10, 0);
--> statement-breakpoint
INSERT INTO `packages` (`product_id`, `size`, `price`, `changed_at_ms`) VALUES
	('redfinger', 1, 15000, 0), ('redfinger', 5, 70000, 0), ('redfinger', 10, 130000, 0),
	('redfinger', 25, 300000, 0), ('redfinger', 50, 550000, 0);
