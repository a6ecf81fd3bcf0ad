// Searching a lot: `cargo xtask bench -- --search`.
//
// 10,000 documents, 50 MB in all, are read in through the import screen; the browser then starts anew
// with the same profile, as on the next morning. Wall time from the input in the field for what to find
// until the first place is shown, and until all are. The worker reads the texts for the first search; for
// the second it has them.
//
// An authority file of 100,000 rows is read in, and names are typed into the entity field: the longest
// main-thread task that a key causes, and the time until the list shows what was typed.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Profile, sleep } from "./browser.mjs";
import { makeDocument } from "./corpus.mjs";
import { median } from "./table.mjs";

const DOCUMENTS = 10_000;
const ROWS = 100_000;
const LONG = 900_000;

/** One document a line; each hundredth has words that no other has. */
function corpus() {
  const kinds = Array.from({ length: 20 }, (_, n) => makeDocument({ name: `kind ${n}`, bytes: 4_600, spans: 0 }, n).paragraphs);
  const lines = Array.from({ length: DOCUMENTS }, (_, n) => {
    const rare = n % 100 === 0 ? " Quillon Ashgrove was seen." : "";
    return JSON.stringify({ id: `d${n}`, text: `Report ${n}.${rare}\n${kinds[n % kinds.length].join("\n")}` });
  });
  return lines.join("\n");
}

function authority() {
  const lines = Array.from({ length: ROWS }, (_, n) => {
    const name = `${String.fromCharCode(65 + (n % 26))}${(n * 7919).toString(36)} Holdings ${n}`;
    return `reg:${n},${name},${name.slice(0, 4)}${n},ORG`;
  });
  return ["id,name,aliases,type", ...lines, "reg:X,Zephyr Quay Company,ZQC,ORG"].join("\n");
}

/** Wall times of one search, asked of what is on the screen. */
const SEARCH = `(words, rest) => new Promise((resolve) => {
  const field = document.querySelector("#find-words");
  const shown = () => document.querySelector(".find .kwic mark")?.textContent;
  const before = shown();
  const begun = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  let first;
  const look = () => {
    const now = performance.now() - begun;
    const busy = document.querySelector(".fstat [role=status]").getAttribute("aria-busy") === "true";
    if (first === undefined && shown() && shown() !== before) first = now;
    if (first !== undefined && !busy && now > rest) resolve({ first, all: now });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

async function put(tab, path, button) {
  await tab.page.keyboard.press("Control+o");
  await tab.page.locator("input[data-test=files]").setInputFiles(path);
  await tab.page.getByRole("dialog").getByRole("button", { name: button }).first().click({ timeout: LONG });
  await tab.page.locator("#text .para").first().waitFor({ timeout: LONG });
  await tab.page.locator('[data-save="saved"]').first().waitFor({ timeout: LONG });
}

async function search(profile, origin, folder, say) {
  const path = join(folder, "corpus.jsonl");
  const text = corpus();
  await writeFile(path, text);
  let tab = await profile.open([]);
  await tab.page.goto(`${origin}/app/`);
  await tab.page.locator(".samplecard").waitFor();
  const begun = performance.now();
  await put(tab, path, /^Add 10,000/);
  say(`${(text.length / 1e6).toFixed(0)} MB in ${DOCUMENTS} documents read in within ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  await sleep(2000);
  await tab.close();

  tab = await profile.open([]);
  try {
    await tab.page.goto(`${origin}/app/`);
    await tab.page.locator("#text .para").first().waitFor({ timeout: LONG });
    await tab.page.locator("#text").focus();
    await tab.page.keyboard.press("Control+Shift+F");
    await tab.page.locator("#find-words").waitFor();
    const rows = [];
    const find = async (name, words) => {
      const { first, all } = await tab.evaluate(`(${SEARCH})(${JSON.stringify(words)}, 200)`);
      rows.push(`| find: ${name} | ${first.toFixed(0)} | ${all.toFixed(0)} |`);
      say(rows.at(-1));
    };
    await find("two words, rare, the first search", "quillon ashgrove");
    await find("one word, frequent", "harbour");
    await find("two words, rare, once more", "ashgrove was");
    await tab.page.getByRole("button", { name: "Regular expression" }).click();
    await find("a regular expression", "Quil{2}on");
    return rows;
  } finally {
    await tab.close();
  }
}

async function link(profile, origin, folder, say) {
  const path = join(folder, "authority.csv");
  await writeFile(path, authority());
  const tab = await profile.open([]);
  try {
    await tab.page.goto(`${origin}/app/`);
    await tab.page.locator(".samplecard").click();
    await tab.page.locator("#text .para").first().waitFor();
    await tab.page.evaluate("location.hash = '#/entities'");
    await tab.page.getByRole("button", { name: "Authority files" }).click();
    await tab.page.locator("input[type=file]").setInputFiles(path);
    await tab.page.getByText("Kept in this browser").waitFor({ timeout: LONG });
    await tab.page.keyboard.press("Escape");
    await tab.page.reload();
    await tab.page.evaluate("location.hash = '#/annotate'");
    await tab.page.locator("#text .para").first().waitFor();
    await tab.page.locator("#inspector h2").waitFor();
    await tab.page.locator("#text").focus();
    for (const key of ["Control+Home", "j", "j", "j", "o"]) {
      await tab.page.keyboard.press(key);
      await sleep(500);
    }
    await tab.page.locator("#entity-field").waitFor();
    await sleep(3000);
    await tab.evaluate(`window.long = []; new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask" })`);
    await tab.page.keyboard.press("Control+a");
    const waits = [];
    for (const letter of "zephyr quay") {
      const begun = performance.now();
      await tab.page.keyboard.press(letter === " " ? "Space" : letter);
      await tab.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))");
      waits.push(performance.now() - begun);
    }
    await tab.page.getByRole("option", { name: /Zephyr Quay Company/ }).waitFor();
    const longest = await tab.evaluate("Math.max(0, ...long)");
    const row = `| link: a key among ${ROWS.toLocaleString("en-GB")} rows | ${median(waits).toFixed(0)} | ${longest === 0 ? "no task above 50" : `longest task ${longest.toFixed(0)}`} |`;
    say(row);
    return [row];
  } finally {
    await tab.close();
  }
}

/** Measures both; the figures as a Markdown table. */
export async function searchTable(origin, say) {
  const folder = await mkdtemp(join(tmpdir(), "glossator-search-"));
  const rows = [];
  try {
    for (const part of [search, link]) {
      const profile = await Profile.make();
      try {
        rows.push(...(await part(profile, origin, folder, say)));
      } finally {
        await profile.remove();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return ["| milliseconds | first | all |", "| --- | ---: | ---: |", ...rows].join("\n");
}
