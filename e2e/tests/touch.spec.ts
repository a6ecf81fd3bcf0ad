import type { CDPSession, Locator, Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

interface Point {
  x: number;
  y: number;
}

/** A finger on the glass. */
class Finger {
  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  async down(at: Point) {
    await this.cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  }

  async to(from: Point, to: Point) {
    const steps = 6;
    for (let n = 1; n <= steps; n++) {
      const at = { x: from.x + ((to.x - from.x) * n) / steps, y: from.y + ((to.y - from.y) * n) / steps };
      await this.cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [at] });
    }
  }

  async up() {
    await this.cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  async drag(from: Point, to: Point) {
    await this.down(from);
    await this.to(from, to);
    await this.up();
  }
}

async function middle(of: Locator): Promise<Point> {
  const box = (await of.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Rests the finger on some words, until the tray is up. */
async function hold(reader: ReaderPage, finger: Finger, words: string) {
  await finger.down(await reader.middleOf(words));
  await expect(reader.picker).toBeVisible();
  await finger.up();
}

test("a resting finger selects a token, its grips extend it by tokens, the tray labels it", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const finger = await Finger.of(page);
  await hold(reader, finger, "spokesman");
  await expect.poll(() => reader.selection()).toBe("spokesman");
  for (const grip of await reader.text.locator(".ogrip").all()) {
    const box = (await grip.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  // The tray covers nothing that is selected, and its targets are for fingers.
  const tray = (await reader.picker.boundingBox())!;
  expect((await reader.middleOf("spokesman")).y).toBeLessThan(tray.y - 20);
  for (const target of await reader.picker.getByRole("button").or(reader.picker.getByRole("option")).all()) {
    expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  }
  await expectNoAxeViolations(page);

  const end = await middle(reader.text.locator(".ogrip.end"));
  const word = await reader.middleOf("spokesman");
  const to = await reader.middleOf("the Marrow");
  await finger.down(end);
  await finger.to(end, { x: end.x + to.x - word.x - 20, y: end.y + to.y - word.y });
  await expect.poll(() => reader.selection()).toMatch(/^spokesman for the/);
  await finger.up();
  const start = await middle(reader.text.locator(".ogrip.start"));
  // The word before it is at the end of the line above.
  const before = await reader.middleOf(", a ");
  await finger.drag(start, { x: start.x + before.x + 6 - (word.x - 42), y: start.y + before.y - word.y });
  await expect.poll(() => reader.selection()).toMatch(/^a spokesman for the/);
  const words = await reader.selection();
  await expect(reader.picker.locator(".ph b")).toHaveText(words);
  // The browser takes a touch right after a drag for its end: a person taps again.
  await expect(async () => {
    if (await reader.picker.isVisible()) await reader.picker.getByRole("option", { name: "Person" }).tap();
    expect((await reader.marked("PER")).join("")).toContain("a spokesman for the");
  }).toPass({ intervals: [500, 1000, 2000] });
  await expect(reader.picker).toHaveCount(0);
  await expect(reader.text.locator(".ogrip")).toHaveCount(0);
});

test("nothing speaks of keys or dropping, and the import screen has buttons for fingers", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.open();
  await expect(page.locator(".samplecard")).toBeVisible();
  await expect(page.getByText("Drop files")).toBeHidden();
  await page.getByRole("button", { name: "Open documents" }).tap();
  const dialog = page.getByRole("dialog", { name: "Open documents" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("Drop files")).toBeHidden();
  await expect(dialog.locator("kbd:visible")).toHaveCount(0);
  for (const name of ["Choose files", "Choose a folder", "Paste text"]) {
    expect((await dialog.getByRole("button", { name }).boundingBox())!.height).toBeGreaterThanOrEqual(40);
  }
  await dialog.getByRole("button", { name: "Close" }).first().tap();
  await page.locator(".samplecard").tap();
  await reader.shown();
  const letters = () => page.locator(".lab .sw").evaluateAll((all) => all.filter((sw) => getComputedStyle(sw).fontSize !== "0px").length);
  expect(await letters()).toBe(0);
  await page.reload();
  await reader.shown();
  await expect(reader.text).toBeFocused();
  expect(await page.evaluate(() => getComputedStyle(document.querySelector(".app")!, "::after").content)).toBe("none");
});

test("the tray's buttons move the end, and swiping it down closes it", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const finger = await Finger.of(page);
  await hold(reader, finger, "spokesman");
  await reader.picker.getByRole("button", { name: "Shorter" }).tap();
  await expect.poll(() => reader.selection()).toBe("spokesma");
  await reader.picker.getByRole("button", { name: "Longer" }).tap();
  await expect.poll(() => reader.selection()).toBe("spokesman");
  const tokens = await middle(reader.picker.getByText("1 token"));
  // Too short a way is none.
  await finger.drag(tokens, { x: tokens.x, y: tokens.y + 20 });
  await expect(reader.picker).toBeVisible();
  await finger.drag(tokens, { x: tokens.x, y: tokens.y + 120 });
  await expect(reader.picker).toHaveCount(0);
  expect(await reader.selection()).toBe("spokesman");
});

test("a finger drags the end of a mark", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const finger = await Finger.of(page);
  const at = await reader.middleOf("Oren Valk");
  await page.touchscreen.tap(at.x, at.y);
  const handle = reader.text.locator(".ohandle.end");
  await expect(handle).toBeVisible();
  const from = await middle(handle);
  const to = await reader.middleOf("said outside");
  // The finger is below the words, so that they are seen.
  await finger.drag(from, { x: to.x - 30, y: to.y + 24 });
  await expect.poll(async () => (await reader.marked("PER")).join("")).toContain("Oren Valk, said");
});

/** A pen at some place of the window. */
async function pen(page: Page, type: "mousePressed" | "mouseMoved" | "mouseReleased", at: Point) {
  const cdp = await page.context().newCDPSession(page);
  const button = { button: "left", buttons: type === "mouseReleased" ? 0 : 1, clickCount: 1 } as const;
  await cdp.send("Input.dispatchMouseEvent", { type, ...at, ...button, pointerType: "pen" });
  await cdp.detach();
}

test("a pen selects as a finger does", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const word = await reader.middleOf("spokesman");
  await pen(page, "mousePressed", word);
  await expect(reader.picker).toBeVisible();
  await pen(page, "mouseReleased", word);
  await expect.poll(() => reader.selection()).toBe("spokesman");
  await expect(reader.picker).toBeVisible();
  await expect(reader.text.locator(".ogrip")).toHaveCount(2);
  const end = await middle(reader.text.locator(".ogrip.end"));
  const from = await reader.middleOf("spokesman");
  const to = await reader.middleOf("the Marrow");
  const there = { x: end.x + to.x - from.x - 20, y: end.y + to.y - from.y };
  await pen(page, "mousePressed", end);
  await pen(page, "mouseMoved", there);
  await expect.poll(() => reader.selection()).toMatch(/^spokesman for the/);
  await pen(page, "mouseReleased", there);
  await expect(reader.picker).toBeVisible();
});

test("a finger goes from document to document, and says that one is done", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const heading = page.locator(".dochead h1");
  const first = await heading.innerText();
  const button = (name: string) => page.getByRole("button", { name, exact: true }).filter({ visible: true });
  for (const name of ["Previous document", "Next document", "Done, next document"]) {
    const box = (await button(name).boundingBox())!;
    expect(Math.min(box.width, box.height), name).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await button("Next document").tap();
  await expect(heading).not.toHaveText(first);
  await button("Previous document").tap();
  await expect(heading).toHaveText(first);
  // From wherever the text is scrolled to.
  await page.locator("main.main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await button("Done, next document").tap();
  await expect(heading).not.toHaveText(first);
  await expect(page.locator(".toast")).toContainText(/done/i);
  await expectNoAxeViolations(page);
});

test("on a tablet the same is in the head of the text", async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  const reader = new ReaderPage(page);
  await reader.openSample();
  const heading = page.locator(".dochead h1");
  const first = await heading.innerText();
  await page.locator(".dochead").getByRole("button", { name: "Done, next document" }).tap();
  await expect(heading).not.toHaveText(first);
});
