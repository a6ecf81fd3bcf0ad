import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { ProjectDialog } from "../pages/projects";
import { ReaderPage } from "../pages/reader-page";
import { Storage } from "../pages/storage";
import { expect, test } from "./fixtures";

const heading = (page: Page) => page.locator(".dochead h1");
const documents = (page: Page) => page.locator(".queue .doc");
const error = (page: Page, words: string | RegExp) => page.locator(".toast", { hasText: words });

const asFile = (content: string, name = "project.glossator.json") => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(content),
});

/** Puts a project file on the import screen. */
async function choose(page: Page, content: string) {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+o");
  await page.locator("input[data-test=files]").setInputFiles(asFile(content));
  await expect(page.getByRole("dialog").locator(".frow")).toContainText("document");
  return page.getByRole("dialog", { name: "Open documents" });
}

/** The sample and a copy of it, which is open: the same documents in two projects. */
async function sampleAndCopy(page: Page) {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  const dialog = await choose(page, await reader.exported());
  await dialog.getByRole("radio", { name: "Open the file as a copy" }).check();
  await dialog.getByRole("button", { name: /^Open “.*as a copy$/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("button.proj")).toContainText(", opened ");
  await reader.shown();
  return { reader, storage };
}

test("of two documents that are asked for quickly, the last is shown", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.reload();
  await reader.shown();
  const titles = await documents(page).locator(".t").allInnerTexts();
  await storage.slow(1_500, 0);
  await documents(page).nth(1).click();
  await documents(page).nth(2).click();
  await expect(heading(page)).toHaveText(titles[2]);
  await page.waitForTimeout(2_000);
  await expect(heading(page)).toHaveText(titles[2]);
  await expect(page.locator("#text")).toHaveAttribute("data-document", /.+/);
});

test("a damaged project does not keep others from opening, and its rows can be downloaded", async ({ page }) => {
  test.setTimeout(60_000);
  const { reader, storage } = await sampleAndCopy(page);
  const copy = await page.evaluate(() => JSON.parse(localStorage["glossator.settings"]).place.project as string);
  await storage.damage("projects", copy, '{"version": 1, "name": "half a r');
  await page.reload();
  await reader.shown();
  await expect(page.locator("button.proj")).not.toContainText(", opened ");
  await expect(error(page, /damaged.*Another project was opened instead/)).toBeVisible();

  const projects = new ProjectDialog(page);
  await projects.open();
  await expect(projects.row("damaged")).toHaveCount(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    projects.dialog.getByRole("button", { name: /^Download the rows of/ }).click(),
  ]);
  const rows = readFileSync(await download.path(), "utf-8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { table: string; key: string; value: string });
  expect(rows.find((r) => r.table === "projects")?.value).toBe('{"version": 1, "name": "half a r');
  expect(rows.filter((r) => r.table === "documents")).toHaveLength(5);
  expect(rows.filter((r) => r.table === "texts")).toHaveLength(5);
  expect(rows.some((r) => r.table === "marks")).toBe(true);

  // It alone: nothing opens, and its rows can be had all the same.
  await projects.close();
  const [[, other]] = (await storage.rows("projects")).filter(([key]) => key !== copy);
  expect(other).toContain("Pier Nine");
  for (const [key] of await storage.rows("projects")) await storage.damage("projects", key, "?");
  await page.reload();
  await expect(projects.dialog.getByRole("button", { name: /^Download the rows of/ })).toHaveCount(2);
});

test("a damaged row is set aside, said and downloadable; the rest opens", async ({ page }) => {
  const storage = new Storage(page);
  await storage.install();
  const reader = new ReaderPage(page);
  await reader.openSample();
  const entities = (await storage.rows("registers")).filter(([key]) => key.includes("/entity/"));
  await storage.damage("registers", entities[0][0], "{ damaged");
  await page.reload();
  await reader.shown();
  await expect(error(page, "1 row of this project could not be read")).toBeVisible();
  const projects = new ProjectDialog(page);
  await projects.open();
  await expect(projects.dialog.getByText("1 row of this project could not be read")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    projects.dialog.getByRole("button", { name: "Download them" }).click(),
  ]);
  const [row] = readFileSync(await download.path(), "utf-8").trim().split("\n");
  expect(JSON.parse(row).value).toBe("{ damaged");
  expect(JSON.parse(row).key).toContain(entities[0][0]);
});
