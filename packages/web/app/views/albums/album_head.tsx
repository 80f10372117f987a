import type { RefObject } from "preact";
import type { Album, AlbumCounts } from "../../../routes/album_schemas.ts";
import { showFailure } from "../../edits.ts";
import { WriteButton } from "../../parts/write_button.tsx";
import { printDay } from "../../quantities.ts";
import { EVERYTHING, printAddress } from "../../router.ts";
import { toast } from "../../state.ts";
import { fetchAgain } from "./albums_api.ts";
import { t } from "./strings.ts";

/** What the head needs. */
export interface AlbumHeadProps {
  readonly album: Album;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** Title, author, figures, what is missing and what helps, description. */
export function AlbumHead({ album, heading }: AlbumHeadProps) {
  const { imgurId, title, description, address, removedUpstreamAt } = album;
  return (
    <header class="album__head">
      <h1 ref={heading} id="album-title" dir="auto" tabIndex={-1}>
        {title || t("albums.untitled")}
      </h1>
      <Origin album={album} />
      <Presence album={album} />
      {removedUpstreamAt !== null && (
        <p class="album__gone">{t("album.gone", { day: printDay(removedUpstreamAt) })}</p>
      )}
      <p class="album__links">
        <a href={searchFor(`album:${imgurId}`)}>{t("album.library")}</a>
        <a href={address} target="_blank" rel="noreferrer noopener" referrerpolicy="no-referrer">
          {t("album.original")}
        </a>
      </p>
      {description && (
        <p class="album__text" dir="auto">
          {description}
        </p>
      )}
    </header>
  );
}

function Origin({ album }: { readonly album: Album }) {
  const { author, subreddit, postedAt, points, views } = album;
  const figures = [
    postedAt === null ? "" : t("album.posted", { day: printDay(postedAt) }),
    points === null ? "" : t("album.points", { n: points }),
    views === null ? "" : t("album.views", { n: views }),
  ].filter(Boolean);
  return (
    <p class="album__origin">
      <span>
        {author !== null && (
          <>
            {t("album.by")} <a href={searchFor(`user:${quote(author)}`)}>{author}</a>{" "}
          </>
        )}
        {subreddit !== null && (
          <>
            {t("album.in")} <a href={searchFor(`r:${quote(subreddit)}`)}>r/{subreddit}</a>
          </>
        )}
      </span>
      {figures.map((figure) => (
        <span key={figure}>{figure}</span>
      ))}
    </p>
  );
}

const LOSSES = ["removed", "failed", "regionBlocked", "filtered", "trashed"] as const;

/** How much of it is here, what became of the rest, and what helps. */
function Presence({ album }: { readonly album: Album }) {
  const { counts, imgurId } = album;
  const { announced, here } = counts;
  if (here === announced) return <p class="album__here">{t("album.all", { n: here })}</p>;
  const waiting = waitingOf(counts);
  const parts = LOSSES.flatMap((name) =>
    counts[name] > 0 ? [t(`album.${name}`, { n: counts[name] })] : [],
  );
  if (waiting > 0) parts.push(t("album.waiting", { n: waiting }));
  const again = () =>
    fetchAgain(imgurId)
      .then(() => {
        toast.value = { kind: "done", text: t("album.help.fetching") };
      })
      .catch(showFailure);
  return (
    <div class="album__here" data-partial="">
      <p>
        <b>{t("album.here", { here, announced })}</b> {parts.join(", ")}
        {parts.length > 0 && "."}
      </p>
      {counts.failed + waiting > 0 && (
        <WriteButton
          className="button"
          icon="refresh"
          action={t("album.help.fetch")}
          hasWord={true}
          onPress={() => void again()}
        />
      )}
      {counts.removed > 0 && (
        <p class="album__help">
          {t("album.help.removed")} <code>{t("album.help.removed.command", { id: imgurId })}</code>
        </p>
      )}
    </div>
  );
}

function waitingOf(counts: AlbumCounts): number {
  const ended = LOSSES.reduce((sum, name) => sum + counts[name], counts.here);
  return Math.max(0, counts.announced - ended);
}

function searchFor(q: string): string {
  return printAddress({ view: "library", grid: { ...EVERYTHING, q }, at: "" });
}

function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
