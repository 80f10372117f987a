import type { ComponentChildren } from "preact";
import type { MediaDetail } from "../../routes/schemas.ts";
import { Icon } from "../parts/icon.tsx";
import { printBytes, printCompact, printDay } from "../quantities.ts";
import { EVERYTHING, printAddress } from "../router.ts";
import { toast } from "../state.ts";
import { t } from "../strings.ts";

/** What the panel needs. */
export interface DetailsProps {
  readonly media: MediaDetail;
  readonly title: string;
  readonly onClose: () => void;
}

/** Everything that is known of a picture, as the label of a specimen. */
export function Details({ media, title, onClose }: DetailsProps) {
  const { post } = media;
  return (
    <aside class="details" aria-label={t("details.label")}>
      <button
        class="icon-button details__close"
        type="button"
        aria-label={t("action.close")}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
      <h2>{title}</h2>
      <Origin media={media} />
      <Figures media={media} />
      {post !== null && post.tags.length > 0 && (
        <ul class="details__tags" aria-label={t("details.tags")}>
          {post.tags.map((tag) => (
            <li key={tag}>
              <a href={searchFor(`tag:${quote(tag)}`)}>{tag}</a>
            </li>
          ))}
        </ul>
      )}
      {(media.description ?? post?.description) && (
        <p class="details__text">{media.description ?? post?.description}</p>
      )}
      <dl class="label">
        <Facts media={media} />
        <Provenance media={media} />
      </dl>
    </aside>
  );
}

function Origin({ media: { post } }: { readonly media: MediaDetail }) {
  if (post === null || (post.author === null && post.subreddit === null)) return null;
  return (
    <p class="details__origin">
      {post.author !== null && (
        <>
          {t("details.by")} <a href={searchFor(`user:${quote(post.author)}`)}>{post.author}</a>{" "}
        </>
      )}
      {post.subreddit !== null && (
        <>
          {t("details.in")} <a href={searchFor(`r:${quote(post.subreddit)}`)}>r/{post.subreddit}</a>
        </>
      )}
    </p>
  );
}

function Figures({ media: { post } }: { readonly media: MediaDetail }) {
  const figures = (["points", "views", "comments"] as const).flatMap((name) => {
    const count = post?.[name];
    return typeof count === "number" ? [{ name, count }] : [];
  });
  if (figures.length === 0) return null;
  return (
    <dl class="details__figures">
      {figures.map(({ name, count }) => (
        <div key={name}>
          <dd>{printCompact(count)}</dd>
          <dt>{t(`details.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}

function Facts({ media }: { readonly media: MediaDetail }) {
  const size = media.width > 0 ? `${media.width} × ${media.height}` : "";
  const file = [size, printBytes(media.bytes), media.ext.toUpperCase()].filter(Boolean).join(", ");
  const others = media.files.filter(({ role }) => role !== "original");
  const archived = printDay(media.archivedAt);
  return (
    <>
      <Row name={t("details.posted")}>
        {media.postedAt === null ? t("details.unknown") : printDay(media.postedAt)}
      </Row>
      <Row name={t("details.archived")}>
        {media.archivedRun === null
          ? archived
          : t("details.archived.run", { day: archived, run: String(media.archivedRun) })}
      </Row>
      <Row name={t("details.file")}>{file}</Row>
      {others.length > 0 && (
        <Row name={t("details.kept")}>
          {others.map(({ ext, bytes }) => `${ext.toUpperCase()}, ${printBytes(bytes)}`).join("; ")}
        </Row>
      )}
      <AlbumRow media={media} />
      {media.thumbState !== "made" && (
        <Row name={t("details.preview")}>
          {media.thumbState === "pending"
            ? t("details.preview.pending")
            : t("details.preview.refused", { reason: media.thumbReason ?? "" })}
        </Row>
      )}
    </>
  );
}

function AlbumRow({ media: { post } }: { readonly media: MediaDetail }) {
  if (post === null || post.mediaCount < 2) return null;
  const here = post.media.length;
  return (
    <Row name={t("details.album")}>
      <a href={searchFor(`album:${post.imgurId}`)}>{post.title ?? post.imgurId}</a>
      <br />
      {here >= post.mediaCount
        ? t("details.album.whole", { n: here })
        : t("details.album.here", { here, announced: post.mediaCount })}
    </Row>
  );
}

function Provenance({ media }: { readonly media: MediaDetail }) {
  const copy = () => {
    void navigator.clipboard
      ?.writeText(media.sha256)
      .then(() => {
        toast.value = { kind: "done", text: t("toast.copied") };
      })
      .catch(() => undefined);
  };
  return (
    <>
      <Row name={t("details.original")}>
        <a
          href={media.address}
          target="_blank"
          rel="noreferrer noopener"
          referrerpolicy="no-referrer"
        >
          {media.address.replace(/^https?:\/\//, "")}
        </a>
        {media.removedUpstreamAt !== null && (
          <p class="details__removed">
            <b>{t("details.removed")}</b>
            {t("details.removed.since", { day: printDay(media.removedUpstreamAt) })}
          </p>
        )}
      </Row>
      <Row name={t("details.checksum")}>
        <button
          class="details__hash"
          type="button"
          title={t("details.checksum.copy")}
          onClick={copy}
        >
          <span class="spoken">{t("details.checksum.copy")}: </span>
          <span>{media.sha256.slice(0, 32)}</span>
          <span>{media.sha256.slice(32)}</span>
        </button>
      </Row>
      {media.sameBytes.length > 0 && (
        <Row name={t("details.same")}>{media.sameBytes.join(", ")}</Row>
      )}
    </>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function searchFor(q: string): string {
  return printAddress({ view: "library", grid: { ...EVERYTHING, q }, at: "" });
}

function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
