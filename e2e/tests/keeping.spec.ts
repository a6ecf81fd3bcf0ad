import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type LaunchOptions } from "@playwright/test";
import { file, ImportPage } from "../pages/import-page";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

/** A browser with a profile of its own, to be killed and started again. */
class OwnBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), "glossator-profile-"));
  private context?: BrowserContext;
  private processes: number[] = [];

  constructor(
    private readonly url: string,
    private readonly options: LaunchOptions,
  ) {}

  /** Starts the browser and opens the page in it. */
  async start(): Promise<ReaderPage> {
    this.context = await chromium.launchPersistentContext(this.profile, { ...this.options, acceptDownloads: true });
    const reader = new ReaderPage(await this.context.newPage());
    await reader.page.goto(this.url);
    await reader.started();
    const cdp = await this.context.browser()!.newBrowserCDPSession();
    const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
    this.processes = processInfo.map((process) => process.id);
    return reader;
  }

  /** Ends all its processes at once and without a word to them. */
  kill() {
    for (const id of this.processes.splice(0)) {
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It went with one before.
      }
    }
  }

  /** Waits until it is gone. */
  async gone() {
    await this.context?.close().catch(() => {});
  }

  /** Ends it, and takes its profile away. */
  async end() {
    await this.gone();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

declare global {
  interface Window {
    /** Lets the page use IndexedDB again. */
    allow(): void;
  }
}

const text = "Zoë 😀 joined Cairo University.\r\nالقاهرة is big. She left.\n";

test("own files are opened, marked, kept over kill -9, and exported with offsets that Python confirms", async ({
  baseURL,
  launchOptions,
}) => {
  test.setTimeout(90_000);
  const browser = new OwnBrowser(baseURL!, launchOptions);
  try {
    const before = new ImportPage((await browser.start()).page);
    await expect(before.page.locator(".samplecard")).toBeVisible();
    await before.show();
    await before.choose(
      file("a-own.txt", text),
      file("broken.jsonl", '{"text":"Fine."}\n{"text": oops}\n'),
      file("picture.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff])),
    );
    await expect(before.row("broken.jsonl")).toContainText("1 problem");
    await expect(before.row("picture.txt")).toHaveClass(/\bbad\b/);
    await expect(before.addButton).toHaveText("Add 2 documents");
    await before.addButton.click();
    await before.reader.shown();
    // The picture stays on the screen.
    await expect(before.row("broken.jsonl")).toHaveCount(0);
    await expect(before.row("picture.txt")).toBeVisible();
    await before.page.keyboard.press("Escape");
    await expect(before.page.getByRole("dialog")).toHaveCount(0);
    await before.reader.home();
    await before.reader.act("1");
    await before.page.keyboard.press("Control+End");
    await before.page.keyboard.press("v");
    await before.reader.act("c");
    browser.kill();
    await browser.gone();

    const after = await browser.start();
    await after.shown();
    await expect.poll(() => after.markCount()).toBe(2);
    await after.page.keyboard.press("Control+s");
    await expect(after.page.getByText(/Read back and compared: 1 mark and 1 claim/)).toBeVisible();
    const [download] = await Promise.all([
      after.page.waitForEvent("download"),
      after.page.locator("dialog .btn.primary").click(),
    ]);
    const out = join(browser.profile, "out.json");
    await download.saveAs(out);
    const script = join(browser.profile, "check.py");
    writeFileSync(
      script,
      "import json, sys\n" +
        "for d in json.load(open(sys.argv[1], encoding='utf-8'))['documents']:\n" +
        "    for a in d['annotations']:\n" +
        "        print(*[d['text'][r['start']:r['end']] == r['exact'] and r['exact'] for r in a['ranges']])\n",
    );
    const said = execFileSync("python3", [script, out], { encoding: "utf-8" });
    expect(said.trim().split("\n")).toEqual(["Zoë", "She left."]);
  } finally {
    await browser.end();
  }
});

test("kill -9 in the middle of rapid work loses nothing that was acknowledged", async ({ baseURL, launchOptions }) => {
  test.setTimeout(120_000);
  const browser = new OwnBrowser(baseURL!, launchOptions);
  try {
    let reader = await browser.start();
    const files = new ImportPage(reader.page);
    await files.show();
    await files.choose(file("words.txt", Array.from({ length: 400 }, (_, n) => `word${n}`).join(" ")));
    await files.add();

    let marks = 0;
    // From the start of the text forward, and then from its end back.
    for (const [from, on] of [
      ["Control+Home", "ArrowRight"],
      ["Control+End", "ArrowLeft"],
    ]) {
      await reader.text.focus();
      await reader.page.keyboard.press(from);
      // Every acknowledgement goes out of the browser at once: what came last is what counts.
      const start = await reader.durable();
      let acknowledged = 0;
      await reader.page.exposeFunction("tell", (seq: string) => (acknowledged = Number(seq) - start));
      await reader.page.evaluate(() => {
        const root = document.documentElement;
        const { tell } = window as unknown as { tell(seq?: string): void };
        new MutationObserver(() => tell(root.dataset.durableSeq)).observe(root, { attributeFilter: ["data-durable-seq"] });
      });
      // One key behind the other, without waiting for what it does.
      let typing = true;
      const keys = (async () => {
        while (typing) {
          await reader.page.keyboard.press("1");
          await reader.page.keyboard.press(on);
        }
      })().catch(() => {});
      await expect.poll(() => acknowledged, { intervals: [5], timeout: 40_000 }).toBeGreaterThanOrEqual(12);
      browser.kill();
      const promised = acknowledged;
      typing = false;
      await browser.gone();
      await keys;

      reader = await browser.start();
      await reader.shown();
      await expect.poll(() => reader.markCount()).toBeGreaterThanOrEqual(marks + promised);
      marks = await reader.markCount();
      // Whole: the row in the list counts what is in the text.
      await expect(reader.page.locator(".queue .doc")).toContainText(`${marks} marks`);
    }
    // And so is the history, to the beginning.
    await reader.text.focus();
    for (let i = 0; i < marks; i++) await reader.page.keyboard.press("Control+z");
    await expect.poll(() => reader.markCount()).toBe(0);
    await reader.page.keyboard.press("Control+z");
    await expect(reader.page.locator(".queue .doc")).toHaveCount(0);
  } finally {
    browser.kill();
    await browser.end();
  }
});

test("a page that crashed comes back with all that was saved, and can be worked on", async ({ page, context }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat. Bob ran. Cleo left.");
  await reader.act("1");
  const crashed = page.waitForEvent("crash");
  const cdp = await context.newCDPSession(page);
  void cdp.send("Page.crash").catch(() => {});
  await crashed;
  // Its lock went with it.
  const again = new ReaderPage(await context.newPage());
  await again.open();
  await again.shown();
  await expect.poll(() => again.marked("PER")).toEqual(["Ada"]);
  await again.home();
  await again.page.keyboard.press("ArrowRight");
  await again.act("2");
  await expect.poll(() => again.marked("ORG")).toEqual(["sat"]);
});

test("what was undone can be done again after a reload, in its order", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada Bob Cleo");
  for (const key of ["1", "2", "3"]) {
    await reader.act(key);
    await page.keyboard.press("ArrowRight");
  }
  await reader.act("Control+z");
  await reader.act("Control+z");
  const shown = async () => [await reader.marked("PER"), await reader.marked("ORG"), await reader.marked("GPE")];
  for (const marked of [
    [["Ada"], [], []],
    [["Ada"], ["Bob"], []],
    [["Ada"], ["Bob"], ["Cleo"]],
  ]) {
    await page.reload();
    await reader.shown();
    await expect.poll(shown).toEqual(marked);
    await reader.text.focus();
    if (marked[2].length === 0) await reader.act("Control+Shift+z");
  }
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator(".toast", { hasText: "Nothing to redo" })).toBeVisible();
});

test("while site data is blocked that is said, and the work opens once it is allowed", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  await reader.act("1");
  // Where it is blocked, asking for either throws.
  await page.addInitScript(() => {
    const deny = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    const open = IDBFactory.prototype.open;
    window.allow = () => (IDBFactory.prototype.open = open);
    IDBFactory.prototype.open = deny;
    Object.defineProperty(window, "localStorage", { get: deny });
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Glossator cannot open your work here" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Access is denied");
  await page.evaluate(() => window.allow());
  await page.getByRole("button", { name: "Try again" }).click();
  // Without a place for settings the work is kept all the same.
  await reader.shown();
  await expect.poll(() => reader.marked("PER")).toEqual(["Ada"]);
  await reader.home();
  await page.keyboard.press("ArrowRight");
  await reader.act("2");
});

test("work that a newer version has kept is not touched, and what to do is said", async ({ page, trouble }) => {
  // The browser looks for an icon of the file beside the page.
  trouble.allow(/favicon\.ico/);
  await page.goto("./sw.js");
  const version = () =>
    page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === "glossator")?.version);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open("glossator", 99);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
  const app = new ReaderPage(page);
  await app.open();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("newer version of Glossator’s; reload the page");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Glossator cannot open your work here" })).toBeVisible();
  expect(await version()).toBe(99);
});

test("a project is open in one tab at a time, so that none writes over the other's work", async ({ page, context }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const other = new ReaderPage(await context.newPage());
  await other.open();
  await expect(other.page.getByRole("alert").filter({ hasText: "open in another tab" })).toBeVisible();
  await expect(other.page.locator("main.start"), "its styles are there").toHaveCSS("overflow-y", "auto");
  await expect(other.text).toHaveCount(0);
  await page.close();
  await other.page.getByRole("button", { name: "Try again" }).click();
  await other.shown();
});

test("a second tab can open another project, and each tab stays at its own", async ({ page, context }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await new ProjectDialog(page).make("Second");
  const other = new ReaderPage(await context.newPage());
  await other.open();
  await other.page.getByRole("main").getByRole("button", { name: "Open another project" }).click();
  const dialog = other.page.getByRole("dialog", { name: "Project" });
  // The one that is open elsewhere is not opened.
  await dialog.getByRole("button", { name: "Open Second" }).click();
  await expect(other.page.locator(".toast.bad", { hasText: "open in another tab" })).toBeVisible();
  await other.page.getByRole("main").getByRole("button", { name: "Open another project" }).click();
  await dialog.locator("[aria-label^='Open ']:not([aria-label='Open Second'])").click();
  await other.shown();
  await other.page.reload();
  await other.shown();
  await expect(other.page.locator("button.proj")).not.toContainText("Second");
  await page.reload();
  await reader.saved();
  await expect(page.locator("button.proj")).toContainText("Second");
});

test("what one tab notes of who the person is, another does not erase", async ({ page, context }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const exported = await reader.exported();
  await page.keyboard.press("Escape");
  const file = JSON.parse(exported);
  file.project.id = "00000000-0000-7000-8000-00000000abcd";
  file.project.name = "Elsewhere";
  const other = new ReaderPage(await context.newPage());
  await other.open();
  await other.page.keyboard.press("Control+o");
  await other.page
    .locator("input[data-test=files]")
    .setInputFiles({ name: "elsewhere.glossator.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await other.page.getByRole("dialog").getByRole("button", { name: /^Open “/ }).click();
  await other.shown();
  const noted = () => page.evaluate(() => JSON.parse(localStorage["glossator.settings"]));
  expect(Object.keys((await noted()).own)).toHaveLength(2);
  await page.bringToFront();
  const before = (await noted()).place.selection;
  await reader.text.focus();
  // The other tab may note its own place just behind it.
  await expect(async () => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+End");
    await expect.poll(async () => (await noted()).place.selection, { timeout: 1000 }).not.toEqual(before);
  }).toPass();
  expect(Object.keys((await noted()).own)).toHaveLength(2);
});

// The text was scrolled to its first line with each focus, and to its start with each document.
test("a text stays where it was, over another screen and another document", async ({ page }) => {
  const reader = new ReaderPage(page);
  const long = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} says that the pier burned and who saw it burn.`).join("\n");
  await reader.openText(long, "Short.");
  const main = page.locator("main.main");
  const top = () => main.evaluate((m) => Math.round(m.scrollTop));
  await expect.poll(top, "the title is seen").toBe(0);
  await main.evaluate((m) => (m.scrollTop = 1200));
  const noted = () => page.evaluate(() => (JSON.parse(localStorage.getItem("glossator.settings")!) as { place: { scroll: number } }).place.scroll);
  await expect.poll(noted).toBeGreaterThan(1000);
  const before = await top();
  const near = async () => Math.abs((await top()) - before) < 40;
  for (const key of ["g", "c"]) await page.keyboard.press(key);
  await expect(main).toHaveCount(0);
  for (const key of ["g", "a"]) await page.keyboard.press(key);
  await expect(reader.text).toBeFocused();
  await expect.poll(near).toBe(true);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(reader.text).toHaveText("Short.");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(reader.text).toContainText("Paragraph 0");
  await expect.poll(near).toBe(true);
});

test("of quick steps to the next document none is lost", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("One.", "Two.", "Three.", "Four.", "Five.");
  const titles = page.locator(".queue .doc .t");
  const last = await titles.nth(4).innerText();
  await reader.text.focus();
  // One right after the other, as a held key sends them: no document is shown in between.
  await page.evaluate(async () => {
    const key = { key: "ArrowDown", code: "ArrowDown", altKey: true, bubbles: true, cancelable: true };
    for (let n = 0; n < 4; n++) {
      document.getElementById("text")!.dispatchEvent(new KeyboardEvent("keydown", key));
      await Promise.resolve();
    }
  });
  await expect(page.locator(".dochead h1")).toHaveText(last);
});

// The place was written when keys had rested: after a reload at once the claim was not selected.
test("the mark just made and the layer come back after a reload at once", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat. Bob ran.");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("v");
  await page.keyboard.press("c");
  await reader.saved();
  await page.reload();
  await reader.shown();
  await expect(page.locator("#inspector-title")).toHaveText("Claim 1");
  await expect(page.locator(".sheet")).toHaveAttribute("data-layer", "claims");
  await page.keyboard.press("k");
  await expect(page.locator(".toast")).toContainText("No mark before this one");
});
