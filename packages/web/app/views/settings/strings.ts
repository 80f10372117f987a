import { withStrings } from "../../strings.ts";

/** The words of the settings. */
export const SETTINGS_STRINGS = {
  "settings.title": "Settings",
  "settings.where": "Effective at once, and kept in this browser. The archive stays as it is.",
  "settings.theme": "Theme",
  "settings.theme.help": "Light, dark, or whichever your system has at the moment.",
  "settings.theme.system": "System",
  "settings.theme.light": "Light",
  "settings.theme.dark": "Dark",
  "settings.rows": "Row height",
  "settings.rows.help": "How large pictures are in the library and among albums.",
  "settings.rows.s": "Small",
  "settings.rows.m": "Medium",
  "settings.rows.l": "Large",
  "settings.nsfw": "NSFW pictures",
  "settings.nsfw.help": "Blurred ones are not even loaded until you ask for them.",
  "settings.nsfw.blur": "Blur",
  "settings.nsfw.show": "Show",
  "settings.nsfw.hide": "Leave out",
  "settings.autoplay": "GIFs and videos",
  "settings.autoplay.help": "Play by themselves, without sound, or wait until you play them.",
  "settings.autoplay.still": "Your system asks for less motion, so nothing plays by itself.",
  "settings.autoplay.on": "Play",
  "settings.autoplay.off": "Wait",
  "settings.data": "Data",
  "settings.data.help": "Saving loads smaller pictures, and none ahead.",
  "settings.data.full": "Sharp",
  "settings.data.save": "Save",
  "settings.slides": "Slideshow",
  "settings.slides.help": "How long each picture is shown; films are seen to their end.",
  "settings.slides.seconds": "{n} s",
  "settings.keys": "Single-letter keys",
  "settings.keys.help":
    "Off: letters, digits and signs do nothing, arrows, Enter and Escape still do.",
  "settings.keys.on": "On",
  "settings.keys.off": "Off",
  "settings.reset": "Reset to defaults",
  "settings.reset.done": "Everything is as it was at first",
} as const;

/** A message of the settings, or one that all pages have, in the reader's words. */
export const t = withStrings(SETTINGS_STRINGS);
