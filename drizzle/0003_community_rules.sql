-- What the statistics and the boards say comes from the books alone: each transfer is counted when it is booked,
-- which is the update that gives it its balances.
CREATE TRIGGER `transfer_counts` AFTER UPDATE OF `credit_balance` ON `transfers` WHEN
	OLD.`credit_balance` IS NULL AND NEW.`credit_balance` IS NOT NULL
BEGIN
	INSERT INTO `account_stats` (`account`, `earned`, `spent`, `highest`, `transfers`, `first_at_ms`, `last_at_ms`)
	SELECT `account`, `earned`, `spent`, `balance`, 1, NEW.`created_at_ms`, NEW.`created_at_ms`
	FROM (
		SELECT NEW.`credit` AS `account`, NEW.`amount` AS `earned`, 0 AS `spent`, NEW.`credit_balance` AS `balance`
		UNION ALL SELECT NEW.`debit`, 0, NEW.`amount`, NEW.`debit_balance`
	)
	WHERE `account` LIKE 'member:%'
	ON CONFLICT (`account`) DO UPDATE SET
		`earned` = `earned` + excluded.`earned`,
		`spent` = `spent` + excluded.`spent`,
		`highest` = max(`highest`, excluded.`highest`),
		`transfers` = `transfers` + 1,
		`first_at_ms` = min(`first_at_ms`, excluded.`first_at_ms`),
		`last_at_ms` = max(`last_at_ms`, excluded.`last_at_ms`);
	INSERT INTO `standings` (`board`, `account`, `score`, `seq`, `shown`)
	SELECT 'all', `account`, `balance`, NEW.`seq`, NOT EXISTS (
		SELECT 1 FROM `members` WHERE `id` = substr(`account`, 8, length(`account`) - 14) AND (`hidden_at_ms` IS NOT NULL OR `left_at_ms` IS NOT NULL)
	)
	FROM (
		SELECT NEW.`credit` AS `account`, NEW.`credit_balance` AS `balance`
		UNION ALL SELECT NEW.`debit`, NEW.`debit_balance`
	)
	WHERE NEW.`asset` = 'points' AND `account` LIKE 'member:%'
	ON CONFLICT (`board`, `account`) DO UPDATE SET `score` = excluded.`score`, `seq` = excluded.`seq`;
	INSERT INTO `standings` (`board`, `account`, `score`, `seq`, `shown`)
	SELECT `board`, `account`, `change`, NEW.`seq`, coalesce((
		SELECT `shown` FROM `standings` AS `known` WHERE `known`.`board` = 'all' AND `known`.`account` = `moved`.`account`
	), 1)
	FROM (
		SELECT NEW.`credit` AS `account`, NEW.`amount` AS `change`
		-- What staff take back was not earned; what is spent was.
		UNION ALL SELECT NEW.`debit`, iif(NEW.`kind` LIKE 'points.%', -NEW.`amount`, 0)
	) AS `moved`, (
		SELECT 'month:' || strftime('%Y-%m', NEW.`local_day` * 86400, 'unixepoch') AS `board`
		-- The first of January 1970 was a Thursday.
		UNION ALL SELECT 'week:' || (NEW.`local_day` - (NEW.`local_day` + 3) % 7)
	)
	WHERE NEW.`asset` = 'points' AND `account` LIKE 'member:%' AND `change` <> 0
	ON CONFLICT (`board`, `account`) DO UPDATE SET `score` = `score` + excluded.`score`, `seq` = excluded.`seq`;
END;
--> statement-breakpoint
INSERT INTO `standing_levels` (`level`, `divisor`) VALUES (0, 1), (1, 256), (2, 65536), (3, 16777216);
--> statement-breakpoint
CREATE TRIGGER `standing_enters` AFTER INSERT ON `standings` WHEN NEW.`shown` = 1 AND NEW.`score` > 0
BEGIN
	INSERT INTO `standing_counts` (`board`, `level`, `prefix`, `members`)
	SELECT NEW.`board`, `level`, NEW.`score` / `divisor`, 1 FROM `standing_levels` WHERE true
	ON CONFLICT (`board`, `level`, `prefix`) DO UPDATE SET `members` = `members` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `standing_moves` AFTER UPDATE OF `score`, `shown` ON `standings`
BEGIN
	UPDATE `standing_counts` SET `members` = `members` - 1
	WHERE OLD.`shown` = 1 AND OLD.`score` > 0 AND `board` = OLD.`board` AND (`level`, `prefix`) IN (
		SELECT `level`, OLD.`score` / `divisor` FROM `standing_levels`
		WHERE NEW.`shown` = 0 OR NEW.`score` <= 0 OR NEW.`score` / `divisor` <> OLD.`score` / `divisor`
	);
	DELETE FROM `standing_counts`
	WHERE `members` = 0 AND `board` = OLD.`board` AND (`level`, `prefix`) IN (
		SELECT `level`, OLD.`score` / `divisor` FROM `standing_levels`
	);
	INSERT INTO `standing_counts` (`board`, `level`, `prefix`, `members`)
	SELECT NEW.`board`, `level`, NEW.`score` / `divisor`, 1 FROM `standing_levels`
	WHERE NEW.`shown` = 1 AND NEW.`score` > 0
	AND (OLD.`shown` = 0 OR OLD.`score` <= 0 OR NEW.`score` / `divisor` <> OLD.`score` / `divisor`)
	ON CONFLICT (`board`, `level`, `prefix`) DO UPDATE SET `members` = `members` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `standing_leaves` AFTER DELETE ON `standings` WHEN OLD.`shown` = 1 AND OLD.`score` > 0
BEGIN
	UPDATE `standing_counts` SET `members` = `members` - 1
	WHERE `board` = OLD.`board` AND (`level`, `prefix`) IN (SELECT `level`, OLD.`score` / `divisor` FROM `standing_levels`);
	DELETE FROM `standing_counts`
	WHERE `members` = 0 AND `board` = OLD.`board` AND (`level`, `prefix`) IN (
		SELECT `level`, OLD.`score` / `divisor` FROM `standing_levels`
	);
END;
--> statement-breakpoint
CREATE TRIGGER `member_is_shown` AFTER UPDATE OF `hidden_at_ms`, `left_at_ms` ON `members`
BEGIN
	UPDATE `standings` SET `shown` = NEW.`hidden_at_ms` IS NULL AND NEW.`left_at_ms` IS NULL
	WHERE `account` = 'member:' || NEW.`id` || '/points'
	AND `shown` <> (NEW.`hidden_at_ms` IS NULL AND NEW.`left_at_ms` IS NULL);
END;
--> statement-breakpoint
INSERT INTO `achievements` (`key`, `name`, `description`, `name_id`, `description_id`, `emoji`, `rule`, `threshold`, `bonus`, `created_by`, `created_at_ms`) VALUES
	('first_points', 'First points', 'Have your first points', 'Poin pertama', 'Dapatkan poin pertamamu', '🌱', 'first_points', 0, 50, 'system', 0),
	('earned_100', 'Collector', 'Earn 100 points in all', 'Kolektor', 'Kumpulkan 100 poin seluruhnya', '🥉', 'earned_total', 100, 25, 'system', 0),
	('earned_500', 'Big collector', 'Earn 500 points in all', 'Kolektor besar', 'Kumpulkan 500 poin seluruhnya', '🥈', 'earned_total', 500, 75, 'system', 0),
	('earned_1000', 'Master collector', 'Earn 1,000 points in all', 'Kolektor ulung', 'Kumpulkan 1.000 poin seluruhnya', '🥇', 'earned_total', 1000, 150, 'system', 0),
	('balance_2000', 'Treasure chest', 'Hold 2,000 points at once', 'Peti harta', 'Miliki 2.000 poin sekaligus', '💰', 'balance', 2000, 300, 'system', 0),
	('first_claim', 'First claim', 'Turn a code from an order e-mail into points', 'Klaim pertama', 'Ubah kode dari e-mail pesanan menjadi poin', '🎟️', 'first_claim', 0, 0, 'system', 0),
	('first_purchase', 'First purchase', 'Buy something in the shop', 'Pembelian pertama', 'Beli sesuatu di toko', '🛍️', 'first_purchase', 0, 0, 'system', 0),
	('early_adopter', 'Early adopter', 'Be among the first 10 members with points', 'Pelopor', 'Termasuk 10 anggota pertama yang punya poin', '🚀', 'early_adopter', 10, 200, 'system', 0);
--> statement-breakpoint
-- For the queries of owners who know older points bots: their names, over these books. Times are UTC.
CREATE INDEX `account_user` ON `accounts` (substr(`owner`, 8));
--> statement-breakpoint
CREATE VIEW `points` AS
SELECT substr(`accounts`.`owner`, 8) AS `user_id`, `balance` AS `points`, `balance`,
	datetime(`last_at_ms` / 1000, 'unixepoch') AS `updated`
FROM `accounts` LEFT JOIN `account_stats` ON `account` = `accounts`.`id`
WHERE `asset` = 'points' AND `owner` LIKE 'member:%';
--> statement-breakpoint
CREATE VIEW `user_stats` AS
SELECT substr(`accounts`.`owner`, 8) AS `user_id`, `balance` AS `points`, `earned` AS `total_earned`, `spent` AS `total_spent`,
	`highest` AS `highest_balance`, `transfers` AS `transaction_count`,
	datetime(`first_at_ms` / 1000, 'unixepoch') AS `first_activity`, datetime(`last_at_ms` / 1000, 'unixepoch') AS `last_activity`
FROM `accounts` JOIN `account_stats` ON `account` = `accounts`.`id`
WHERE `asset` = 'points' AND `owner` LIKE 'member:%';
--> statement-breakpoint
CREATE VIEW `transactions` AS
SELECT `seq` AS `id`, substr(`accounts`.`owner`, 8) AS `user_id`, `amount`, `kind` AS `type`, `memo` AS `reason`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)) AS `admin`, `credit_balance` AS `balance_after`,
	datetime(`created_at_ms` / 1000, 'unixepoch') AS `created_at`
FROM `accounts` JOIN `transfers` ON `credit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'points' AND `owner` LIKE 'member:%'
UNION ALL
SELECT `seq`, substr(`accounts`.`owner`, 8), -`amount`, `kind`, `memo`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)), `debit_balance`, datetime(`created_at_ms` / 1000, 'unixepoch')
FROM `accounts` JOIN `transfers` ON `debit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'points' AND `owner` LIKE 'member:%';
--> statement-breakpoint
CREATE VIEW `wallet_transactions` AS
SELECT `seq` AS `id`, substr(`accounts`.`owner`, 8) AS `user_id`, `amount`, `kind` AS `type`, `memo` AS `reason`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)) AS `admin`, `credit_balance` AS `balance_after`,
	datetime(`created_at_ms` / 1000, 'unixepoch') AS `created_at`
FROM `accounts` JOIN `transfers` ON `credit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'money' AND `owner` LIKE 'member:%'
UNION ALL
SELECT `seq`, substr(`accounts`.`owner`, 8), -`amount`, `kind`, `memo`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)), `debit_balance`, datetime(`created_at_ms` / 1000, 'unixepoch')
FROM `accounts` JOIN `transfers` ON `debit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'money' AND `owner` LIKE 'member:%';
--> statement-breakpoint
-- What bonuses come from; it is there from the start, so that no batch has to open it.
INSERT INTO `accounts` (`id`, `owner`, `asset`) VALUES ('system:achievements/points', 'system:achievements', 'points');
