import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { commentsSchema } from "../../routes/comments.ts";
import type { MediaDetail } from "../../routes/schemas.ts";
import { get } from "../api.ts";
import { nameOf } from "../grid/item.ts";
import { printCompact, printDay } from "../quantities.ts";
import { EVERYTHING, printAddress } from "../router.ts";
import { type CommentNode, treeOf } from "./comment_tree.ts";
import { t } from "./comments_strings.ts";

/** A thread as the server tells it. */
export type CommentsAnswer = (typeof commentsSchema)["_output"];

/** Top comments that are drawn at first, and by which the list grows. */
const STEP = 20;

/** What was said below a picture's post: asked for when it is opened; absent where Imgur counts none. */
export function Comments({ media }: { readonly media: MediaDetail }) {
  const count = media.post?.comments ?? 0;
  const isOpen = useSignal(false);
  const thread = useSignal<CommentsAnswer | undefined>(undefined);
  const isFailed = useSignal(false);
  const name = nameOf(media);
  const load = () => {
    isFailed.value = false;
    const abort = new AbortController();
    get<CommentsAnswer>(`api/media/${encodeURIComponent(name)}/comments`, abort.signal)
      .then((answer) => {
        thread.value = answer;
      })
      .catch(() => {
        isFailed.value = !abort.signal.aborted;
      });
    return () => abort.abort();
  };
  useEffect(() => {
    thread.value = undefined;
    return isOpen.peek() ? load() : undefined;
  }, [name]);
  if (count === 0) return null;
  return (
    <details
      class="comments"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
        if (currentTarget.open && thread.peek() === undefined) load();
      }}
    >
      <summary>{t("comments.title", { n: count })}</summary>
      {isFailed.value && (
        <p role="alert">
          {t("comments.failed")}{" "}
          <button class="button" type="button" onClick={load}>
            {t("action.retry")}
          </button>
        </p>
      )}
      {thread.value !== undefined && <Thread thread={thread.value} media={media} />}
    </details>
  );
}

interface ThreadProps {
  readonly thread: CommentsAnswer;
  readonly media: MediaDetail;
}

function Thread({ thread: { comments, fetchedAt }, media }: ThreadProps) {
  const shown = useSignal(STEP);
  const roots = treeOf(comments);
  if (fetchedAt === null) {
    const { kind, imgurId } = media.post ?? { kind: "image", imgurId: "" };
    const target = kind === "album" ? `a/${imgurId}` : imgurId;
    return (
      <p class="comments__note">
        {t("comments.none")} <code>{t("comments.none.command", { target })}</code>
      </p>
    );
  }
  if (roots.length === 0) {
    return <p class="comments__note">{t("comments.empty", { day: printDay(fetchedAt) })}</p>;
  }
  const rest = roots.length - shown.value;
  return (
    <>
      <CommentList nodes={roots.slice(0, shown.value)} />
      {rest > 0 && (
        <button
          class="button"
          type="button"
          onClick={() => {
            shown.value += STEP;
          }}
        >
          {t("comments.more", { n: Math.min(rest, STEP) })}
        </button>
      )}
      <p class="comments__note">{t("comments.fetched", { day: printDay(fetchedAt) })}</p>
    </>
  );
}

function CommentList({ nodes }: { readonly nodes: readonly CommentNode[] }) {
  return (
    <ul class="comments__list">
      {nodes.map((node) => (
        <Comment key={node.comment.id} node={node} />
      ))}
    </ul>
  );
}

/** A comment; what answers it is folded, and drawn once it is opened. */
function Comment({ node: { comment, answers, below } }: { readonly node: CommentNode }) {
  const isOpen = useSignal(false);
  const { author, text, points, deleted } = comment;
  const q = author === null ? "" : `user:${/\s/.test(author) ? `"${author}"` : author}`;
  return (
    <li>
      <p class="comments__head">
        {author === null ? (
          <b>{t("comments.unknown")}</b>
        ) : (
          <a href={printAddress({ view: "library", grid: { ...EVERYTHING, q }, at: "" })}>
            {author}
          </a>
        )}
        {points !== null && (
          <span title={t("comments.points", { n: points })}>
            {points > 0 ? "+" : ""}
            {printCompact(points)}
          </span>
        )}
        {deleted && text !== "" && <span class="comments__gone">{t("comments.deleted")}</span>}
      </p>
      {text === "" ? (
        <p class="comments__gone">{t("comments.gone")}</p>
      ) : (
        <p class="comments__text" dir="auto">
          {text}
        </p>
      )}
      {answers.length > 0 && (
        <details
          onToggle={({ currentTarget }) => {
            isOpen.value = currentTarget.open;
          }}
        >
          <summary>{t("comments.answers", { n: below })}</summary>
          {isOpen.value && <CommentList nodes={answers} />}
        </details>
      )}
    </li>
  );
}
