// What happens at the same time: acts that wait for documents, keys that come faster than the
// page draws, projects and files that are asked for while others are still on their way.
import type { Page } from "@playwright/test";
import { FindPage } from "../pages/find-page";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { Storage } from "../pages/storage";
import { expect, test } from "./fixtures";

const SLOW = { timeout: 20_000 };

/** Presses keys in the text, all before the page is told of the first. */
function pressAtOnce(page: Page, ...keys: [key: string, code: string][]) {
  return page.locator("#text").evaluate((text, keys) => {
    for (const [key, code] of keys) {
      text.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
    }
  }, keys);
}

async function openProjects(page: Page) {
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog", { name: "Project" })).toBeVisible();
}

async function makeProject(page: Page, name: string) {
  await openProjects(page);
  await page.getByRole("textbox", { name: "Name of the new project" }).fill(name);
  await page.getByRole("button", { name: "Make an empty project" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await isOpen(page, name);
}

async function isOpen(page: Page, name: string) {
  await openProjects(page);
  // One row: for a moment that of before may say so as well.
  await expect(page.locator(".frow", { hasText: "open now" })).toContainText([name]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** Clicks “Open” of some projects, all before the page is told of the first. */
async function openAtOnce(page: Page, ...names: string[]) {
  await openProjects(page);
  await expect(page.getByRole("button", { name: `Open ${names[0]}` })).toBeVisible();
  await page.evaluate((names) => {
    const button = (name: string) => document.querySelector<HTMLElement>(`dialog [aria-label="Open ${name}"]`);
    const buttons = names.map(button);
    for (const button of buttons) button!.click();
  }, names);
}

/** The locks of projects that this page holds. */
async function locks(page: Page) {
  return page.evaluate(async () => {
    const { held } = await navigator.locks.query();
    return (held ?? []).map((lock) => lock.name!).filter((name) => name.startsWith("glossator-"));
  });
}

test("an act on many documents has them all, wherever the person goes meanwhile", async ({ page }) => {
  // Each document takes a while to be read.
  await page.addInitScript(() => {
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    crypto.subtle.digest = async (...asked) => {
      await new Promise((done) => setTimeout(done, 300));
      return digest(...asked);
    };
  });
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.reload();
  await reader.shown();
  const find = new FindPage(page);
  await find.find("quay street", true);
  await expect(find.found).toHaveText(/^4 places in 3 documents/, SLOW);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("2");
  await page.keyboard.press("a");
  await expect(find.markButton).toHaveText(/^Mark 4 as Organisation/);
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForTimeout(150);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(find.toast("Organisation: 4 marks in 3 documents")).toBeVisible(SLOW);
  await expect(page.locator(".toast.bad")).toHaveCount(0);
  await reader.saved();
});

test("of two marks made before the page draws, both are drawn", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("Ada sat\nBob ran\nCleo left\n") });
  await page.getByRole("dialog").getByRole("button", { name: "Add 1 document" }).click();
  await reader.shown();
  await reader.home();
  const right: [string, string] = ["ArrowRight", "ArrowRight"];
  await pressAtOnce(page, ["1", "Digit1"], right, right, ["1", "Digit1"], right, right, ["2", "Digit2"]);
  await expect.poll(() => reader.marked("PER")).toEqual(["Ada", "Bob"]);
  await expect.poll(() => reader.marked("ORG")).toEqual(["Cleo"]);
  await reader.saved();
});

test("of two projects that are asked for the last is opened, alone and locked", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const [sample] = await locks(page);
  await makeProject(page, "Empty one");
  const [empty] = await locks(page);
  await makeProject(page, "Another");
  await openProjects(page);
  const label = await page.locator("dialog [aria-label^='Open ']:not([aria-label='Open Empty one'])").first().getAttribute("aria-label");
  await page.keyboard.press("Escape");
  // The first has more to read, and comes later.
  await openAtOnce(page, label!.replace("Open ", ""), "Empty one");
  await expect.poll(() => locks(page)).toEqual([empty]);
  await isOpen(page, "Empty one");
  await page.waitForTimeout(300);
  await isOpen(page, "Empty one");
  expect(await locks(page)).toEqual([empty]);
  expect(sample).not.toBe(empty);
});

test("a project that is asked for twice opens without a word", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await makeProject(page, "Empty one");
  await makeProject(page, "Another");
  await openAtOnce(page, "Empty one", "Empty one");
  await expect.poll(async () => (await locks(page)).length).toBe(1);
  // As long as the page would try for a lock that another tab has.
  await page.waitForTimeout(2_000);
  await expect(page.locator(".toast.bad")).toHaveCount(0);
  await isOpen(page, "Empty one");
});

test("an authority file does not land in a project that is opened while it is read", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/reader_loader.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("link", { name: "Entities" }).click();
  await page.getByRole("button", { name: "Authority files" }).click();
  const csv = "id,name,aliases,type\nreg:Q-77,Quay Street Ferry Company,QSFC,ORG\n";
  await page.locator("input[type=file]").setInputFiles({ name: "ferries.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const dialog = page.getByRole("dialog", { name: "Authority files" });
  await expect(dialog).toContainText("Reading ferries.csv");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await makeProject(page, "Another");
  release();
  await expect(page.locator(".toast", { hasText: "ferries.csv was not kept" })).toBeVisible(SLOW);
  await page.getByRole("link", { name: "Entities" }).click();
  await page.getByRole("button", { name: "Authority files" }).click();
  await expect(dialog).toBeVisible();
  await expect(dialog).not.toContainText("Reading ferries.csv");
  await expect(dialog.locator(".frow")).toHaveCount(0);
});

/** A project file of two others, Ada and Bea; both marks are Bea's. */
function fileOfOthers() {
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  const at = "2026-03-14T07:42:00.000Z";
  const mark = (n: number, kind: string, label: string, start: number, end: number, more = {}) => ({
    id: id(n), kind, layer: id(5), label, ranges: [{ start, end, exact: text.slice(start, end) }], by: id(3), at, ...more,
  });
  const text = "Ada sat.\nAll rights reserved.\n";
  const file = {
    format: "glossator-project", version: 1, offset_unit: "codepoint",
    project: {
      id: id(1), name: "Two", created: at,
      schema: {
        labels: [
          { id: "PER", kind: "mention", name: "Person", tag: "PER", hue: 1, hotkey: "1", has_entity: true },
          { id: "BOILERPLATE", kind: "region", name: "Boilerplate", tag: "BOI", hue: 0, exclude: true },
        ],
      },
      annotators: [{ id: id(2), name: "Ada" }, { id: id(3), name: "Bea" }],
      layers: [{ id: id(4), kind: "annotator", annotator: id(2) }, { id: id(5), kind: "annotator", annotator: id(3) }],
    },
    documents: [{
      id: id(6), name: "a.txt", sha256: "d1794e86abddfcc3371410e4bb916291a0a1aa6e485ec0f973eb182e5e81518e", text,
      annotations: [mark(7, "mention", "PER", 0, 3), mark(8, "region", "BOILERPLATE", 9, 29, { exclude: true })],
    }],
  };
  return { name: "two.glossator.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) };
}

test("who opens a file of others is somebody new in it, and stays that", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const projects = new ProjectDialog(page);
  await projects.call("Ada");
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(fileOfOthers());
  const dialog = page.getByRole("dialog", { name: "Open documents" });
  await expect(dialog.getByLabel("You are").locator("option")).toHaveText(["Somebody new", "Ada", "Bea"]);
  await dialog.getByRole("button", { name: /^Open “/ }).click();
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(2);
  await reader.home();
  await page.keyboard.press("j");
  await page.keyboard.press("Delete");
  await expect(page.locator(".toast", { hasText: "“Ada” is Bea’s" })).toBeVisible();
  await page.reload();
  await reader.shown();
  await projects.open();
  await expect(projects.annotator).toHaveValue("Ada 2");
  await projects.close();
  // Also where the settings of the browser were lost: whoever has worked here last.
  await reader.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("b");
  await expect.poll(() => reader.markCount()).toBe(3);
  await reader.saved();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await reader.shown();
  await expect(page.locator("button.proj")).toContainText("Two");
  await projects.open();
  await expect(projects.annotator).toHaveValue("Ada 2");
});

test("who says whom they are in a file goes on with their own marks", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(fileOfOthers());
  const dialog = page.getByRole("dialog", { name: "Open documents" });
  await dialog.getByLabel("You are").selectOption("Bea");
  await dialog.getByRole("button", { name: /^Open “/ }).click();
  await reader.shown();
  await expect.poll(() => reader.markCount()).toBe(2);
  await reader.home();
  await page.keyboard.press("j");
  await page.keyboard.press("Delete");
  await expect.poll(() => reader.markCount()).toBe(1);
  // Her own file again: nobody asks who she is.
  const file = { name: "again.glossator.json", mimeType: "application/json", buffer: Buffer.from(await reader.exported()) };
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(file);
  await expect(dialog.getByRole("radio", { name: "Open the file as a copy" })).toBeVisible();
  await expect(dialog.getByLabel("You are")).toHaveCount(0);
});

test("keys change nothing of a colleague's marks, and say whose they are", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(fileOfOthers());
  await page.getByRole("dialog").getByRole("button", { name: /^Open “/ }).click();
  await reader.shown();
  expect(await reader.markCount()).toBe(2);
  await reader.home();
  await page.keyboard.press("j");
  const refused = page.locator(".toast", { hasText: "“Ada” is Bea’s: you can change your own marks only" });
  for (const key of ["Delete", "Alt+ArrowRight", "f"]) {
    await page.keyboard.press(key);
    await expect(refused).toBeVisible();
    // Says something else, so that the next key is heard.
    await page.keyboard.press("k");
    await expect(refused).toHaveCount(0);
  }
  await page.keyboard.press("Control+End");
  // Her region is hers; this one is of one's own.
  await page.keyboard.press("b");
  await expect.poll(() => reader.markCount()).toBe(3);
  await page.keyboard.press("b");
  await expect.poll(() => reader.markCount()).toBe(2);
  await reader.saved();
});

test("the inspector changes nothing of a colleague's marks either", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(fileOfOthers());
  await page.getByRole("dialog").getByRole("button", { name: /^Open “/ }).click();
  await reader.shown();
  await reader.home();
  await page.keyboard.press("j");
  const insp = page.locator("#inspector");
  const refused = page.locator(".toast", { hasText: "“Ada” is Bea’s: you can change your own marks only" });
  const flag = insp.getByRole("button", { name: "Flag" });
  const before = await reader.durable();
  await flag.click();
  await expect(refused).toBeVisible();
  await expect(flag).toHaveAttribute("aria-pressed", "false");
  const noun = insp.getByRole("group", { name: "How the mention refers" }).getByRole("button", { name: "Noun", exact: true });
  await noun.click();
  await expect(noun).toHaveAttribute("aria-pressed", "false");
  const note = insp.locator("#note-field");
  await note.fill("Is this she?");
  await note.press("Escape");
  await expect(note).toHaveValue("");
  await reader.saved();
  expect(await reader.durable()).toBe(before);
});

test("a project file that is being opened is not opened once more, and its screen stays", async ({ page }) => {
  test.setTimeout(90_000);
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(fileOfOthers());
  const dialog = page.getByRole("dialog", { name: "Open documents" });
  const open = dialog.getByRole("button", { name: /^Open “/ });
  await expect(open).toBeEnabled();
  await storage.turn("hangs");
  await open.click();
  await expect(dialog).toContainText("Opening the project…");
  await expect(open).toBeDisabled();
  for (let i = 0; i < 4; i++) await page.keyboard.press("Escape");
  await page.waitForTimeout(200);
  await expect(dialog).toBeVisible();
  await expect(page.locator(".toast.bad", { hasText: "The project was not opened" })).toBeVisible({ timeout: 45_000 });
  await storage.turn("well");
  await open.click();
  await expect(dialog).toHaveCount(0);
  await reader.shown();
});
