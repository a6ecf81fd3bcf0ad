import { file, ImportPage } from "../pages/import-page";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { Storage, type Mood } from "../pages/storage";
import { expect, test } from "./fixtures";

const text = Array.from({ length: 40 }, (_, n) => `Word${n}`).join(" ");

/** A text of one's own with three marks, all saved, on a storage that can be ordered to fail. */
async function begun(page: import("@playwright/test").Page) {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openText(text);
  await reader.markTokens(3);
  await expect.poll(() => reader.markCount()).toBe(3);
  await reader.saved();
  return { reader, storage };
}

/** Everything is there after a reload, each action once, and can be undone to the beginning. */
async function expectAllOnce(reader: ReaderPage, storage: Storage, marks: number) {
  const acts = await reader.durable();
  const log = (await storage.rows("log")).map(([, row]) => JSON.parse(row).seq as number);
  expect(log).toEqual(Array.from({ length: acts }, (_, n) => n + 1));
  await reader.page.reload();
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(marks);
  await reader.text.focus();
  for (let i = 0; i < marks; i++) await reader.page.keyboard.press("Control+z");
  await expect.poll(() => reader.markCount()).toBe(0);
  await reader.saved();
}

test("a write that never ends is said within 5 s, work and export go on, and all is written once it can be", async ({ page }) => {
  test.setTimeout(90_000);
  const { reader, storage } = await begun(page);
  const before = await reader.durable();
  await storage.turn("hangs");
  await reader.markTokens(1);
  await expect(reader.save).toHaveAttribute("data-save", "saving");
  const began = Date.now();
  await reader.markTokens(2);
  await expect(reader.save).toHaveAttribute("data-save", "failed");
  expect(Date.now() - began).toBeLessThan(5_500);
  await expect(reader.save).toHaveText("Not saved: the browser’s storage does not answer");
  await reader.markTokens(2);
  await expect.poll(() => reader.markCount()).toBe(8);
  const file = JSON.parse(await reader.exported());
  expect(file.documents[0].annotations).toHaveLength(8);
  // It is given up and tried again, and what is said stays.
  await page.waitForTimeout(8_000);
  await expect(reader.save).toHaveAttribute("data-save", "failed");
  expect(await reader.durable()).toBe(before);
  await storage.turn("well");
  await expect(reader.save).toHaveAttribute("data-save", "saved", { timeout: 30_000 });
  expect(await reader.durable()).toBe(before + 5);
  await expectAllOnce(reader, storage, 8);
});

test("a write that is kept and never acknowledged is not made twice", async ({ page }) => {
  test.setTimeout(60_000);
  const { reader, storage } = await begun(page);
  const before = await reader.durable();
  await storage.turn("deaf");
  await reader.markTokens(1);
  await expect(reader.save).toHaveAttribute("data-save", "saving");
  await storage.turn("well");
  await reader.markTokens(1);
  await expect(reader.save).toHaveAttribute("data-save", "failed");
  await expect(reader.save).toHaveAttribute("data-save", "saved", { timeout: 20_000 });
  expect(await storage.logged()).toEqual(Array.from({ length: before + 2 }, (_, n) => n + 1));
  await expectAllOnce(reader, storage, 5);
});

for (const [mood, words] of [
  ["full", "Not saved: storage full"],
  ["breaks", "Not saved: the browser’s storage failed (UnknownError Internal error)"],
] as [Mood, string][]) {
  test(`while every write fails (${mood}) nothing is said to be saved, and nothing is lost`, async ({ page }) => {
    test.setTimeout(60_000);
    const { reader, storage } = await begun(page);
    const before = await reader.durable();
    await storage.turn(mood);
    await reader.markTokens(1);
    await expect(reader.save).toHaveText(words, { timeout: 1_000 });
    await reader.markTokens(4);
    const banner = page.locator("main").getByRole("region", { name: `${words}. Nothing is lost.` });
    await expect(banner).toContainText("The last 5 changes are in this tab only");
    await banner.getByRole("button", { name: /^Export everything now/ }).click();
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
    await page.keyboard.press("Escape");
    const file = JSON.parse(await reader.exported());
    expect(file.documents[0].annotations).toHaveLength(8);
    await page.waitForTimeout(4_000);
    await expect(reader.save).toHaveText(words);
    expect(await reader.durable()).toBe(before);
    await storage.turn("well");
    await reader.saved();
    await expect(banner).toHaveCount(0);
    await expectAllOnce(reader, storage, 8);
  });
}

for (const told of [true, false]) {
  test(`a connection that was closed ${told ? "with" : "without"} a word is opened again for the next act`, async ({ page }) => {
    const { reader, storage } = await begun(page);
    await storage.close(told);
    await reader.markTokens(2);
    await expect.poll(() => reader.markCount()).toBe(5);
    await reader.saved();
    await expectAllOnce(reader, storage, 5);
  });
}

test("work whose storage was emptied is not said to be saved, and can be exported", async ({ page, context, baseURL }) => {
  const { reader, storage } = await begun(page);
  const before = await reader.durable();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Storage.clearDataForOrigin", { origin: new URL(baseURL!).origin, storageTypes: "indexeddb" });
  await reader.markTokens(1);
  // A Chromium without windows does not fail such a write, it never ends it: it is given up after 10 s.
  await expect(reader.save).toHaveText("Not saved: deleted or changed elsewhere, export a copy", { timeout: 30_000 });
  const banner = page.locator("main").getByRole("region", { name: /^Not saved/ });
  await expect(banner).toContainText("export now, then reload the page");
  expect(await reader.durable()).toBe(before);
  expect(await storage.rows("projects"), "half a project would look like a saved one").toEqual([]);
  expect(await storage.rows("log")).toEqual([]);
  const file = JSON.parse(await reader.exported());
  expect(file.documents[0].annotations).toHaveLength(4);
});

test("leaving the page asks as long as something is not saved, and not afterwards", async ({ page }) => {
  test.setTimeout(60_000);
  const { reader, storage } = await begun(page);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await storage.turn("full");
  await reader.markTokens(1);
  await expect(reader.save).toHaveAttribute("data-save", "failed");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(reader.save, "it stays").toHaveAttribute("data-save", "failed");

  // What is typed in a field counts as well.
  await storage.turn("well");
  await reader.saved();
  await page.locator("#note-field").fill("half a no");
  await storage.turn("full");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toHaveLength(2);

  await storage.turn("well");
  await reader.saved();
  await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
  expect(asked).toHaveLength(2);
});

test("the import screen stays while files are added, however often Esc is pressed", async ({ page }) => {
  test.setTimeout(60_000);
  const { storage } = await begun(page);
  const screen = new ImportPage(page);
  await screen.show();
  await screen.choose(file("a.txt", "Ada sat."));
  await expect(screen.addButton).toBeFocused();
  await storage.turn("hangs");
  await page.keyboard.press("Enter");
  await expect(screen.dialog.getByRole("progressbar", { name: "Adding documents" })).toBeVisible();
  // At the second one, browsers close a dialog themselves.
  for (let i = 0; i < 4; i++) await page.keyboard.press("Escape");
  await page.waitForTimeout(200);
  await expect(screen.dialog).toBeVisible();
  expect(await page.evaluate(() => document.querySelector("dialog:modal") !== null)).toBe(true);
  await expect(page.locator(".toast.bad", { hasText: "Nothing was added" })).toBeVisible({ timeout: 30_000 });
  await storage.turn("well");
  await screen.addButton.click();
  await expect(screen.dialog).toHaveCount(0);
  await expect(page.locator(".qprog")).toContainText("of 2 done");
});

test("a project file is not kept as long as the project before cannot be left", async ({ page }) => {
  test.setTimeout(60_000);
  const { reader, storage } = await begun(page);
  const copy = file("copy.glossator.json", await reader.exported());
  await page.keyboard.press("Escape");
  await storage.turn("unlogged");
  await reader.markTokens(1);
  await expect(reader.save).toHaveAttribute("data-save", "failed");
  const screen = new ImportPage(page);
  await screen.show();
  await screen.choose(copy);
  await screen.dialog.getByRole("radio", { name: "Open the file as a copy" }).check();
  const open = screen.dialog.getByRole("button", { name: /^Open “/ });
  await open.click();
  await expect(page.locator(".toast.bad", { hasText: "not saved yet" })).toBeVisible();
  expect((await storage.rows("projects")).length).toBe(1);
  await storage.turn("well");
  await reader.saved();
  await open.click();
  await expect(screen.dialog).toHaveCount(0);
  await reader.shown();
  expect((await storage.rows("projects")).length).toBe(2);
  const projects = new ProjectDialog(page);
  await projects.open();
  await expect(projects.dialog.locator(".frow")).toHaveCount(2);
});

test("a worker that does not start says so and what to do, and is started again", async ({ page, trouble }) => {
  trouble.allow(/reader_bg|WebAssembly|Failed to load resource/);
  const screen = new ImportPage(page);
  const wasm = "**/reader_bg.wasm";
  await page.route(wasm, (route) => route.fulfill({ status: 404, body: "" }));
  await screen.open();
  await screen.choose(file("a.txt", "Ada sat."));
  await expect(screen.problemsOf("a.txt")).toContainText("did not start");
  await expect(screen.problemsOf("a.txt")).toContainText("reload the page: your work is kept");
  await page.unroute(wasm);
  await screen.choose(file("b.txt", "Bob sat."));
  await expect(screen.row("b.txt")).toContainText("1 document");
  await screen.addButton.click();
  await expect(screen.row("b.txt")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(screen.dialog).toHaveCount(0);
  await screen.reader.shown();

  // What writes reads back with it.
  await page.route(wasm, (route) => route.fulfill({ status: 404, body: "" }));
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog).toContainText("did not start");
  await expect(dialog).toContainText("reload the page: your work is kept");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.unroute(wasm);
  expect(JSON.parse(await screen.reader.exported()).documents).toHaveLength(1);
});
