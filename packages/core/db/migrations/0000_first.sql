CREATE TABLE `blobs` (
	`sha256` text PRIMARY KEY NOT NULL,
	`md5` text NOT NULL,
	`ext` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`animated` integer NOT NULL,
	`duration_ms` integer,
	`stored_at` integer NOT NULL,
	`thumbs` text DEFAULT 'pending' NOT NULL,
	`thumbs_reason` text,
	`thumb_hash` blob,
	`perceptual_hash` blob,
	`mirrored_hash` blob
);
--> statement-breakpoint
CREATE INDEX `blobs_thumbs_pending` ON `blobs` (`sha256`) WHERE thumbs = 'pending';--> statement-breakpoint
CREATE TABLE `learned_placeholders` (
	`sha256` text PRIMARY KEY NOT NULL,
	`learned_at` integer NOT NULL,
	`run` integer
);
--> statement-breakpoint
CREATE TABLE `media` (
	`id` integer PRIMARY KEY NOT NULL,
	`imgur_id` text NOT NULL,
	`post_id` integer,
	`kind` text NOT NULL,
	`width` integer,
	`height` integer,
	`size_bytes` integer,
	`duration_ms` integer,
	`has_sound` integer DEFAULT false NOT NULL,
	`title` text,
	`description` text,
	`name` text,
	`posted_at` integer,
	`score` integer,
	`nsfw` integer,
	`sha256` text,
	`archived_at` integer,
	`archived_run` integer,
	`last_outcome` text,
	`last_reason` text,
	`removed_upstream_at` integer,
	`favorite_at` integer,
	`trashed_at` integer,
	`seen_at` integer,
	`shown` integer DEFAULT 0 NOT NULL,
	`posted_key` integer DEFAULT 0 NOT NULL,
	`score_key` integer DEFAULT -1000000000000 NOT NULL,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `blobs`(`sha256`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "media_shown" CHECK(shown = (archived_at IS NOT NULL AND trashed_at IS NULL)),
	CONSTRAINT "media_posted_key" CHECK(posted_key = ifnull(posted_at, 0)),
	CONSTRAINT "media_score_key" CHECK(score_key = ifnull(score, -1000000000000))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_imgur_id_unique` ON `media` (`imgur_id`);--> statement-breakpoint
CREATE INDEX `media_posted` ON `media` (`posted_key`,`id`,`kind`,`nsfw`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `media_archived` ON `media` (`archived_at`,`id`,`kind`,`nsfw`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `media_score` ON `media` (`score_key`,`id`,`kind`,`nsfw`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `media_size` ON `media` (`size_bytes`,`id`,`kind`,`nsfw`,`seen_at`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `media_kind` ON `media` (`kind`,`posted_key`,`id`) WHERE shown = 1;--> statement-breakpoint
CREATE INDEX `media_trashed` ON `media` (`trashed_at`,`id`) WHERE trashed_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `media_favorite` ON `media` (`favorite_at`,`id`) WHERE favorite_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `media_sha256` ON `media` (`sha256`);--> statement-breakpoint
CREATE INDEX `media_post` ON `media` (`post_id`);--> statement-breakpoint
CREATE TABLE `media_files` (
	`media_id` integer NOT NULL,
	`role` text NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`media_id`, `role`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `blobs`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `media_files_sha256` ON `media_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `post_media` (
	`post_id` integer NOT NULL,
	`media_id` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`post_id`, `media_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_media_media` ON `post_media` (`media_id`);--> statement-breakpoint
CREATE TABLE `post_tags` (
	`post_id` integer NOT NULL,
	`tag_id` integer NOT NULL,
	PRIMARY KEY(`post_id`, `tag_id`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `post_tags_tag` ON `post_tags` (`tag_id`);--> statement-breakpoint
CREATE TABLE `posts` (
	`id` integer PRIMARY KEY NOT NULL,
	`imgur_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text,
	`description` text,
	`author` text,
	`subreddit` text,
	`posted_at` integer,
	`views` integer,
	`ups` integer,
	`downs` integer,
	`points` integer,
	`score` integer,
	`comment_count` integer,
	`favorite_count` integer,
	`nsfw` integer,
	`media_count` integer NOT NULL,
	`address` text NOT NULL,
	`raw` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`removed_upstream_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_imgur_id_unique` ON `posts` (`imgur_id`);--> statement-breakpoint
CREATE INDEX `posts_author` ON `posts` (author COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `posts_subreddit` ON `posts` (subreddit COLLATE NOCASE);--> statement-breakpoint
CREATE INDEX `posts_albums` ON `posts` (`posted_at`,`id`) WHERE kind = 'album';--> statement-breakpoint
CREATE INDEX `posts_several` ON `posts` (`id`) WHERE media_count > 1;--> statement-breakpoint
CREATE TABLE `run_progress` (
	`run_id` integer PRIMARY KEY NOT NULL,
	`t` integer NOT NULL,
	`event` text NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` integer NOT NULL,
	`kind` text NOT NULL,
	`t` integer NOT NULL,
	`media` text,
	`source` text,
	`outcome` text,
	`reason` text,
	`sha256` text,
	`bytes` integer,
	`started_at` integer,
	`ms` integer,
	`slot` integer,
	`attempts` integer,
	`detail` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `run_rows_run` ON `run_rows` (`run_id`,`id`);--> statement-breakpoint
CREATE INDEX `run_rows_failures` ON `run_rows` (`run_id`,`outcome`) WHERE kind = 'item' AND outcome IN ('failed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE TABLE `run_slots` (
	`run_id` integer NOT NULL,
	`slot` integer NOT NULL,
	`t` integer NOT NULL,
	`state` text,
	PRIMARY KEY(`run_id`, `slot`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`command` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`strategy` text NOT NULL,
	`jobs` text NOT NULL,
	`targets` text NOT NULL,
	`settings` text NOT NULL,
	`version` text NOT NULL,
	`pid` integer NOT NULL,
	`host` text NOT NULL,
	`exit_code` integer,
	`totals` text,
	`source_totals` text,
	`seconds` real
);
--> statement-breakpoint
CREATE TABLE `source_posts` (
	`source_id` integer NOT NULL,
	`post_id` integer NOT NULL,
	`first_seen_at` integer NOT NULL,
	PRIMARY KEY(`source_id`, `post_id`),
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `source_posts_post` ON `source_posts` (`post_id`);--> statement-breakpoint
CREATE TABLE `sources` (
	`id` integer PRIMARY KEY NOT NULL,
	`target` text NOT NULL,
	`kind` text NOT NULL,
	`added_at` integer NOT NULL,
	`saved_at` integer,
	`where_text` text,
	`last_run` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_target_unique` ON `sources` (`target`);--> statement-breakpoint
CREATE TABLE `tags` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_name_unique` ON `tags` (`name`);--> statement-breakpoint
CREATE TABLE `views` (
	`path` text PRIMARY KEY NOT NULL,
	`folded_path` text NOT NULL,
	`media_id` integer NOT NULL,
	`source_id` integer,
	`sha256` text NOT NULL,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `views_folded` ON `views` (`folded_path`);--> statement-breakpoint
CREATE INDEX `views_media` ON `views` (`media_id`,`source_id`);