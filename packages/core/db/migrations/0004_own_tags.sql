CREATE TABLE `removals` (
	`id` integer PRIMARY KEY NOT NULL,
	`view_path` text,
	`sha256` text NOT NULL,
	`ext` text NOT NULL
);
--> statement-breakpoint
-- The user's own tags have words of their own: rewriting the words of each media made tagging 100,000 of them take
-- seconds. A search looks here too.
DROP TRIGGER `words_user_tags_insert`;
--> statement-breakpoint
DROP TRIGGER `words_user_tags_delete`;
--> statement-breakpoint
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
	(SELECT group_concat(t.name, ' ') FROM post_media pm JOIN post_tags pt ON pt.post_id = pm.post_id JOIN tags t ON t.id = pt.tag_id WHERE pm.media_id = m.id) AS tags,
	m.name AS name,
	m.imgur_id || ' ' || ifnull((SELECT group_concat(p.imgur_id, ' ') FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = m.id), '') AS imgur_id
FROM media m;
--> statement-breakpoint
DELETE FROM media_words WHERE rowid IN (SELECT media_id FROM media_user_tags);
--> statement-breakpoint
INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
	SELECT * FROM media_words_source WHERE media_id IN (SELECT media_id FROM media_user_tags);
--> statement-breakpoint
-- rowid = user_tags.id.
CREATE VIRTUAL TABLE `user_tag_words` USING fts5(
	name,
	content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2'
);
--> statement-breakpoint
INSERT INTO user_tag_words(rowid, name) SELECT id, name FROM user_tags;
--> statement-breakpoint
CREATE TRIGGER `words_user_tag_insert` AFTER INSERT ON user_tags BEGIN
	INSERT INTO user_tag_words(rowid, name) VALUES (new.id, new.name);
END;
--> statement-breakpoint
CREATE TRIGGER `words_user_tag_update` AFTER UPDATE OF name ON user_tags BEGIN
	DELETE FROM user_tag_words WHERE rowid = old.id;
	INSERT INTO user_tag_words(rowid, name) VALUES (new.id, new.name);
END;
--> statement-breakpoint
CREATE TRIGGER `words_user_tag_delete` AFTER DELETE ON user_tags BEGIN
	DELETE FROM user_tag_words WHERE rowid = old.id;
END;
