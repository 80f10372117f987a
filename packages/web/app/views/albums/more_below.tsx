import { useEffect, useRef } from "preact/hooks";

/** Begins to read on this far above the end, px. */
const AHEAD_PX = 1_200;

/** The end of a list that has more: asks for it when it comes near the window. @param length What there is already. */
export function MoreBelow({
  length,
  onNear,
}: {
  readonly length: number;
  readonly onNear: () => void;
}) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) onNear();
      },
      { rootMargin: `${AHEAD_PX}px` },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
    // Each time it grew: an end that is still in sight tells so once more.
  }, [length]);
  return <div ref={end} class="more-below" />;
}
