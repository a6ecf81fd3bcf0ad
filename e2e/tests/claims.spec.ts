import { type Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

async function openBoard(page: Page): Promise<ReaderPage> {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.text.focus();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page.locator(".cc").first()).toBeVisible();
  return reader;
}

const question = (page: Page, name: string) => page.getByRole("region", { name });

for (const theme of ["light", "dark"] as const) {
  test.describe(`the board, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("axe finds nothing, by question, document and speaker", async ({ page }) => {
      await openBoard(page);
      for (const grouping of ["By question", "By document", "By speaker"]) {
        await page.getByRole("button", { name: grouping }).click();
        await expect(page.locator(".cc").first()).toBeVisible();
        await expectNoAxeViolations(page);
      }
    });
  });
}

test("figures in conflict are marked, and support is counted by sources", async ({ page }) => {
  await openBoard(page);
  const toll = question(page, "How many people died?");
  await expect(toll.locator(".badge.bad")).toContainText("figures in conflict");
  await expect(toll.locator(".strip")).toContainText("≥ 6");
  await expect(toll.locator(".bigf", { hasText: "9" }).first()).toBeVisible();
  await expect(toll.locator(".qh")).toContainText(/\d+ mentions from \d+ sources?/);
  await expect(question(page, "Was fuel stored without a permit?").locator(".badge.bad")).toContainText("denial");
});

test("two claims are linked by keys, in one step that Undo takes back; an illegal link is explained", async ({ page }) => {
  const reader = await openBoard(page);
  const row = question(page, "How did the fire start?");
  const links = row.locator(".lanes");
  const before = await links.getByText("refutes").count();
  await row.locator(".cc").first().click();
  await page.keyboard.press("l");
  await page.keyboard.press("r");
  await expect(page.locator(".toast").last()).toContainText(/itself|same claim/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("r");
  await expect(links.getByText("refutes")).toHaveCount(before + 1);
  await reader.saved();
  await page.keyboard.press("Control+z");
  await expect(links.getByText("refutes")).toHaveCount(before);
});

test("filters narrow the board, a card opens its words in the text", async ({ page }) => {
  const reader = await openBoard(page);
  const all = await page.locator(".cc").count();
  await page.getByRole("checkbox", { name: /^Asserts/ }).uncheck();
  await expect.poll(() => page.locator(".cc").count()).toBeLessThan(all);
  await page.getByRole("checkbox", { name: /^Asserts/ }).check();
  await expect(page.locator(".cc")).toHaveCount(all);
  await page.keyboard.press("/");
  await page.getByRole("searchbox", { name: "Find a claim" }).fill("pistol");
  await expect.poll(() => page.locator(".cc").count()).toBeLessThan(all);
  await page.locator(".cc").first().focus();
  await page.keyboard.press("Enter");
  await expect(reader.text.locator(".seg.con").first()).toBeVisible();
});

test("beside a claim stands what others say; a press on it leads there", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  const gloss = reader.text.locator(".ogloss[data-goto]").first();
  await expect(gloss).toContainText(/≠/);
  const [document, mark] = (await gloss.getAttribute("data-goto"))!.split(" ");
  await gloss.click();
  await expect(reader.text).toHaveAttribute("data-document", document);
  await expect(reader.text.locator(`.seg.con[data-marks~="${mark}"]`).first()).toBeVisible();
});

test("the selected claim has a line to its speaker", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await expect(page.locator(".arcs path")).toHaveCount(0);
  await reader.home();
  await page.keyboard.press("c");
  await page.keyboard.press("j");
  await expect(page.locator(".arcs path").first()).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.locator(".arcs path")).toHaveCount(0);
});
