CREATE TABLE `blob_relations` (
	`first` text NOT NULL,
	`second` text NOT NULL,
	`kind` text NOT NULL,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`first`, `second`),
	FOREIGN KEY (`first`) REFERENCES `blobs`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second`) REFERENCES `blobs`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `blob_relations_second` ON `blob_relations` (`second`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY NOT NULL,
	`post_id` integer NOT NULL,
	`parent_id` integer,
	`author` text,
	`text` text NOT NULL,
	`points` integer,
	`posted_at` integer,
	`fetched_at` integer NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comments_post` ON `comments` (`post_id`,`parent_id`,`id`);--> statement-breakpoint
CREATE TABLE `edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`t` integer NOT NULL,
	`command` text NOT NULL,
	`summary` text NOT NULL,
	`undo` text NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE TABLE `media_user_tags` (
	`media_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	`tagged_at` integer NOT NULL,
	PRIMARY KEY(`media_id`, `tag_id`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `user_tags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_user_tags_tag` ON `media_user_tags` (`tag_id`,`media_id`);--> statement-breakpoint
CREATE TABLE `saved_filters` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`sort` text DEFAULT 'posted' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_name_unique` ON `saved_filters` (`name`);--> statement-breakpoint
CREATE TABLE `user_tags` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_tags_name` ON `user_tags` (name COLLATE NOCASE);--> statement-breakpoint
ALTER TABLE `blobs` ADD `verified_at` integer;--> statement-breakpoint
ALTER TABLE `blobs` ADD `damage` text;--> statement-breakpoint
CREATE INDEX `blobs_damaged` ON `blobs` (`sha256`) WHERE damage IS NOT NULL;--> statement-breakpoint
ALTER TABLE `media` ADD `origin` text;--> statement-breakpoint
ALTER TABLE `media` ADD `origin_address` text;--> statement-breakpoint
CREATE INDEX `media_unfinished` ON `media` (`last_outcome`,`last_reason`,`id`) WHERE archived_at IS NULL AND last_outcome IN ('failed', 'rejected', 'region_blocked');--> statement-breakpoint
ALTER TABLE `posts` ADD `comments_at` integer;--> statement-breakpoint
ALTER TABLE `sources` ADD `name` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `settings` text;--> statement-breakpoint
ALTER TABLE `sources` ADD `synced_at` integer;--> statement-breakpoint
ALTER TABLE `sources` ADD `sync_state` text;--> statement-breakpoint
-- A media is found by the user's own tags too.
DROP VIEW `media_words_source`;
--> statement-breakpoint
CREATE VIEW `media_words_source` AS SELECT
	m.id AS media_id,
	m.title AS title,
	m.description AS description,
	(SELECT group_concat(p.title, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id) AS post_title,
	(SELECT group_concat(p.description, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id) AS post_description,
	(SELECT group_concat(p.author, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id) AS author,
	(SELECT group_concat(p.subreddit, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id) AS subreddit,
	(SELECT group_concat(name, ' ') FROM (
		SELECT t.name FROM post_media pm JOIN post_tags pt ON pt.post_id = pm.post_id JOIN tags t ON t.id = pt.tag_id WHERE pm.media_id = m.id
		UNION ALL
		SELECT ut.name FROM media_user_tags mt JOIN user_tags ut ON ut.id = mt.tag_id WHERE mt.media_id = m.id
	)) AS tags,
	m.name AS name,
	m.imgur_id || ' ' || ifnull((SELECT group_concat(p.imgur_id, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id), '') AS imgur_id
FROM media m;
--> statement-breakpoint
CREATE TRIGGER `words_user_tags_insert` AFTER INSERT ON media_user_tags BEGIN
	DELETE FROM media_words WHERE rowid = new.media_id;
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = new.media_id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_user_tags_delete` AFTER DELETE ON media_user_tags BEGIN
	DELETE FROM media_words WHERE rowid = old.media_id;
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = old.media_id;
END;
--> statement-breakpoint
-- The words of every comment, kept in step by triggers. rowid = comments.id.
CREATE VIRTUAL TABLE `comment_words` USING fts5(
	text, author,
	content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
--> statement-breakpoint
CREATE TRIGGER `words_comments_insert` AFTER INSERT ON comments BEGIN
	INSERT INTO comment_words(rowid, text, author) VALUES (new.id, new.text, new.author);
END;
--> statement-breakpoint
CREATE TRIGGER `words_comments_update` AFTER UPDATE OF text, author ON comments
WHEN old.text IS NOT new.text OR old.author IS NOT new.author BEGIN
	DELETE FROM comment_words WHERE rowid = old.id;
	INSERT INTO comment_words(rowid, text, author) VALUES (new.id, new.text, new.author);
END;
--> statement-breakpoint
CREATE TRIGGER `words_comments_delete` AFTER DELETE ON comments BEGIN
	DELETE FROM comment_words WHERE rowid = old.id;
END;
