// What people write here. All of it is made up; any likeness to a real user is chance.
import type { Rng } from "./seed.ts";

/** The people of this Imgur. */
export const USERS: readonly string[] = [
  "longneckfan",
  "fernweh",
  "MildlyCaffeinated",
  "tofu_knight",
  "PixelPigeon",
  "grumpyotter",
  "SundayBaker",
  "not_a_toaster",
  "lunarmoth",
  "Rainboots42",
  "captaincrouton",
  "teapot418",
  "mossandstone",
  "TheOtherAlex",
  "nightbus",
  "quietstorm",
  "oldgregor",
  "paperplanepilot",
  "biscuitbandit",
  "hedgehogwarts",
  "zebracrossing",
  "mangomachine",
  "sleepycartographer",
  "LeftSockOnly",
  "driftwood_dan",
  "kiwibirdie",
  "vectorvictor",
  "cloudspotter",
  "hexagonal",
  "BeeKeeperBea",
  "slowtrain",
  "marmaladesky",
  "twelve_monkeys_typing",
  "snailmailer",
  "GoblinMarket",
  "northbynorth",
  "acaciathief",
  "umbrellaterms",
  "peppercornpete",
  "astrolabe",
  "drmargarita",
  "bus_number_9",
  "halfmoonbay",
  "orchardist",
  "PotatoDiplomat",
  "yarnia",
  "velvetthunder",
  "lakeeffect",
  "wanderpixel",
  "okaybutwhy",
  "soupseason",
  "tinyhorsebigdreams",
];

/** Subreddits by the tag that brings a picture there. */
export const SUBREDDITS: Readonly<Record<string, readonly string[]>> = {
  cats: ["aww", "cats"],
  dog: ["aww", "rarepuppers"],
  aww: ["aww"],
  giraffe: ["aww", "pics", "giraffes"],
  landscape: ["earthporn", "pics", "itookapicture"],
  nature: ["earthporn", "natureisbeautiful"],
  night: ["pics", "itookapicture"],
  space: ["space", "astrophotography"],
  city: ["pics", "cityporn"],
  art: ["art", "pics", "generative"],
  food: ["food", "foodporn"],
  meme: ["memes", "funny"],
  funny: ["funny"],
  data: ["dataisbeautiful", "mapporn"],
  gaming: ["gaming", "pixelart"],
  wallpaper: ["wallpapers", "pics"],
};

/** Tags that are put on anything. */
export const LOOSE_TAGS: readonly string[] = [
  "oc",
  "awesome",
  "wallpaper",
  "art",
  "funny",
  "photography",
  "mildly_interesting",
  "staff_picks",
  "wholesome",
  "creativity",
];

/** Longer texts below a picture. */
export const DESCRIPTIONS: readonly string[] = [
  "Taken on my way home. I missed the bus for it and I regret nothing.",
  "Edit: front page?! I'd like to thank my cat, who walked over the keyboard and set the tags.",
  "Full resolution in the album. Feel free to use it as a wallpaper.",
  "No filter, just a very patient afternoon and a thermos of tea.",
  "First post after years of lurking, please be gentle 🦒",
  'My grandmother asked me to show this to "the computer people". Hello, computer people. She says hi.',
  "I know the horizon is crooked. So is my tripod. So am I.",
  "Shot on an old phone with a cracked lens; it adds character.",
  "Part two tomorrow, if the weather and my knees agree.",
  "Long-time viewer, first-time poster.\nConstructive feedback welcome, bananas for scale too.",
];

/** What others say. */
export const COMMENTS: readonly string[] = [
  "This made my Monday noticeably less Monday.",
  "+1 for the giraffe in the background",
  "There is no giraffe in the background.",
  "There is always a giraffe in the background.",
  "Saving this for when I need to remember that places like this exist.",
  "I zoomed in looking for a cat. Found one. 10/10.",
  "OP delivers 📦",
  "Instructions unclear, now I own a telescope.",
  "New wallpaper, thank you!",
  "That's enough internet for today. Best possible ending.",
  "My kid wants to know its name. I said Gerald. Please confirm.",
  "Gerald confirmed.",
  "Username checks out",
  "I came for the memes and stayed for the clouds.",
  "Upvoted before it finished loading",
  "What lens? Asking for my wallet, who is crying.",
  "Can we get a banana for scale?",
  "As a professional lighthouse, I approve.",
  "Beautiful! Where is this? (asking so that I can put it on a list I never look at)",
  "The composition here is chef's kiss 👌",
  "Take my upvote and go outside. I'll be here.",
  "I showed this to my dog. He tilted his head. High praise.",
  "Repost, but I have bad memory, so it's new to me every time",
  "Ten years here and this is the first time I comment. Worth it.",
  "すごい！きれいですね",
  "Qué maravilla 😍",
  "Wunderschön! Grüße aus dem verregneten Hamburg ☔",
  "I have so many questions and no follow-ups.",
  "Sir, this is a Wendy's. But a lovely one.",
  "dot for later",
  "Can confirm, I was the tree.",
  "This is what the internet was built for.",
];

/** What people answer to a comment. */
export const REPLIES: readonly string[] = [
  "This.",
  "Came here to say that, but you said it better",
  "You, I like you.",
  "Source?",
  "Trust me, I'm a giraffe",
  "I have been laughing at this for five minutes, send help",
  "Happy cake day!",
  "Now I can't unsee it",
  "It's OK, we've all been the tree",
  "Thank you, kind stranger",
  "🦒🦒🦒",
  "No, you!",
];

/** Titles that put readers of titles to the test; each world has all of them. */
export const ODD_TITLES: readonly string[] = [
  "",
  "So I was on the train this morning and the man across from me, who had not said a word for two hours, pointed at the window, said “look”, and there it was; I only had my old phone with me and the glass was dirty, but I think it came out all right, and if you are that man: thank you, you made a whole carriage late for work and nobody minded",
  "Line one of the title,\nline two, because I pressed Enter",
  "🌋🦒✨",
  "夕焼けとキリン、今日も平和です",
  "Schöne Grüße von der Düne (naïve café déjà-vu)",
  "<b>Bold of me</b> & \"quoted\" 'too'; 100 % legal",
  "../../etc/wallpaper: the path less travelled?",
  "شجرة عند الغروب",
  "Family of 👨‍👩‍👧‍👦 meets family of 🦒🦒🦒",
];

const FRAMES: readonly ((title: string) => string)[] = [
  (title) => `${title} (OC)`,
  (title) => `${title} 🦒`,
  (title) => `${title} ✨`,
  (title) => `MRW: ${title}`,
  (title) => `${title}. That's it, that's the post`,
  (title) => `Found on my old phone: ${lowerFirst(title)}`,
  (title) => `My first try: ${lowerFirst(title)}`,
  (title) => `${title}, part 2`,
  (title) => `${title} [OC]`,
  (title) => `It's my cake day, so: ${lowerFirst(title)}`,
];

/** A title as it is, or dressed up as people do. */
export function dressTitle(title: string, rng: Rng): string {
  return rng.chance(0.62) ? title : rng.pick(FRAMES)(title);
}

/** The name that the uploader's file had, with its extension. */
export function makeFileName(rng: Rng, ext: string): string {
  return `${rng.pick(FILE_STEMS)(rng)}.${ext}`;
}

const FILE_STEMS: readonly ((rng: Rng) => string)[] = [
  (rng) => `IMG_${digits(rng, 4)}`,
  (rng) => `DSC0${digits(rng, 4)}`,
  (rng) => `PXL_${day(rng)}_${digits(rng, 6)}`,
  (rng) => `Screenshot_${day(rng)}-${digits(rng, 6)}`,
  (rng) => `image${rng.int(0, 40)}`,
  (rng) => `giraffe final FINAL (${rng.int(1, 9)})`,
  (rng) => `wallpaper-${digits(rng, 4)}`,
  (rng) => `download (${rng.int(1, 99)})`,
  (rng) => `schöne_aussicht_${digits(rng, 4)}`,
  (rng) => `夕焼け${rng.int(1, 99)}`,
  () => "unnamed",
];

function digits(rng: Rng, count: number): string {
  return String(rng.int(0, 10 ** count - 1)).padStart(count, "0");
}

function day(rng: Rng): string {
  return String(20_000_000 + rng.int(13, 26) * 10_000 + rng.int(1, 12) * 100 + rng.int(1, 28));
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
