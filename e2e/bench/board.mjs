// The claim board beside a floor page with the same number of plain cards: `cargo xtask bench -- --board`.
//
// 500 documents of 50 outlets make 2,000 claims on 250 questions. The floor draws one card for each
// mention, under a heading for each question, and hides cards by a stance.
//
//   paint   from the act that asks for the board (the keys G C; a button) until its cards are painted
//   filter  from a click on a box that hides the denials until they are gone
//
// Milliseconds of CPU of the page's main thread, medians of all runs.

import { randomUUID, createHash } from "node:crypto";
import { Profile, sleep } from "./browser.mjs";
import { median } from "./table.mjs";

const DOCUMENTS = 500;
const CLAIMS = 2_000;
const QUESTIONS = 250;
const OUTLETS = 50;
const AT = "2026-01-02T03:04:05Z";

/** The project as a file of the app, and the cards of the floor. */
export function makeBoard() {
  const [layer, by] = [randomUUID(), randomUUID()];
  const claims = [];
  const cards = [];
  const documents = Array.from({ length: DOCUMENTS }, (_, n) => {
    const outlet = `Outlet ${String(n % OUTLETS).padStart(2, "0")}`;
    const annotations = [];
    let text = "";
    for (let k = 0; k < CLAIMS / DOCUMENTS; k++) {
      const number = n * (CLAIMS / DOCUMENTS) + k;
      const question = `How many crates did harbour ${number % QUESTIONS} lose?`;
      const figure = 3 + (number % 7);
      const words = `Harbour ${number % QUESTIONS} lost ${figure} crates, said the clerk of day ${number}.`;
      const start = text.length;
      text += `${words}\n`;
      const stance = number % 8 === 0 ? "denies" : "asserts";
      const claim = randomUUID();
      const quantity = { of: "crates", min: figure, max: figure, modifier: "exact", words: String(figure) };
      claims.push({ id: claim, text: words, topic: question, quantities: [quantity] });
      const hop = { stance, certainty: "certain", anonymity: "role_only" };
      annotations.push({
        id: randomUUID(), kind: "claim", layer, by, at: AT, claim, chains: [{ hops: [hop] }],
        ranges: [{ start, end: start + words.length, exact: words }],
      });
      cards.push({ question, outlet, stance, figure, words });
    }
    return {
      id: randomUUID(), name: `${outlet} ${n}`, publisher: outlet, published: `2026-01-${String(1 + (n % 28)).padStart(2, "0")}`,
      sha256: createHash("sha256").update(text).digest("hex"), text, annotations,
    };
  });
  const project = {
    id: randomUUID(), name: "Crates", created: AT, schema: {}, guidelines: "",
    annotators: [{ id: by, name: "A" }], layers: [{ id: layer, kind: "annotator", annotator: by }],
  };
  cards.sort((a, b) => a.question.localeCompare(b.question));
  return { file: { format: "glossator-project", version: 1, offset_unit: "codepoint", project, documents, claims }, cards };
}

/** The app's state, asked of what its users see. */
const STATE = `window.benchState = {
  board: () => document.querySelectorAll(".board .cc").length > 0,
  denials: () => [...document.querySelectorAll(".board .stn")].every((e) => e.textContent !== "denies"),
};`;

async function app(profile, origin, file, harness) {
  const tab = await profile.open([harness, STATE]);
  try {
    await tab.page.goto(`${origin}/app/`);
    await tab.page.locator(".samplecard").waitFor();
    await tab.page.keyboard.press("Control+o");
    await tab.page.locator("input[data-test=files]").setInputFiles({
      name: "crates.glossator.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)),
    });
    await tab.page.getByRole("dialog").getByRole("button", { name: /^(Open|Add)/ }).first().click();
    await tab.page.locator("#text .para").first().waitFor();
    await tab.page.locator('[data-save="saved"]').first().waitFor();
    await tab.page.locator("#text").focus();
    await sleep(1000);
    await tab.page.keyboard.press("g");
    const paint = await tab.timed("keydown", "board", null, () => tab.page.keyboard.press("c"));
    const shown = await tab.page.locator(".board .cc").count();
    await sleep(500);
    const box = await tab.page.getByRole("checkbox", { name: /Denies/ }).boundingBox();
    await tab.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const filter = await tab.timed("click", "denials", null, async () => {
      await tab.page.mouse.down();
      await tab.page.mouse.up();
    });
    return { paint: paint.cpu, filter: filter.cpu, shown };
  } finally {
    await tab.close();
  }
}

async function floor(profile, origin, harness) {
  const tab = await profile.open([harness]);
  try {
    await tab.page.goto(`${origin}/cards.html`);
    await tab.page.waitForSelector("html[data-ready]");
    await sleep(500);
    const click = (id) => () => tab.page.locator(id).click();
    const paint = await tab.timed("click", "board", null, click("#show"));
    await sleep(500);
    const filter = await tab.timed("click", "denials", null, click("#denials"));
    return { paint: paint.cpu, filter: filter.cpu, shown: CLAIMS };
  } finally {
    await tab.close();
  }
}

/** Measures both in turn; the figures as a Markdown table. */
export async function boardTable(origin, file, harness, runs, say) {
  const found = { floor: [], app: [] };
  for (let run = 0; run < runs; run++) {
    for (const name of ["floor", "app"]) {
      const profile = await Profile.make();
      try {
        const figures = name === "app" ? await app(profile, origin, file, harness) : await floor(profile, origin, harness);
        found[name].push(figures);
        say(`board, run ${run + 1} of ${runs}, ${name}: ${JSON.stringify(figures)}`);
      } finally {
        await profile.remove();
      }
    }
  }
  const of = (name, key) => median(found[name].map((figures) => figures[key]));
  const cell = (key) => `${of("app", key).toFixed(0)} (${(of("app", key) / of("floor", key)).toFixed(1)}×)`;
  return [
    `| board: ${CLAIMS} claims, ${DOCUMENTS} documents | first paint (≤ 2×) | filter (≤ 2×) |`,
    "| --- | ---: | ---: |",
    `| floor: plain cards | ${of("floor", "paint").toFixed(0)} | ${of("floor", "filter").toFixed(0)} |`,
    `| **Glossator** | ${cell("paint")} | ${cell("filter")} |`,
  ].join("\n");
}
