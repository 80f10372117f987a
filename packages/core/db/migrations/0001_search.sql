-- The words of every media, kept in step by triggers, whoever writes the rows. rowid = media.id.
-- Contentless: the words live in their own tables. Tokens without case and accents; short prefixes are indexed.
CREATE VIRTUAL TABLE `media_words` USING fts5(
	title, description, post_title, post_description, author, subreddit, tags, name, imgur_id,
	content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
--> statement-breakpoint
-- What belongs into media_words; a media in several posts is found by the words of each.
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
-- Each trigger deletes and inserts: "INSERT OR REPLACE" here would become "OR IGNORE" under an outer one.
CREATE TRIGGER `words_media_insert` AFTER INSERT ON media WHEN new.post_id IS NULL BEGIN
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_media_update` AFTER UPDATE OF title, description, name ON media
WHEN old.title IS NOT new.title OR old.description IS NOT new.description OR old.name IS NOT new.name BEGIN
	DELETE FROM media_words WHERE rowid = new.id;
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_media_delete` AFTER DELETE ON media BEGIN
	DELETE FROM media_words WHERE rowid = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_post_media_insert` AFTER INSERT ON post_media BEGIN
	DELETE FROM media_words WHERE rowid = new.media_id;
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = new.media_id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_post_media_delete` AFTER DELETE ON post_media BEGIN
	DELETE FROM media_words WHERE rowid = old.media_id;
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id = old.media_id;
END;
--> statement-breakpoint
CREATE TRIGGER `words_posts_update` AFTER UPDATE OF title, description, author, subreddit ON posts
WHEN old.title IS NOT new.title OR old.description IS NOT new.description OR old.author IS NOT new.author OR old.subreddit IS NOT new.subreddit BEGIN
	DELETE FROM media_words WHERE rowid IN (SELECT media_id FROM post_media WHERE post_id = new.id);
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id IN (SELECT media_id FROM post_media WHERE post_id = new.id);
END;
--> statement-breakpoint
CREATE TRIGGER `words_post_tags_insert` AFTER INSERT ON post_tags BEGIN
	DELETE FROM media_words WHERE rowid IN (SELECT media_id FROM post_media WHERE post_id = new.post_id);
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id IN (SELECT media_id FROM post_media WHERE post_id = new.post_id);
END;
--> statement-breakpoint
CREATE TRIGGER `words_post_tags_delete` AFTER DELETE ON post_tags BEGIN
	DELETE FROM media_words WHERE rowid IN (SELECT media_id FROM post_media WHERE post_id = old.post_id);
	INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
		SELECT * FROM media_words_source WHERE media_id IN (SELECT media_id FROM post_media WHERE post_id = old.post_id);
END;
