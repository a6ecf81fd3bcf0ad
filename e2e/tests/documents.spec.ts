import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

const TEXTS = ["Ada sat.", "Bob sat.", "Cleo sat.", "Dan sat.", "Eve sat."];

/** The dialog, by the palette. */
async function open(page: Page) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(">choose documents");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Documents" });
  await expect(dialog).toBeVisible();
  return dialog;
}

test("documents are chosen by keys and exported, none else", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText(...TEXTS);
  const dialog = await open(page);
  await expect(dialog.getByRole("searchbox")).toBeFocused();
  await expect(dialog.getByText("None chosen.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Export" })).toBeDisabled();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(dialog.getByText("2 of 5 chosen")).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await expect(dialog.getByRole("option", { selected: true })).toHaveText([/text-1/, /text-2/, /text-4/]);
  await expectNoAxeViolations(page);
  // Who looks for another keeps what was chosen.
  await dialog.getByRole("searchbox").fill("text-0");
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await expect(dialog.getByText("3 of 5 chosen")).toBeVisible();
  await dialog.getByRole("button", { name: "Export 3 documents" }).click();
  const exporting = page.getByRole("dialog", { name: "Export" });
  await expect(exporting.getByLabel("Only the 3 chosen documents")).toBeChecked();
  await expect(exporting.getByText(", 3 documents, ")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), exporting.locator(".btn.primary").click()]);
  const { documents } = JSON.parse(readFileSync(await download.path(), "utf-8"));
  expect(documents.map((d: { text: string }) => d.text)).toEqual(["Bob sat.", "Cleo sat.", "Eve sat."]);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the status of chosen documents is set, and they are removed, each in one step", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText(...TEXTS);
  await reader.act("1");
  let dialog = await open(page);
  const row = (name: string) => dialog.getByRole("option", { name });
  await row("text-0").click();
  await row("text-2").click({ modifiers: ["Shift"] });
  await expect(dialog.getByText("3 of 5 chosen")).toBeVisible();
  await dialog.getByRole("button", { name: "Done", exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(".toast")).toContainText("done: 3 documents");
  await expect(page.locator(".queue")).toContainText("3 of 5 done");

  dialog = await open(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+a");
  await row("text-4").click();
  await dialog.getByRole("button", { name: "Remove…" }).click();
  const asked = dialog.getByRole("group", { name: "Remove documents" });
  await expect(asked).toContainText("Remove 4 documents with 1 mark? Undo brings them back.");
  await expect(asked.getByRole("button", { name: "Keep them" })).toBeFocused();
  await expectNoAxeViolations(page);
  await asked.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.locator(".queue .doc")).toHaveCount(1);
  await expect(page.locator(".dochead h1")).toHaveText(/text-4/);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".queue .doc")).toHaveCount(5);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".queue")).toContainText("0 of 5 done");
});

test("documents are chosen by a finger on a phone", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 }, hasTouch: true, serviceWorkers: "block" });
  const page = await context.newPage();
  const reader = new ReaderPage(page);
  await reader.openText(...TEXTS);
  await page.locator("#menu").tap();
  await page.getByRole("button", { name: "Choose documents" }).tap();
  const dialog = page.getByRole("dialog", { name: "Documents" });
  await dialog.getByRole("option").nth(1).tap();
  await dialog.getByRole("option").nth(3).tap();
  await expect(dialog.getByRole("button", { name: "Export 2 documents" })).toBeVisible();
  const box = await dialog.getByRole("option").first().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await context.close();
});
