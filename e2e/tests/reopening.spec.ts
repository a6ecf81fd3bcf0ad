import { type Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

const scroll = (page: Page) => page.locator("main.main").evaluate((main) => main.scrollTop);
const settings = (page: Page) => page.evaluate(() => JSON.parse(localStorage["glossator.settings"]));
const place = async (page: Page) => (await settings(page)).place;
/** Where the paragraph starts that stands in the middle of the window. */
const inTheMiddle = (page: Page) =>
  page.evaluate(() => document.elementFromPoint(640, 400)?.closest<HTMLElement>(".para")?.dataset.start);

/** How far a paragraph is below the window's top, in CSS pixels. */
const lineOf = async (page: Page, words: string) =>
  (await page.locator("#text .pt", { hasText: words }).boundingBox())!.y;

/** Paragraphs of different lengths, so that a wrong guess at heights would show. */
const long = Array.from(
  { length: 400 },
  (_, n) => `Paragraph ${n} begins. ${"The ferry left the quay at dawn, and nobody saw it. ".repeat(1 + ((n * 7) % 9))}It ends at ${n}.`,
).join("\n");

/** Clicks the first word of a paragraph, once it stands still. */
async function clickParagraph(page: Page, words: string) {
  await page.locator("#text .pt", { hasText: words }).click({ position: { x: 15, y: 12 } });
}

test("reopening restores the document, how far it was scrolled, and the selected mark", async ({ page }) => {
  test.setTimeout(120_000);
  const reader = new ReaderPage(page);
  await reader.openText("A short one, first.", long);
  await page.locator(".queue .doc").nth(1).click();
  await expect(page.locator("#text .para")).toHaveCount(400);
  await clickParagraph(page, "Paragraph 311 ");
  await reader.act("1");
  await expect(page.locator("#inspector blockquote")).toHaveText("Paragraph");
  // A little further, so that it is not the caret that scrolls on reopening.
  const begun = await scroll(page);
  await page.mouse.wheel(0, 130);
  await expect.poll(() => scroll(page)).toBeGreaterThan(begun + 100);
  await expect.poll(async () => Math.abs((await place(page)).scroll - (await scroll(page)))).toBeLessThan(1);
  await expect.poll(async () => (await place(page)).mark).toBeTruthy();
  expect(await scroll(page)).toBeGreaterThan(10_000);
  const top = await lineOf(page, "Paragraph 311 ");
  const paragraph = await inTheMiddle(page);

  // Twice: a place that moves a little each time would be far off in the end.
  for (let i = 0; i < 2; i++) {
    await page.reload();
    await reader.shown();
    await expect(page.locator("#text .para")).toHaveCount(400);
    // Not the same number: what is above has a guessed height again.
    await expect.poll(() => lineOf(page, "Paragraph 311 ")).toBeGreaterThan(top - 2);
    expect(await lineOf(page, "Paragraph 311 ")).toBeLessThan(top + 2);
    await expect.poll(() => inTheMiddle(page)).toBe(paragraph);
    await expect(page.locator("#inspector blockquote")).toHaveText("Paragraph");
    await expect(page.locator("#text .seg.on0")).toHaveText("Paragraph");
  }
  // Keys mean the mark, as before.
  await reader.text.focus();
  await reader.act("Delete");
  await expect.poll(() => reader.markCount()).toBe(0);
});

test("the paragraph at the window's top is there again, whatever was laid out above it", async ({ page }) => {
  test.slow();
  const reader = new ReaderPage(page);
  await reader.openText(long);
  // By the wheel all that is passed gets its real height, which is a guess after reopening.
  await page.mouse.move(640, 400);
  for (let n = 0; n < 40; n++) {
    await page.mouse.wheel(0, 500);
    await expect.poll(() => scroll(page)).toBeGreaterThan(500 * n);
  }
  await expect.poll(async () => Math.abs((await place(page)).scroll - (await scroll(page)))).toBeLessThan(1);
  const paragraph = await inTheMiddle(page);
  await page.reload();
  await reader.shown();
  await expect.poll(() => inTheMiddle(page)).toBe(paragraph);
});

test("reopening restores a selection of words, and the caret", async ({ page }) => {
  test.setTimeout(120_000);
  const reader = new ReaderPage(page);
  await reader.openText(long);
  await clickParagraph(page, "Paragraph 205 ");
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(() => reader.selection()).toBe("Paragraph 205");
  const selected = async () => {
    const [start, end] = (await place(page)).selection ?? [0, 0];
    return end - start;
  };
  await expect.poll(selected).toBe("Paragraph 205".length);
  await page.reload();
  await reader.shown();
  await expect.poll(() => reader.selection()).toBe("Paragraph 205");

  // The caret alone, two words on.
  await reader.text.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(selected).toBe(0);
  await expect.poll(() => reader.selection()).toBe("");
  await page.reload();
  await reader.shown();
  await reader.text.focus();
  await reader.act("1");
  await expect.poll(() => reader.marked("PER")).toEqual(["begins"]);
});

test("theme, widths and the look of the text are as they were left", async ({ page }) => {
  // Wide enough for the list to stand beside the page.
  await page.setViewportSize({ width: 1440, height: 800 });
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  await page.getByRole("button", { name: "View options" }).click();
  const view = page.getByRole("dialog", { name: "View" });
  await view.getByLabel("Text size in pixels").fill("22");
  for (const name of ["Sans", "60", "Never", "Dark"]) await view.getByText(name, { exact: true }).click();
  await page.keyboard.press("Escape");
  const left = page.getByRole("separator", { name: "Width of the document list" });
  const right = page.getByRole("separator", { name: "Width of the inspector" });
  await left.press("End");
  await right.press("Home");
  const look = () =>
    page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      return {
        scheme: style("html").colorScheme,
        size: style("#text").fontSize,
        face: style("#text").fontFamily,
        columns: style(".app").gridTemplateColumns,
        sheet: { ...document.querySelector<HTMLElement>(".sheet")!.dataset },
      };
    });
  const before = await look();
  expect(before).toMatchObject({ scheme: "dark", size: "22px", sheet: { face: "sans", measure: "60", tags: "never" } });
  await page.reload();
  await reader.shown();
  await expect.poll(look).toEqual(before);
  await expect(left).toHaveAttribute("aria-valuenow", "420");
  await expect(right).toHaveAttribute("aria-valuenow", "220");
});

test("settings that cannot be read, or are hostile, do not keep the page from starting", async ({ page, trouble }) => {
  test.setTimeout(90_000);
  // The browser looks for an icon of the file beside the page.
  trouble.allow(/favicon\.ico/);
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat. Bob ran.");
  const good = await settings(page);
  for (const [what, kept] of [
    ["not JSON", "{"],
    [
      "hostile values",
      JSON.stringify({
        theme: "<img src=x onerror=alert(1)>",
        queue_width: 65_535,
        inspector_width: 0,
        text_size: 255,
        measure: 0,
        place: { project: "00000000-0000-0000-0000-000000000000", document: "x", scroll: -1e308, selection: [4_294_967_295, 0] },
        last_command: "javascript:alert(1)",
        last_export: Number.MAX_SAFE_INTEGER,
      }),
    ],
    [
      "a place outside of the text",
      JSON.stringify({
        ...good,
        place: { ...good.place, scroll: 1e300, selection: [3, 4_000_000_000], mark: good.place.document },
      }),
    ],
    ["a newer version's", JSON.stringify({ version: 99, theme: "sepia", tags: "sometimes", place: { scroll: {} }, sans: true })],
    ["huge", JSON.stringify({ last_command: "x".repeat(2_000_000), junk: Array(100_000).fill([[]]) })],
  ]) {
    await test.step(what, async () => {
      // From a file beside it: the page writes its settings when it is left.
      await page.goto("./sw.js");
      await page.evaluate((kept) => {
        localStorage["glossator.settings"] = kept;
        // The tab's own place would count.
        sessionStorage.clear();
      }, kept);
      await reader.open();
      await reader.shown();
      await expect(reader.text, what).toHaveText(/Ada sat\. Bob ran\./);
      const size = await reader.text.evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
      expect(size, what).toBeGreaterThanOrEqual(16);
      expect(size, what).toBeLessThanOrEqual(24);
      const widths = await page.locator(".app").evaluate((app) => getComputedStyle(app).gridTemplateColumns.split(" "));
      for (const width of [widths[0], widths.at(-1)!]) expect(parseFloat(width), what).toBeLessThanOrEqual(420);
      await reader.home();
      await page.keyboard.press("ArrowRight");
    });
  }
  await reader.act("1");
  await expect.poll(() => reader.marked("PER")).toEqual(["sat"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("on coming back it is said how much was never exported, once in a while", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada met Bob and Cleo near the old mill while Dan and Eve sang of Finn, Gus and Hal to Ivo and Jan all day.");
  await reader.markTokens(25);
  await reader.saved();
  await page.reload();
  await reader.shown();
  const toast = page.locator(".toast", { hasText: "Restored." });
  await expect(toast).toContainText(/Restored\. \d+ changes, never exported/);
  await toast.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export" });
  await expect(dialog.getByText(/^\d+ changes, never exported$/)).toBeVisible();
  const save = dialog.locator(".btn.primary");
  await expect(save).toBeEnabled();
  await Promise.all([page.waitForEvent("download"), save.click()]);
  await page.keyboard.press("Control+s");
  await expect(dialog.getByText(/^No change since the last export, /)).toBeVisible();
  await page.keyboard.press("Escape");
  await reader.home();
  await reader.act("2");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("dialog", { name: "Project" })).toContainText(/1 change since the last export, /);
  // Not on each reload.
  await page.reload();
  await reader.shown();
  await page.waitForTimeout(500);
  await expect(toast).toHaveCount(0);
});
