// Documents to measure with: invented text, the same on every machine and in every run.
//
// Paragraphs of about 400 to 700 characters; one in 25 is Arabic, one in 25 has emoji (two of them
// joined sequences). Spans are one to three words, spread evenly over the paragraphs; about one in
// ten lies inside a longer one. Spans nest or stand apart, so that <mark> elements can draw them.

import { createHash } from "node:crypto";

/** The documents, by the name of the row in the table. */
export const SIZES = [
  { name: "30 KB × 100", bytes: 30_000, spans: 100 },
  { name: "200 KB × 1,000", bytes: 200_000, spans: 1_000 },
  { name: "1 MB × 10,000", bytes: 1_000_000, spans: 10_000 },
  { name: "3 MB × 10,000", bytes: 3_000_000, spans: 10_000 },
];

/** Labels with a colour: ids of the preset "News". */
export const LABELS = [
  { id: "PER", hue: 1, color: "#cfe3ff" },
  { id: "ORG", hue: 2, color: "#ffe0b3" },
  { id: "GPE", hue: 3, color: "#cdf0d0" },
  { id: "LOC", hue: 8, color: "#e6d6ff" },
  { id: "FAC", hue: 4, color: "#ffd6e0" },
  { id: "DATE", hue: 7, color: "#e8e8c0" },
];

/** How many words of the first paragraph have no mark: there the benchmark tags. */
export const FREE_WORDS = 6;

const ENGLISH = (
  "harbour council ledger morning witness quarter signal ferry archive meadow captain letter bridge window " +
  "market engineer river number report station winter barrel garden question lantern officer valley record " +
  "promise timber kitchen village orchard storm notice railway minute paper carriage company shelter region"
).split(" ");
const VERBS = "said found kept left carried opened counted repaired closed followed offered measured signed crossed".split(" ");
const SMALL = "the a of in under after before with near for from over between without against".split(" ");
const NAMES = (
  "Ostrava Lindqvist Maren Tollemark Bexley Corvane Harrowgate Idrissa Quill Penhallow Varga Sunniva Ashdown " +
  "Brannock Delacroix Ember Fenwick Galloway Hestia Junaid Kestrel Lorimer Mondrake Nerys Oriel Pryderi"
).split(" ");
const ARABIC = (
  "المدينة الميناء القديم التقرير الصباح الجسر الرسالة المهندس النهر المحطة الحديقة السوق القرية الشتاء الحارس " +
  "قال وجد ترك حمل فتح أغلق وصل بعد قبل من إلى على مع بين تحت"
).split(" ");
const EMOJI = ["😀", "🚢", "🌧️", "👩🏽‍🚒", "👨‍👩‍👧", "🔥", "📦", "🇮🇸"];

/** A small generator of even quality is enough here (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function makeTools(seed) {
  const next = random(seed);
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)] };
}

/** One paragraph: its text and where its words are, in UTF-16 code units. */
function paragraph({ next, below, pick }, kind) {
  const wanted = 400 + below(300);
  const words = [];
  let text = "";
  let sentence = 0;
  let length = 6 + below(14);
  while (text.length < wanted) {
    let word;
    if (kind === "arabic") word = pick(ARABIC);
    else if (next() < 0.16) word = pick(NAMES);
    else word = pick(next() < 0.35 ? SMALL : next() < 0.3 ? VERBS : ENGLISH);
    if (sentence === 0 && kind !== "arabic") word = word[0].toUpperCase() + word.slice(1);
    if (text) text += " ";
    words.push([text.length, text.length + word.length]);
    text += word;
    sentence += 1;
    if (sentence >= length) {
      text += ".";
      if (kind === "emoji") text += ` ${pick(EMOJI)}`;
      sentence = 0;
      length = 6 + below(14);
    } else if (next() < 0.06) text += kind === "arabic" ? "،" : ",";
  }
  if (sentence > 0) text += ".";
  return { text, words };
}

/** `count` spans in a paragraph, as [start, end, label] in UTF-16 code units, in document order. */
function spansIn(words, count, { next, below, pick }, free) {
  const spans = [];
  const room = words.length - free;
  let left = count;
  // One slot of words for each span or pair, so that none overlaps its neighbour.
  const pairs = Math.min(Math.floor(count * 0.1 + next()), Math.floor(count / 2));
  const slots = count - pairs;
  for (let slot = 0; slot < slots; slot++) {
    const first = free + Math.floor((slot * room) / slots);
    const width = Math.min(3, Math.max(1, Math.floor(((slot + 1) * room) / slots) - Math.floor((slot * room) / slots)));
    const nested = slot < pairs && width > 1;
    const long = nested ? 2 + below(width - 1) : 1 + below(width);
    const [start, end] = [words[first][0], words[first + long - 1][1]];
    spans.push([start, end, pick(LABELS).id]);
    left -= 1;
    if (nested && left > 0) {
      const inner = words[first + below(long)];
      spans.push([inner[0], inner[1], pick(LABELS).id]);
      left -= 1;
    }
  }
  // Longer first where two begin together: the order in which elements open.
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return { spans, missing: left };
}

/** A document: `paragraphs`, and `spans` as [paragraph, start, end, label]. */
export function makeDocument({ name, bytes, spans: wanted }, seed = 20_260_314) {
  const tools = makeTools(seed + bytes);
  const paragraphs = [];
  const words = [];
  let size = 0;
  while (size < bytes) {
    const n = paragraphs.length;
    const kind = n % 25 === 7 ? "arabic" : n % 25 === 15 ? "emoji" : "plain";
    const made = paragraph(tools, kind);
    size += Buffer.byteLength(made.text) + 1;
    paragraphs.push(made.text);
    words.push(made.words);
  }
  const spans = [];
  let owed = 0;
  for (let p = 0; p < paragraphs.length; p++) {
    owed += wanted / paragraphs.length;
    const last = p === paragraphs.length - 1;
    const count = last ? wanted - spans.length : Math.floor(owed);
    const made = spansIn(words[p], count, tools, p === 0 ? FREE_WORDS : 0);
    owed -= count - made.missing;
    for (const [start, end, label] of made.spans) spans.push([p, start, end, label]);
  }
  if (spans.length !== wanted) throw new Error(`${spans.length} spans instead of ${wanted}`);
  return { name, paragraphs, spans, words: words[0].slice(0, FREE_WORDS) };
}

/** The document that is open before the one that is measured. */
export function makeFirst() {
  return makeDocument({ name: "A short first document", bytes: 1_500, spans: 6 });
}

/** In hex. */
export function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
