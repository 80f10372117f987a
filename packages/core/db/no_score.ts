/** What `media.score_key` holds when Imgur tells no score: below every real one. */
export const NO_SCORE = -1_000_000_000_000;
