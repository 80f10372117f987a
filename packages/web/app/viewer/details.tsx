import type { ComponentChildren } from "preact";
import type { MediaDetail } from "../../routes/schemas.ts";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.ts";
import { printAge, printBytes, printCompact, printDay } from "../quantities.ts";
import { EVERYTHING, pageAddress, printAddress } from "../router.ts";
import { toast } from "../state.ts";
import { t } from "../strings.ts";
import { PAGES } from "../views/pages.ts";
import { DetailsTags } from "./own_tags.tsx";
import { quote, searchFor } from "./search_link.ts";

/** What the panel needs. */
export interface DetailsProps {
  readonly media: MediaDetail;
  readonly title: string;
  /** What is told is no longer so. */
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** Most pictures are looked at without reading on: the code of threads comes with the first that has one. */
const Comments = later(async () => (await import("./comments.tsx")).Comments);

/** Everything that is known of a picture, as the label of a specimen. */
export function Details({ media, title, onChange, onClose }: DetailsProps) {
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
      <DetailsTags media={media} onChange={onChange} />
      {(media.description ?? post?.description) && (
        <p class="details__text">{media.description ?? post?.description}</p>
      )}
      <dl class="label">
        <Facts media={media} />
        <Provenance media={media} />
      </dl>
      {(media.post?.comments ?? 0) > 0 && <Comments media={media} />}
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
  return (
    <>
      <Row name={t("details.posted")}>
        {media.postedAt === null ? t("details.unknown") : printDay(media.postedAt)}
      </Row>
      <Row name={t("details.archived")}>
        <Archived media={media} />
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

/** When it was archived, and the run that did it as a link, where runs have a page. */
function Archived({ media: { archivedAt, archivedRun } }: { readonly media: MediaDetail }) {
  const day = printDay(archivedAt);
  if (archivedRun === null) return <>{day}</>;
  const words = t("details.archived.run", { day, run: String(archivedRun) });
  if (PAGES.activity === undefined) return <>{words}</>;
  return <a href={printAddress(pageAddress("activity", String(archivedRun)))}>{words}</a>;
}

function AlbumRow({ media: { post } }: { readonly media: MediaDetail }) {
  if (post === null || post.mediaCount < 2) return null;
  const here = post.media.length;
  return (
    <Row name={t("details.album")}>
      <a href={printAddress(pageAddress("albums", post.imgurId))}>{post.title ?? post.imgurId}</a>
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
      <Source media={media} />
      <Row name={t("details.checksum")}>
        <Verified media={media} />
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
        <Row name={t("details.same")}>
          <span class="details__names">
            {media.sameBytes.map((name) => (
              <a key={name} href={printAddress({ view: "media", id: name, grid: EVERYTHING })}>
                {name}
              </a>
            ))}
          </span>
        </Row>
      )}
    </>
  );
}

/** Where the bytes are from, when not from Imgur itself. */
function Source({ media: { origin, originAddress } }: { readonly media: MediaDetail }) {
  if (origin === null) return null;
  const words = t(`details.origin.${origin}`);
  const isLink = originAddress?.startsWith("https://") === true;
  return (
    <Row name={t("details.origin")}>
      {isLink ? (
        <a
          href={originAddress}
          target="_blank"
          rel="noreferrer noopener"
          referrerpolicy="no-referrer"
        >
          {words}
        </a>
      ) : (
        words
      )}
    </Row>
  );
}

/** Whether the file was read again since it was stored, and what came of it. */
function Verified({ media: { verifiedAt, damage } }: { readonly media: MediaDetail }) {
  if (verifiedAt === null) return <p class="details__unverified">{t("details.unverified")}</p>;
  const age = printAge(verifiedAt, Date.now());
  if (damage !== null) {
    const what = t(`details.damage.${damage}`);
    return (
      <p class="details__damaged">
        <b>{t("details.damaged", { what, age })}</b> {t("details.damaged.help")}
      </p>
    );
  }
  return (
    <p class="details__verified">
      <b>{t("details.verified")}</b> {age}
    </p>
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
