import { make } from "../grid/tiles.ts";
import { playsByItself } from "../motion.ts";

/** What is told of a film. */
export interface FilmListener {
  readonly loaded: () => void;
  readonly failed: () => void;
}

/** A film for the stage: without sound, and playing at once where that is wanted. */
export function makeFilm(src: string, { loaded, failed }: FilmListener): HTMLVideoElement {
  const video = make("video", "stage__layer");
  Object.assign(video, {
    muted: true,
    playsInline: true,
    autoplay: playsByItself(),
    loop: true,
    preload: "auto",
    tabIndex: -1,
  });
  video.setAttribute("aria-hidden", "true");
  video.onloadeddata = () => {
    video.toggleAttribute("data-loaded", true);
    loaded();
  };
  video.onerror = () => {
    // Taking the film away is no failure of it.
    if (video.hasAttribute("src")) failed();
  };
  video.src = src;
  return video;
}
