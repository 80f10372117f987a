import { useLayoutEffect, useRef } from "preact/hooks";
import { thumbAddress } from "../../api.ts";
import { paintThumbHash } from "../../grid/thumb_hash.ts";
import { revealed } from "../../state.ts";
import type { Member } from "./duplicates_api.ts";

/** Whether a picture is marked NSFW and was not asked for. */
export function isVeiled({ id, nsfw }: Pick<Member, "id" | "nsfw">): boolean {
  return nsfw && !revealed.value.has(id);
}

/** A picture of the size of a stamp: blurred at first, and for as long as it is veiled. */
export function SmallPicture({ member }: { readonly member: Member }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { thumb, thumbHash } = member;
  useLayoutEffect(() => {
    if (canvas.current !== null) paintThumbHash(canvas.current, thumbHash);
  }, [thumbHash]);
  return (
    <span class="small-picture">
      <canvas ref={canvas} />
      {thumb !== null && !isVeiled(member) && (
        <img alt="" loading="lazy" decoding="async" src={thumbAddress(128, thumb)} />
      )}
    </span>
  );
}
