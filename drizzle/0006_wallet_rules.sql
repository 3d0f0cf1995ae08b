DROP TRIGGER `transfer_stays_itself`;
--> statement-breakpoint
CREATE TRIGGER `transfer_stays_itself` BEFORE UPDATE ON `transfers` WHEN
	(OLD.`credit_balance` IS NOT NULL AND (
		NEW.`credit_balance` IS NOT OLD.`credit_balance` OR NEW.`debit_balance` IS NOT OLD.`debit_balance`
	))
	OR NEW.`seq` <> OLD.`seq`
	OR (NEW.`debit` <> OLD.`debit` AND NOT EXISTS (
		SELECT 1 FROM `renames` WHERE `old_owner` || '/' || OLD.`asset` = OLD.`debit` AND `new_owner` || '/' || OLD.`asset` = NEW.`debit`
	))
	OR (NEW.`credit` <> OLD.`credit` AND NOT EXISTS (
		SELECT 1 FROM `renames` WHERE `old_owner` || '/' || OLD.`asset` = OLD.`credit` AND `new_owner` || '/' || OLD.`asset` = NEW.`credit`
	))
	OR (NEW.`actor` <> OLD.`actor` AND NOT EXISTS (
		SELECT 1 FROM `renames` WHERE `old_owner` = 'member:' || OLD.`actor` AND `new_owner` = 'member:' || NEW.`actor`
	))
	OR NEW.`amount` <> OLD.`amount`
	OR NEW.`asset` <> OLD.`asset`
	OR NEW.`kind` <> OLD.`kind`
	OR (NEW.`cause` <> OLD.`cause` AND NOT EXISTS (
		SELECT 1 FROM `renames` WHERE `new_owner` || '/' || OLD.`asset` IN (OLD.`debit`, OLD.`credit`)
		AND NEW.`cause` = replace(OLD.`cause`, substr(`old_owner`, 8), substr(`new_owner`, 8))
	))
	OR ((NEW.`memo` IS NOT OLD.`memo` OR NEW.`metadata` IS NOT OLD.`metadata`) AND NOT (
		NEW.`memo` IS NULL AND NEW.`metadata` IS NULL AND EXISTS (
			SELECT 1 FROM `renames` WHERE `new_owner` || '/' || OLD.`asset` IN (OLD.`debit`, OLD.`credit`)
		)
	))
	OR NEW.`source` <> OLD.`source`
	OR NEW.`created_at_ms` <> OLD.`created_at_ms`
	OR NEW.`local_day` <> OLD.`local_day`
BEGIN
	SELECT RAISE(ABORT, 'transfer_stays_itself');
END;
--> statement-breakpoint
DROP VIEW `wallet_transactions`;
--> statement-breakpoint
CREATE VIEW `wallet_transactions` AS
SELECT `seq` AS `id`, substr(`accounts`.`owner`, 8) AS `user_id`, `amount`, `kind` AS `type`, `memo` AS `reason`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)) AS `admin`, `credit_balance` AS `balance_after`,
	datetime(`created_at_ms` / 1000, 'unixepoch') AS `created_at`, `source`
FROM `accounts` JOIN `transfers` ON `credit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'money' AND `owner` LIKE 'member:%'
UNION ALL
SELECT `seq`, substr(`accounts`.`owner`, 8), -`amount`, `kind`, `memo`,
	nullif(`actor`, substr(`accounts`.`owner`, 8)), `debit_balance`, datetime(`created_at_ms` / 1000, 'unixepoch'), `source`
FROM `accounts` JOIN `transfers` ON `debit` = `accounts`.`id`
WHERE `accounts`.`asset` = 'money' AND `owner` LIKE 'member:%';
--> statement-breakpoint
-- A payment goes on or stays where it is; notifications come in any order. The numbers are those of domain/wallet/states.
CREATE TRIGGER `topup_goes_on` BEFORE UPDATE OF `state` ON `topups` WHEN
	CASE NEW.`state` WHEN 'creating' THEN 0 WHEN 'pending' THEN 1 WHEN 'paid' THEN 3 WHEN 'partly_refunded' THEN 4
		WHEN 'refunded' THEN 5 WHEN 'charged_back' THEN 5 ELSE 2 END
	< CASE OLD.`state` WHEN 'creating' THEN 0 WHEN 'pending' THEN 1 WHEN 'paid' THEN 3 WHEN 'partly_refunded' THEN 4
		WHEN 'refunded' THEN 5 WHEN 'charged_back' THEN 5 ELSE 2 END
BEGIN
	SELECT RAISE(ABORT, 'topup_goes_on');
END;
--> statement-breakpoint
CREATE TRIGGER `topup_stays_itself` BEFORE UPDATE OF `id`, `amount`, `refunded` ON `topups` WHEN
	NEW.`id` <> OLD.`id` OR NEW.`amount` <> OLD.`amount` OR NEW.`refunded` < OLD.`refunded`
BEGIN
	SELECT RAISE(ABORT, 'topup_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `topup_is_kept` BEFORE DELETE ON `topups`
BEGIN
	SELECT RAISE(ABORT, 'topup_is_kept');
END;
--> statement-breakpoint
-- Where money comes from and goes to; they are there from the start, so that no batch has to open them.
INSERT INTO `accounts` (`id`, `owner`, `asset`) VALUES
	('system:midtrans/money', 'system:midtrans', 'money'),
	('system:grants/money', 'system:grants', 'money'),
	('system:api/money', 'system:api', 'money');
