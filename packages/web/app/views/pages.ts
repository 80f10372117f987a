import type { ComponentType } from "preact";
import type { IconName } from "../parts/make_icon.ts";
import type { PageAddress, PageName } from "../router.ts";
import type { StringId } from "../strings.ts";

/** What every page beside the library gets. */
export interface PageProps {
  readonly at: PageAddress;
}

/** A page beside the library: how the navigation shows it, and where its code is. */
export interface PageEntry {
  readonly title: StringId;
  readonly icon: IconName;
  /** Loads its code, which no other page needs. */
  readonly load: () => Promise<ComponentType<PageProps>>;
}

/** The pages beside the library, in the order of the navigation. */
export const PAGES: Readonly<Partial<Record<PageName, PageEntry>>> = {
  albums: {
    title: "nav.albums",
    icon: "album",
    load: async () => (await import("./albums/albums.tsx")).Albums,
  },
  duplicates: {
    title: "nav.duplicates",
    icon: "duplicates",
    load: async () => (await import("./duplicates/duplicates.tsx")).Duplicates,
  },
  stats: {
    title: "nav.stats",
    icon: "stats",
    load: async () => (await import("./stats/stats.tsx")).Stats,
  },
  activity: {
    title: "nav.activity",
    icon: "activity",
    load: async () => (await import("./activity/activity.tsx")).Activity,
  },
  sources: {
    title: "nav.sources",
    icon: "sources",
    load: async () => (await import("./sources/sources.tsx")).Sources,
  },
  settings: {
    title: "nav.settings",
    icon: "settings",
    load: async () => (await import("./settings/settings.tsx")).Settings,
  },
  about: {
    title: "nav.about",
    icon: "about",
    load: async () => (await import("./about/about.tsx")).About,
  },
};
