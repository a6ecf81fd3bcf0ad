import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

/** The wasm that is fetched once the page can be used. */
const LATER = "**/split_later.wasm";

test("a dialog whose code cannot be fetched says so, and opens at the next try", async ({ page, trouble }) => {
  trouble.allow(/split_later\.wasm|Failed to fetch/);
  await page.route(LATER, (route) => route.abort());
  const reader = new ReaderPage(page);
  await reader.open();
  await page.keyboard.press("Control+o");
  await expect(page.getByText(/could not be fetched/).first()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.unroute(LATER);
  await page.keyboard.press("Control+o");
  await expect(page.getByRole("dialog", { name: "Open documents" })).toBeVisible();
});

test("a screen whose code cannot be fetched says so, and is there at the next try", async ({ page, trouble }) => {
  trouble.allow(/split_later\.wasm|Failed to fetch/);
  const reader = new ReaderPage(page);
  await reader.openSample();
  await page.route(LATER, (route) => route.abort());
  for (const hash of ["labels", "entities", "claims"]) {
    await page.goto(`./#/${hash}`);
    await page.reload();
    const again = page.getByRole("button", { name: "Try again" });
    await expect(again).toBeFocused();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("could not be fetched");
    // What is on the first load leads elsewhere.
    await expect(page.getByRole("link", { name: "Annotate" })).toBeVisible();
    await again.click();
    await expect(again).toBeFocused();
    if (hash === "labels") await expectNoAxeViolations(page);
  }
  await page.unroute(LATER);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Claims", level: 1 })).toBeVisible();
});

test("text can be read before the rest is there, and keys for a dialog do not change it", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await reader.shown();
  await reader.text.focus();
  const before = await page.locator("html").getAttribute("data-durable-seq");
  await page.keyboard.press("Control+k");
  // In the text these would remove a mark, mark a person and flag it.
  for (const key of ["j", "Delete", "p", "f"]) await page.keyboard.press(key);
  release();
  await expect(page.getByRole("combobox", { name: "Search or run a command" })).toBeVisible();
  await page.keyboard.press("Escape");
  await reader.saved();
  expect(await page.locator("html").getAttribute("data-durable-seq")).toBe(before);
  await expect(page.locator("#inspector")).not.toBeEmpty();
});

test("keys for another screen are taken while the project is still being opened", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openSample();
  await reader.saved();
  await page.goto("./#/labels");
  await expect(page.getByRole("heading", { name: "Labels", level: 1 })).toBeVisible();
  // A database that takes its time, as a large one on a busy machine does.
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...asked) {
      const request = open.apply(this, asked);
      const add = request.addEventListener;
      Object.defineProperty(request, "onsuccess", {
        set: (then) => then && add.call(request, "success", (event) => setTimeout(() => then.call(request, event), 2_000)),
      });
      return request;
    };
  });
  await page.reload();
  await page.locator(".start[aria-busy]").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/#\/annotate$/);
  await reader.shown();
  await expect(reader.text).toBeFocused();
});
