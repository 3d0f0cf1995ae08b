DROP INDEX `mail_outbox`;--> statement-breakpoint
CREATE INDEX `mail_outbox` ON `mails` (`outbox_id`);