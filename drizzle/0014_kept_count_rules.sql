-- What the shop's days and imports came to is counted as it happens: at ten million transfers nobody adds them up for a page.
CREATE TRIGGER `transfer_day` AFTER INSERT ON `transfers`
BEGIN
	INSERT INTO `day_sums` (`local_day`, `asset`, `kind`, `way`, `transfers`, `amount`)
	VALUES (NEW.`local_day`, NEW.`asset`, NEW.`kind`, CASE
		WHEN NEW.`credit` >= 'member:' AND NEW.`credit` < 'member;' THEN 'in'
		WHEN NEW.`debit` >= 'member:' AND NEW.`debit` < 'member;' THEN 'out'
		ELSE 'own'
	END, 1, NEW.`amount`)
	ON CONFLICT (`local_day`, `asset`, `kind`, `way`) DO UPDATE SET
		`transfers` = `transfers` + 1,
		`amount` = `amount` + excluded.`amount`;
END;
--> statement-breakpoint
CREATE TRIGGER `claim_is_counted` AFTER INSERT ON `claims`
BEGIN
	INSERT INTO `import_counts` (`import_id`, `what`, `state`, `count`) VALUES (NEW.`import_id`, 'claim', NEW.`state`, 1)
	ON CONFLICT (`import_id`, `what`, `state`) DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `claim_changes_counts` AFTER UPDATE OF `state` ON `claims` WHEN NEW.`state` <> OLD.`state`
BEGIN
	UPDATE `import_counts` SET `count` = `count` - 1
	WHERE `import_id` = OLD.`import_id` AND `what` = 'claim' AND `state` = OLD.`state`;
	INSERT INTO `import_counts` (`import_id`, `what`, `state`, `count`) VALUES (NEW.`import_id`, 'claim', NEW.`state`, 1)
	ON CONFLICT (`import_id`, `what`, `state`) DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
-- A mail begins on its way, and states in which it is on its way are not counted: a mail passes two of them.
CREATE TRIGGER `mail_changes_counts` AFTER UPDATE OF `state` ON `mails` WHEN NEW.`state` <> OLD.`state`
	AND (OLD.`state` NOT IN ('held', 'queued', 'sending') OR NEW.`state` NOT IN ('held', 'queued', 'sending'))
BEGIN
	UPDATE `import_counts` SET `count` = `count` - 1
	WHERE `import_id` = OLD.`import_id` AND `what` = 'mail' AND `state` = OLD.`state`;
	INSERT INTO `import_counts` (`import_id`, `what`, `state`, `count`)
	SELECT NEW.`import_id`, 'mail', NEW.`state`, 1 WHERE NEW.`state` NOT IN ('held', 'queued', 'sending')
	ON CONFLICT (`import_id`, `what`, `state`) DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
INSERT INTO `day_sums` (`local_day`, `asset`, `kind`, `way`, `transfers`, `amount`)
SELECT `local_day`, `asset`, `kind`, CASE
	WHEN `credit` >= 'member:' AND `credit` < 'member;' THEN 'in'
	WHEN `debit` >= 'member:' AND `debit` < 'member;' THEN 'out'
	ELSE 'own'
END AS `way`, count(*), sum(`amount`)
FROM `transfers` GROUP BY `local_day`, `asset`, `kind`, `way`;
--> statement-breakpoint
INSERT INTO `import_counts` (`import_id`, `what`, `state`, `count`)
SELECT `import_id`, 'claim', `state`, count(*) FROM `claims` GROUP BY `import_id`, `state`
UNION ALL
SELECT `import_id`, 'mail', `state`, count(*) FROM `mails` WHERE `state` NOT IN ('held', 'queued', 'sending') GROUP BY `import_id`, `state`;
