// The pages that are measured: where they are, and how the same acts are done in each.

import { readFileSync } from "node:fs";
import { DATABASE, TABLES, documentId } from "./rows.mjs";

const script = (name) => readFileSync(new URL(`pages/${name}`, import.meta.url), "utf8");
const harness = script("harness.js");

/** A page of e2e/bench/pages. */
function page(name, path) {
  return {
    name,
    path,
    /** The address that shows the last document at once. */
    lastPath: `${path}${path.includes("?") ? "&" : "?"}last`,
    scripts: [harness],
    /** What `benchState.shown` knows the document by. */
    key: (doc) => doc.name,
    prepare: async () => {},
    ready: (tab) => tab.page.waitForSelector("html[data-ready]"),
    opener: (tab) => tab.page.locator("button"),
    focus: async () => {},
    saved: async () => {},
    scroller: "document.scrollingElement",
    marks: (tab) => tab.evaluate("benchState.marks()"),
    check: async () => {},
  };
}

/** The least that each way of drawing costs. */
export const FLOORS = [
  page("floor: highlights", "/floor.html?draw=highlights"),
  page("floor: nested marks", "/floor.html?draw=marks"),
];

export const RECOGITO = { ...page("Recogito 4.1.1", "/recogito.html"), lastPath: undefined };

export const GLOSSATOR = {
  name: "Glossator",
  path: "/app/",
  lastPath: "/app/",
  scripts: [harness, script("glossator.js")],
  key: () => documentId(1),

  /** Puts the documents' rows into the database, as if they had been imported in an earlier session. */
  async prepare(tab) {
    await tab.evaluate(`(async () => {
      const rows = await (await fetch("/data/rows.json")).json();
      const request = indexedDB.open(${JSON.stringify(DATABASE.name)}, ${DATABASE.version});
      request.onupgradeneeded = () => ${JSON.stringify(TABLES)}.forEach((name) => request.result.createObjectStore(name));
      const db = await new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
      const tx = db.transaction(${JSON.stringify(TABLES)}, "readwrite");
      for (const [table, key, value] of rows) tx.objectStore(table).put(value, key);
      await new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onabort = () => reject(tx.error); });
      db.close();
    })()`);
  },

  async ready(tab) {
    await tab.page.waitForSelector(`#text[data-document="${documentId(0)}"] .seg[data-marks]`);
    await this.opener(tab).waitFor();
  },
  opener: (tab) => tab.page.locator(".queue .doc").nth(1),
  focus: (tab) => tab.page.locator("#text").focus(),
  saved: (tab) => tab.page.waitForSelector('[data-save="saved"]'),
  scroller: 'document.querySelector("main.main")',

  /** The count that its list of documents shows. */
  async marks(tab) {
    const words = await this.opener(tab).innerText();
    return Number(/([\d,]+)\s+marks/.exec(words)?.[1].replace(",", ""));
  },

  /** Fails if a paragraph in the window is without one of its marks. */
  async check(tab, doc) {
    const drawn = await tab.evaluate("benchState.drawnInWindow()");
    for (const [p, count] of drawn) {
      const wanted = doc.spans.filter((span) => span[0] === p).length;
      if (count !== wanted) throw new Error(`paragraph ${p} shows ${count} of ${wanted} marks`);
    }
    if (drawn.length === 0) throw new Error("no paragraph is in the window");
  },
};
