-- Media that are older than the search are found by their words too. In pieces of media.
INSERT INTO media_words(rowid, title, description, post_title, post_description, author, subreddit, tags, name, imgur_id)
	SELECT s.* FROM media_words_source s WHERE s.media_id BETWEEN $from AND $to
	AND NOT EXISTS (SELECT 1 FROM media_words_docsize d WHERE d.id = s.media_id);
