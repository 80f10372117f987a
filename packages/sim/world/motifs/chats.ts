// Talk, photographed off a screen.
import { blend, oklch } from "../colour.ts";
import { letters, lettersWidth, wrapLetters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import { circle, ellipse, path, rect, type Sheet, stroke } from "../sheet.ts";
import { USERS } from "../words.ts";

/** Chats and posts. */
export const CHAT_MOTIFS: readonly Motif[] = [
  {
    name: "chat",
    kind: "graphic",
    shapes: ["tall", "tall", "upright"],
    tags: ["funny", "texts"],
    titles: [
      "My sister, everyone",
      "Asked my dad one question",
      "The group chat is on fire today",
      "I think he's ready for a phone plan",
    ],
    draw: drawChat,
  },
  {
    name: "short post",
    kind: "graphic",
    shapes: ["wide", "square"],
    tags: ["funny", "texts"],
    titles: [
      "Who hurt you, Kevin",
      "Saving this for the next meeting",
      "Tell me you're an engineer without telling me",
      "I have been thinking about this all day",
    ],
    draw: drawShortPost,
  },
];

const CHATS: readonly (readonly string[])[] = [
  [
    "are you home?",
    "depends who's asking",
    "the person with your pizza",
    "I have always been home",
  ],
  [
    "how do I turn off the torch on my phone",
    "swipe down, dad",
    "it's sideways now",
    "the torch?",
    "the whole phone",
    "impressive",
  ],
  [
    "did you feed the cat",
    "yes",
    "she says no",
    "she's lying",
    "she showed me the bowl",
    "she ate the evidence",
  ],
  [
    "what's the wifi password",
    "look on the fridge",
    "it says 'buy milk'",
    "exactly",
    "capital B?",
    "the milk first, then we talk",
  ],
  [
    "I saw a giraffe today!",
    "where??",
    "at the zoo",
    "that's where they keep them",
    "let me have this",
    "was it tall",
    "SO tall",
  ],
  ["meeting moved to 9", "a.m.?", "is there another one", "I had hopes"],
];

interface ChatLook {
  readonly dark: boolean;
  readonly paper: string;
  readonly ink: string;
  readonly mine: string;
  readonly theirs: string;
}

function drawChat(sheet: Sheet): void {
  const { rng } = sheet;
  sheet.grain = 0;
  const dark = rng.chance(0.35);
  const hue = rng.range(0, 360);
  const look: ChatLook = {
    dark,
    paper: dark ? "#15171c" : rng.pick(["#f4f1ea", "#eef3f6", "#ffffff"]),
    ink: dark ? "#f2f2f2" : "#1b1b20",
    mine: oklch(dark ? 0.52 : 0.72, 0.13, hue),
    theirs: dark ? "#2a2d35" : "#e4e2dc",
  };
  sheet.fill(look.paper);
  drawChatHead(sheet, { look, hue });
  let y = 230;
  let turn = rng.int(0, 1);
  for (const text of rng.shuffle(CHATS).flatMap((talk) => [...talk, ""])) {
    const tall =
      text === ""
        ? drawChatPause(sheet, { y, look })
        : drawBubble(sheet, { text, y, right: turn % 2 === 1, look });
    if (tall === 0) break;
    y += tall;
    if (text !== "") turn += rng.chance(0.8) ? 1 : 2;
  }
  drawChatFoot(sheet, look);
}

function drawChatHead(sheet: Sheet, head: { look: ChatLook; hue: number }): void {
  const { width: w, rng } = sheet;
  const { ink, dark, mine } = head.look;
  const name = rng.pick(["Mum", "Dad", "Sis", "Best human", "Grandma", "Landlord (nice one)"]);
  sheet.add(rect([0, 0, w, 170], dark ? "#1d2027" : "#ffffff"));
  sheet.add(rect([0, 168, w, 3], { fill: ink, opacity: 0.12 }));
  sheet.add(letters("9:41", [50, 58], { size: 26, colour: ink }));
  sheet.add(rect([w - 104, 36, 54, 24], { ...(stroke(ink, 3) as object), rx: 7 }));
  sheet.add(rect([w - 99, 41, 34, 14], { fill: ink, rx: 3 }));
  sheet.add(circle([110, 118], 36, oklch(0.72, 0.12, head.hue + 120)));
  sheet.add(letters(name.charAt(0), [110, 134], { size: 32, colour: "#ffffff", anchor: "middle" }));
  sheet.add(letters(name, [166, 132], { size: 30, colour: ink }));
  sheet.add(path("M52 100L34 118L52 136", stroke(mine, 7)));
}

/** @returns The room that it took. */
function drawChatPause(sheet: Sheet, pause: { y: number; look: ChatLook }): number {
  const { paper, ink } = pause.look;
  const when = sheet.rng.pick(["Today", "Yesterday", "Tuesday", "14:02"]);
  const colour = blend(paper, ink, 0.5);
  sheet.add(letters(when, [sheet.width / 2, pause.y + 30], { size: 19, colour, anchor: "middle" }));
  return 76;
}

/** @returns The room that it took; 0 when there was none left. */
function drawBubble(
  sheet: Sheet,
  bubble: { text: string; y: number; right: boolean; look: ChatLook },
): number {
  const { width: w, height: h, rng } = sheet;
  const { text, y, right, look } = bubble;
  const size = 30;
  const lines = wrapLetters(text, { size, width: w * 0.6 });
  const wide = Math.max(...lines.map((line) => lettersWidth(line, size))) + 66;
  const tall = lines.length * 54 + 40;
  if (y + tall > h - 150) return 0;
  const x = right ? w - wide - 40 : 40;
  const colour = right && !look.dark ? "#ffffff" : look.ink;
  sheet.add(rect([x, y, wide, tall], { fill: right ? look.mine : look.theirs, rx: 36 }));
  lines.forEach((line, i) => {
    sheet.add(letters(line, [x + 33, y + 56 + i * 54], { size, colour }));
  });
  if (rng.chance(0.14)) {
    const edge = right ? x : x + wide;
    const heart = {
      size: 24,
      colour: oklch(0.62, 0.22, 20),
      anchor: "middle",
      weight: 0.3,
    } as const;
    sheet.add(circle([edge, y + 4], 24, look.dark ? "#3a3e48" : "#ffffff"));
    sheet.add(letters("♥", [edge, y + 16], heart));
  }
  return tall + 18;
}

function drawChatFoot(sheet: Sheet, look: ChatLook): void {
  const { width: w, height: h } = sheet;
  const { paper, ink, dark, mine } = look;
  const field = { fill: dark ? "#22252c" : "#ffffff", stroke: blend(paper, ink, 0.2), rx: 38 };
  sheet.add(rect([36, h - 118, w - 170, 76], { ...field, "stroke-width": 3 }));
  sheet.add(letters("Message", [76, h - 68], { size: 26, colour: blend(paper, ink, 0.45) }));
  sheet.add(circle([w - 80, h - 80], 38, mine));
  const arrow = `M${w - 94} ${h - 80}H${w - 66}M${w - 78} ${h - 94}L${w - 64} ${h - 80}L${w - 78} ${h - 66}`;
  sheet.add(path(arrow, stroke("#ffffff", 6)));
}

const POSTS: readonly string[] = [
  "My smart fridge and my smart oven have stopped talking. I am somehow in the middle.",
  "Cats have nine lives because they never once answered an e-mail.",
  "Autumn is just the trees updating their drivers.",
  "I have two moods: 'let's reorganise the whole flat' and 'the chair is fine as a wardrobe'.",
  "A giraffe's coffee would be cold by the time it reached its stomach. You only think of yourself.",
  "There are only two hard problems: naming things, cache invalidation, and off-by-one errors.",
  "I asked the library for books on paranoia. She whispered: they're right behind you.",
  "Every group project has one person who writes it, one who prints it and one called Kevin.",
];

function drawShortPost(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0;
  const dark = rng.chance(0.4);
  const [paper, ink] = dark ? ["#101418", "#f0f3f6"] : ["#ffffff", "#14171a"];
  const hue = rng.range(0, 360);
  sheet.fill(
    sheet.linear(
      [
        [0, oklch(0.76, 0.13, hue)],
        [1, oklch(0.6, 0.15, hue + 70)],
      ],
      [1, 1],
    ),
  );
  const text = rng.pick(POSTS);
  const wide = Math.min(w - 110, 1180);
  const x = (w - wide) / 2;
  const size = wide > 1000 ? 42 : 38;
  const lines = wrapLetters(text, { size, width: wide - 130 });
  const tall = 300 + lines.length * size * 1.8 + 40;
  const y = (h - tall) / 2;
  const user = rng.pick(USERS);
  const grey = blend(paper, ink, 0.5);
  sheet.add(
    rect([x + 10, y + 18, wide, tall], { fill: "#000000", opacity: 0.18, rx: 40 }) +
      rect([x, y, wide, tall], { fill: paper, rx: 40 }),
  );
  sheet.add(
    circle([x + 112, y + 112], 56, oklch(0.74, 0.13, hue + 180)) +
      circle([x + 112, y + 100], 20, "#ffffff") +
      ellipse([x + 112, y + 144, 34, 22], "#ffffff"),
  );
  sheet.add(
    letters(user, [x + 194, y + 104], { size: 34, colour: ink, weight: 0.17 }) +
      letters(`@${user.toLowerCase()}`, [x + 194, y + 152], { size: 24, colour: grey }),
  );
  lines.forEach((line, i) => {
    sheet.add(letters(line, [x + 62, y + 250 + i * size * 1.8], { size, colour: ink }));
  });
  const foot = y + tall - 62;
  const count = (low: number, high: number) => `${(rng.int(low, high) / 10).toFixed(1)}k`;
  sheet.add(path(`M${x + 62} ${foot - 60}H${x + wide - 62}`, stroke(grey, 2, { opacity: 0.4 })));
  sheet.add(
    letters(`▲ ${count(10, 900)}`, [x + 62, foot + 10], {
      size: 26,
      colour: oklch(0.64, 0.16, 150),
    }) +
      letters(`♥ ${count(20, 990)}`, [x + 300, foot + 10], {
        size: 26,
        colour: oklch(0.64, 0.2, 15),
      }) +
      letters(
        `${rng.int(2, 11)}:${String(rng.int(0, 59)).padStart(2, "0")} PM`,
        [x + wide - 62, foot + 10],
        { size: 24, colour: grey, anchor: "end" },
      ),
  );
}
