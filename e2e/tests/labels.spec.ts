import type { Page } from "@playwright/test";
import { file, ImportPage } from "../pages/import-page";
import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

/** Makes the sample project and shows its labels; the list has the focus. */
async function openLabels(page: Page): Promise<ReaderPage> {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.getByRole("link", { name: "Labels" }).click();
  await expect(page.locator("#label-row-PER")).toBeFocused();
  return reader;
}

test("N asks for a label's name, of which id and tag are made; then N again", async ({ page }) => {
  const reader = await openLabels(page);
  const rows = page.locator("tbody tr");
  const before = await rows.count();
  const dialog = page.getByRole("dialog", { name: "New label" });
  for (const [name, id, tag] of [
    ["Boat kind", "BOATKIND", "BOA"],
    ["Cargo", "CARGO", "CAR"],
  ]) {
    await page.keyboard.press("n");
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await page.keyboard.type(name);
    // What files say the label by is said before it is made.
    await expect(dialog).toContainText(id);
    if (id === "CARGO") await expectNoAxeViolations(page);
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(page.locator(`#label-row-${id}`)).toBeFocused();
    await expect(rows.filter({ hasText: name }).locator(".tag")).toHaveText(tag);
  }
  await expect(rows).toHaveCount(before + 2);
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("A label needs a name");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(before + 2);
  await reader.saved();
});

test("the label in the place of one that is deleted has the focus", async ({ page }) => {
  const reader = await openLabels(page);
  const labels = page.locator("tbody .rowbtn");
  const ids = await labels.evaluateAll((all) => all.map((e) => e.id));
  // A new one is the last: without marks it goes at once.
  await page.keyboard.press("n");
  await page.keyboard.type("Cargo");
  await page.keyboard.press("Enter");
  await expect(page.locator("#label-row-CARGO")).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(labels.nth(ids.length - 1)).toHaveId("label-row-CARGO");
  await expect(page.locator("#label-row-CARGO")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(page.locator("#label-row-CARGO")).toHaveCount(0);
  await expect(page.locator(`#${ids.at(-1)}`)).toBeFocused();
  await reader.saved();
});

test("Esc and Enter lead from a label's fields to its row, F6 to the other parts", async ({ page }) => {
  await openLabels(page);
  const row = page.locator("#label-row-PER");
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  await field("Name").fill("People");
  await page.keyboard.press("Enter");
  await expect(row).toBeFocused();
  await expect(row).toHaveText("People");
  for (const name of ["Name", "Tag", "Key", "Guideline"]) {
    await field(name).click();
    await page.keyboard.press("Escape");
    await expect(row, name).toBeFocused();
  }
  await page.getByRole("checkbox", { name: /can be linked/ }).focus();
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();

  // Once around: the bar over the list, the list, the fields.
  await field("Name").click();
  const seen = new Set<string>();
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("F6");
    await page.waitForTimeout(60);
    const part = () => {
      const parts = ["header.top", ".vbar", ".sl", ".sd"];
      return parts.find((part) => document.activeElement?.closest(part)) ?? "a message";
    };
    seen.add(await page.evaluate(part));
  }
  expect([...seen]).toEqual(expect.arrayContaining([".sd", ".sl", ".vbar", "header.top"]));
});

test("a tag that is refused stays in its field with the reason", async ({ page }) => {
  await openLabels(page);
  const tag = page.getByRole("textbox", { name: "Tag", exact: true });
  await tag.fill("PEOPLE");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "A tag has 1 to 5 letters" })).toBeVisible();
  await expect(tag).toHaveValue("PEOPLE");
  await expect(tag).toBeFocused();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(tag).toHaveValue("PEOPL");
  await expect(page.locator("#label-row-PER")).toBeFocused();
});

test("on a phone the fields of the chosen label are in sight, as is the list", async ({ page }) => {
  await openLabels(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const rows = page.locator("tbody tr");
  await rows.last().locator("button").scrollIntoViewIfNeeded();
  await rows.last().locator("button").click();
  await expect(page.locator("#label-name")).toBeInViewport({ ratio: 1 });
  await expect(rows.last().locator("button")).toBeInViewport({ ratio: 0.9 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test("many labels of a file have tags of their own, and the bar and the picker say all of them", async ({ page }) => {
  const names = Array.from({ length: 30 }, (_, n) => `LOCATION_GEOPOLITICAL_${n}`);
  const words = names.map((_, n) => `word${n}`);
  let at = 0;
  const spans = words.map((word, n) => {
    const start = at;
    at += word.length + 1;
    return [start, start + word.length, names[n]];
  });
  const open = new ImportPage(page);
  await open.open();
  await open.choose(file("many.jsonl", JSON.stringify({ text: words.join(" "), spans })));
  await open.addButton.click();
  const reader = new ReaderPage(page);
  await reader.shown();
  // Tags tell them apart.
  const tags = await page.locator(".seg[data-labels]").evaluateAll((segs) =>
    segs.map((s) => s.getAttribute("data-labels")).filter(Boolean),
  );
  expect(tags.length).toBe(30);
  expect(new Set(tags).size).toBe(30);
  // A long name is cut in the bar, and said whole where the pointer comes to it.
  const name = page.getByRole("toolbar", { name: "Entity labels" }).getByText("LOCATION_GEOPOLITICAL_0", { exact: true });
  expect(await name.evaluate((e) => e.scrollWidth > e.clientWidth)).toBe(true);
  await name.hover();
  await expect(name).toHaveAttribute("title", "LOCATION_GEOPOLITICAL_0");
  // What finds no room is counted; the count shows all.
  await reader.text.focus();
  const more = page.getByRole("button", { name: /^\d+ more labels$/ });
  await expect(more).toBeVisible();
  await more.click();
  const options = reader.picker.getByRole("option").filter({ hasText: "LOCATION_" });
  await expect(options).toHaveCount(30);
  const chips = await options.locator(".sw").allInnerTexts();
  expect(new Set(chips).size).toBe(30);
});

// Firefox opens its own search, which takes all further keys.
test("a slash on the labels is not the browser’s", async ({ page }) => {
  await openLabels(page);
  for (const key of ["/", "'"]) {
    await page.evaluate(() => {
      const seen = (event: KeyboardEvent) => setTimeout(() => (document.body.dataset.taken = String(event.defaultPrevented)));
      addEventListener("keydown", seen, { once: true, capture: true });
    });
    await page.keyboard.press(key);
    await expect(page.locator("body"), key).toHaveAttribute("data-taken", "true");
    await page.evaluate(() => delete document.body.dataset.taken);
  }
});

test("Delete held down takes one label and no more", async ({ page }) => {
  await openLabels(page);
  const labels = page.locator("tbody .rowbtn");
  for (const name of ["Cargo", "Hull"]) {
    await page.keyboard.press("n");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(page.locator(`#label-row-${name.toUpperCase()}`)).toBeFocused();
  }
  const before = await labels.count();
  for (let i = 0; i < 6; i++) {
    await page.keyboard.down("Delete");
    await page.waitForTimeout(60);
  }
  await page.keyboard.up("Delete");
  await expect(labels).toHaveCount(before - 1);
  await expect(page.locator("#label-row-HULL")).toHaveCount(0);
  await expect(page.locator("#label-row-CARGO")).toBeFocused();
});

test("the presets say how many labels get no key", async ({ page }) => {
  await openLabels(page);
  await page.getByRole("button", { name: "Presets" }).click();
  const dialog = page.getByRole("dialog", { name: "Presets" });
  await dialog.getByRole("radio", { name: /OntoNotes/ }).check();
  await expect(dialog.getByRole("status")).toContainText("2 labels with another key");
  await expect(dialog.getByRole("status")).toContainText("4 labels without a key, because all are taken");
  await dialog.getByRole("radio", { name: /CoNLL/ }).check();
  await expect(dialog.getByRole("status")).not.toContainText("without a key");
});
