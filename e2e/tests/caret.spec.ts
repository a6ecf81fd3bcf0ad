import type { Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

/** Opens the page with one document of these words. */
async function opened(page: Page, text: string): Promise<ReaderPage> {
  const reader = new ReaderPage(page);
  await reader.open();
  await expect(page.locator(".samplecard")).toBeVisible();
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByRole("dialog").getByRole("button", { name: /^Add \d/ }).click();
  await reader.shown();
  await reader.home();
  return reader;
}

const spoken = (page: Page) => page.locator(".vh[role=status]").first();

test("up and down cross empty lines, with the selection too", async ({ page }) => {
  await opened(page, "One line.\n\n\nTwo line.\n\nThree line.\n");
  const walk = async (key: string, words: string) => {
    await page.keyboard.press(key);
    await expect(spoken(page)).toHaveText(words);
  };
  await walk("ArrowDown", "Two");
  await walk("ArrowDown", "Three");
  await walk("ArrowUp", "Two");
  await walk("ArrowUp", "One");
  await walk("Shift+ArrowDown", "One line. Two selected, 4 tokens.");
  await walk("Shift+ArrowDown", "One line. Two line. Three selected, 7 tokens.");
  await walk("Shift+ArrowUp", "One line. Two selected, 4 tokens.");
});

test("where the caret is, is said, and which document is shown", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await expect(page).toHaveTitle("Minister rejects union’s toll in Pier Nine depot fire · Pier Nine fire · Glossator");
  await reader.home();
  await page.keyboard.press("ArrowRight");
  await expect(spoken(page)).toHaveText("people, in Quantity, in Claim");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(spoken(page)).toHaveText("people died selected, 2 tokens.");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(spoken(page)).toHaveText(/^Document: Four dead in Pier Nine blaze/);
});

test("a line of 200,000 characters is drawn in parts, and marked across them", async ({ page }) => {
  const sentence = "The harbour master of Pier Nine told the Standard that nobody had seen it. ";
  const reader = await opened(page, sentence.repeat(2700));
  const paras = reader.text.locator(".para");
  expect(await paras.count()).toBeGreaterThan(30);
  // Parts lie end to end, as the lines of one paragraph do.
  const gap = await paras.evaluateAll(([a, b]) => {
    const last = [...a.querySelectorAll(".pt")].at(-1)!.getBoundingClientRect().bottom;
    return b.querySelector(".pt")!.getBoundingClientRect().top - last;
  });
  expect(Math.abs(gap)).toBeLessThan(1);
  const starts = await paras.evaluateAll((all) => all.slice(0, 3).map((p) => [Number((p as HTMLElement).dataset.start), p.querySelector(".pt")!.textContent!.length]));
  expect(starts[1][0]).toBe(starts[0][0] + starts[0][1]);
  expect(starts[2][0]).toBe(starts[1][0] + starts[1][1]);
  // Over the first cut: from the first word behind it backwards.
  const first = await paras.nth(1).evaluate((p) => {
    p.scrollIntoView({ block: "start" });
    p.closest("main")!.scrollTop -= 300;
    const range = document.createRange();
    const node = document.createTreeWalker(p.querySelector(".pt")!, NodeFilter.SHOW_TEXT).nextNode()!;
    range.setStart(node, 0);
    range.setEnd(node, 2);
    const box = range.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  await page.mouse.click(first.x, first.y);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(spoken(page)).toHaveText("it. The selected, 3 tokens.");
  await page.keyboard.press("1");
  await expect.poll(() => reader.markCount()).toBe(1);
  await reader.saved();
});

test("PageDown and PageUp take the caret along, and an arrow goes on from there", async ({ page }) => {
  const lines = Array.from({ length: 120 }, (_, n) => `Line${n} says nothing of the harbour.`);
  const reader = await opened(page, lines.join("\n"));
  const main = page.locator("main.main");
  const top = () => main.evaluate((m) => m.scrollTop);
  const shown = async () => Number(/^Line(\d+)/.exec((await spoken(page).innerText()).replace(" selected", ""))?.[1] ?? -1);
  await page.keyboard.press("PageDown");
  await expect.poll(shown).toBeGreaterThan(5);
  const [first, scrolled] = [await shown(), await top()];
  expect(scrolled).toBeGreaterThan(200);
  await page.keyboard.press("ArrowDown");
  await expect.poll(shown).toBe(first + 1);
  expect(Math.abs((await top()) - scrolled)).toBeLessThan(60);
  await page.keyboard.press("PageDown");
  await expect.poll(shown).toBeGreaterThan(first + 6);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await expect.poll(top).toBeLessThan(5);
  // At the end nothing scrolls any more: the caret goes on to the last line.
  for (let n = 0; n < 20; n++) {
    await page.keyboard.press("PageDown");
    await page.waitForTimeout(60);
  }
  await page.keyboard.press("Home");
  await expect.poll(shown).toBeGreaterThan(110);
  await expect(reader.text).toBeFocused();
});

test("what is copied is the text, with its own line ends", async ({ page }) => {
  const text = "One line.\r\n\r\nTwo\tline.\r\nThree line.";
  await opened(page, text);
  await page.keyboard.press("Control+a");
  await expect(spoken(page)).toHaveText(/selected, \d+ tokens/);
  const copied = await page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
    document.getElementById("text")!.dispatchEvent(event);
    return [event.defaultPrevented, data.getData("text/plain")];
  });
  expect(copied).toEqual([true, text]);
});

test("an entity's key on the claims layer says where it acts", async ({ page }) => {
  await opened(page, "One line.");
  await page.keyboard.press("c");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("1");
  await expect(page.locator(".toasts")).toContainText("E shows them");
});

test("Escape leaves the text, and comes back to it", async ({ page }) => {
  const reader = await opened(page, "One line.");
  await page.keyboard.press("Escape");
  await expect(page.locator("header.top :focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reader.text).toBeFocused();
});

test("the words stay painted as selected while the picker has the focus", async ({ page }) => {
  const reader = await opened(page, "One line of words.");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(reader.picker).toBeVisible();
  await expect(reader.text).not.toBeFocused();
  expect(await reader.selection()).toBe("One line");
  const paint = await reader.text.evaluate((text) => getComputedStyle(text, "::highlight(chosen)").backgroundColor);
  expect(paint).not.toMatch(/^(transparent|rgba\(0, 0, 0, 0\))$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => reader.selection()).toBe("");
});
