-- A transfer is booked by its own insertion: both balances move, then the row learns what they became.
-- The order is what the guards below rely on: while a transfer has no balance, it is the one being booked.
CREATE TRIGGER `transfer_books` AFTER INSERT ON `transfers`
BEGIN
	SELECT RAISE(ABORT, 'transfer_booked_by_hand') WHERE NEW.`debit_balance` IS NOT NULL OR NEW.`credit_balance` IS NOT NULL;
	SELECT RAISE(ABORT, 'transfer_asset_mismatch') WHERE 2 <> (
		SELECT count(*) FROM `accounts` WHERE `id` IN (NEW.`debit`, NEW.`credit`) AND `asset` = NEW.`asset`
	);
	UPDATE `accounts` SET `balance` = `balance` - NEW.`amount` WHERE `id` = NEW.`debit`;
	UPDATE `accounts` SET `balance` = `balance` + NEW.`amount` WHERE `id` = NEW.`credit`;
	UPDATE `transfers` SET
		`debit_balance` = (SELECT `balance` FROM `accounts` WHERE `id` = NEW.`debit`),
		`credit_balance` = (SELECT `balance` FROM `accounts` WHERE `id` = NEW.`credit`)
	WHERE `seq` = NEW.`seq`;
END;
--> statement-breakpoint
CREATE TRIGGER `account_opens_empty` BEFORE INSERT ON `accounts` WHEN NEW.`balance` <> 0
BEGIN
	SELECT RAISE(ABORT, 'account_opens_empty');
END;
--> statement-breakpoint
CREATE TRIGGER `account_follows_transfers` BEFORE UPDATE OF `balance` ON `accounts` WHEN NOT EXISTS (
	-- The plus signs leave SQLite only `transfer_unbooked`, which holds one row; by account it would read all history.
	SELECT 1 FROM `transfers` WHERE `credit_balance` IS NULL AND (
		(+`debit` = NEW.`id` AND NEW.`balance` = OLD.`balance` - `amount`)
		OR (+`credit` = NEW.`id` AND NEW.`balance` = OLD.`balance` + `amount`)
	)
)
BEGIN
	SELECT RAISE(ABORT, 'account_follows_transfers');
END;
--> statement-breakpoint
CREATE TRIGGER `account_stays_itself` BEFORE UPDATE OF `id`, `owner`, `asset` ON `accounts` WHEN
	NEW.`asset` <> OLD.`asset`
	OR NOT EXISTS (SELECT 1 FROM `renames` WHERE `old_owner` = OLD.`owner` AND `new_owner` = NEW.`owner`)
BEGIN
	SELECT RAISE(ABORT, 'account_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `account_is_kept` BEFORE DELETE ON `accounts`
BEGIN
	SELECT RAISE(ABORT, 'account_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `transfer_is_kept` BEFORE DELETE ON `transfers`
BEGIN
	SELECT RAISE(ABORT, 'transfer_is_kept');
END;
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
	OR NEW.`created_at_ms` <> OLD.`created_at_ms`
	OR NEW.`local_day` <> OLD.`local_day`
BEGIN
	SELECT RAISE(ABORT, 'transfer_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_stays_itself` BEFORE UPDATE ON `audits`
BEGIN
	SELECT RAISE(ABORT, 'audit_stays_itself');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_is_kept` BEFORE DELETE ON `audits`
BEGIN
	SELECT RAISE(ABORT, 'audit_is_kept');
END;
--> statement-breakpoint
CREATE TRIGGER `guard_leaves_nothing` AFTER INSERT ON `guards`
BEGIN
	DELETE FROM `guards`;
END;
--> statement-breakpoint
-- INSERT OR REPLACE removes the row in its way without asking the triggers above: here nothing is in the way.
CREATE TRIGGER `account_is_not_replaced` BEFORE INSERT ON `accounts` WHEN EXISTS (
	SELECT 1 FROM `accounts` WHERE `id` = NEW.`id`
)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `transfer_is_not_replaced` BEFORE INSERT ON `transfers` WHEN EXISTS (
	SELECT 1 FROM `transfers` WHERE `cause` = NEW.`cause` OR `seq` = NEW.`seq`
)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER `audit_is_not_replaced` BEFORE INSERT ON `audits` WHEN EXISTS (
	SELECT 1 FROM `audits` WHERE `id` = NEW.`id` OR `cause` = NEW.`cause`
)
BEGIN
	SELECT RAISE(IGNORE);
END;
