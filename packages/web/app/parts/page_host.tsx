import { useSignal } from "@preact/signals";
import { type ComponentType, h } from "preact";
import { useEffect } from "preact/hooks";
import { entryState, type PageAddress, type PageName, remember } from "../router.ts";
import { t } from "../strings.ts";
import { PAGES, type PageProps } from "../views/pages.ts";

/** Pages whose code is here; they show at once when they are opened again. */
const loaded = new Map<PageName, ComponentType<PageProps>>();

/** Shows a page beside the library: loads its code, names the window, and keeps where it was scrolled. */
export function PageHost({ at }: PageProps) {
  const isFailed = useSignal(false);
  const version = useSignal(0);
  version.value;
  const entry = PAGES[at.page];
  const load = () => {
    isFailed.value = false;
    entry
      ?.load()
      .then((view) => {
        loaded.set(at.page, view);
        version.value = version.peek() + 1;
      })
      .catch(() => {
        isFailed.value = true;
      });
  };
  useEffect(() => {
    if (entry !== undefined) document.title = t("app.title", { page: t(entry.title) });
    if (!loaded.has(at.page)) load();
  }, [at.page]);
  useScrollMemory(at);
  const view = loaded.get(at.page);
  if (view !== undefined) return h(view, { at });
  if (!isFailed.value) return null;
  return (
    <p class="failure" role="alert">
      {t("page.failed")}{" "}
      <button class="button" type="button" onClick={load}>
        {t("action.retry")}
      </button>
    </p>
  );
}

/** A page grows while its figures arrive: until then its old place may not exist yet. */
const RETURN_MS = 2_000;

function useScrollMemory(at: PageAddress): void {
  useEffect(() => {
    const wanted = entryState().scrollY ?? 0;
    const body = document.body;
    const observer = new ResizeObserver(() => {
      if (body.scrollHeight - innerHeight >= wanted) goBack();
    });
    const goBack = () => {
      scrollTo({ top: wanted, behavior: "instant" });
      observer.disconnect();
    };
    if (wanted === 0 || body.scrollHeight - innerHeight >= wanted) goBack();
    else observer.observe(body);
    const giveUp = setTimeout(() => observer.disconnect(), RETURN_MS);
    let rest: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(rest);
      rest = setTimeout(() => remember({ scrollY: Math.round(scrollY) }), 120);
    };
    addEventListener("scroll", keep, { passive: true });
    return () => {
      removeEventListener("scroll", keep);
      clearTimeout(rest);
      clearTimeout(giveUp);
      observer.disconnect();
    };
  }, [at.page, at.id]);
}
