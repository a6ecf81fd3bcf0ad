import { ReaderPage } from "../pages/reader-page";
import { RegisterPage } from "../pages/register-page";
import { expect, test } from "./fixtures";

test.describe("what annotators decide has a key", () => {
  test("the type of a claim, and whether it is worth checking", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The Vells will strike again on Sunday, a spokesman vowed.");
    for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowRight");
    await reader.act("c");
    await page.keyboard.press("Shift+C");
    const type = page.locator("#type-field");
    await expect(type).toBeFocused();
    // On the way to it the first letter comes by "position": that is no decision.
    await page.keyboard.type("pr");
    await expect(type).toHaveValue("prediction");
    await page.keyboard.press("Escape");
    await expect(reader.text).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(type).toHaveValue("");
    await page.keyboard.press("Control+Shift+z");
    await expect(type).toHaveValue("prediction");
    const worth = page.getByRole("group", { name: "Worth checking" });
    for (const answer of ["Yes", "No", "Open"]) {
      await page.keyboard.press("Shift+K");
      await expect(worth.getByRole("button", { name: answer })).toHaveAttribute("aria-pressed", "true");
    }
  });

  test("what keys have come to in a list is chosen before what is pressed next", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The Vells will strike again on Sunday, a spokesman vowed.");
    for (let i = 0; i < 5; i++) await page.keyboard.press("Shift+ArrowRight");
    await reader.act("c");
    const type = page.locator("#type-field");
    const undo = page.getByRole("button", { name: "Undo", exact: true }).first();
    await page.keyboard.press("Shift+C");
    await expect(type).toBeFocused();
    await page.keyboard.press("p");
    // Both take the press and leave the focus where it is.
    await undo.click();
    await expect(page.getByRole("button", { name: "Redo", exact: true }).first()).toBeEnabled();
    await expect(type).toHaveValue("");
    await expect(page.locator("#inspector")).toContainText("The Vells");
    // Tab comes by the field that a choice brings.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+V");
    const found = page.getByRole("combobox", { name: "Found" });
    await expect(found).toBeFocused();
    await page.keyboard.press("r");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("textbox", { name: "Why" })).toBeFocused();
  });

  test("a status that arrows come by on the way is not set", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The Vells will strike again on Sunday, a spokesman vowed.");
    const status = page.locator(".dochead").getByRole("combobox", { name: "Status" });
    await expect(status).toHaveValue("todo");
    const before = await reader.durable();
    await status.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await expect(status).toHaveValue("done");
    await expect.poll(() => reader.durable()).toBe(before + 1);
    await page.keyboard.press("Control+z");
    await expect(status).toHaveValue("todo");
  });

  test("the palette has the values of a mark's fields", async ({ page }) => {
    const reader = new ReaderPage(page);
    await reader.openText("The dealer left. The police will act soon.");
    await reader.act("1");
    const palette = page.getByRole("dialog", { name: "Search or run a command" });
    const choose = async (words: string, title: string) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(words);
      await expect(palette.getByRole("option", { selected: true })).toContainText(title);
      await page.keyboard.press("Enter");
      await expect(reader.text).toBeFocused();
    };
    await choose("pronoun", "Pronoun");
    const level = page.getByRole("group", { name: "How the mention refers" });
    await expect(level.getByRole("button", { name: "Pronoun" })).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Escape");
    await page.keyboard.press("v");
    await reader.act("c");
    await choose("quotation mixed", "Mixed");
    await expect(page.locator("#quotation-field")).toHaveValue("mixed");
    await choose("opinion", "Opinion");
    await expect(page.locator("#type-field")).toHaveValue("opinion");
  });

  test("in the register the group, its size, and the whole", async ({ page }) => {
    const register = new RegisterPage(page);
    await register.openRegister();
    await register.list.focus();
    for (const [key, field] of [
      ["s", "#register-size"],
      ["p", "#register-part-of"],
      ["b", "#register-member-of"],
    ]) {
      await page.keyboard.press(key);
      await expect(page.locator(field)).toBeFocused();
      // A first Esc closes the list of a field that has one.
      await register.list.focus();
    }
    // The review stands where the fields are.
    await page.keyboard.press("r");
    await expect(page.locator("#register-size")).toHaveCount(0);
    await page.keyboard.press("s");
    await expect(page.locator("#register-size")).toBeFocused();
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await expect(page.locator(".toast")).toContainText("3");
  });
});

test("a first key shows what may follow, and a key that may not is told of", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("The depot burned. Nobody was hurt.");
  const hints = page.locator(".foot .hints");
  const toast = page.locator(".toast");
  await page.keyboard.press("v");
  await reader.act("c");
  await page.keyboard.press("l");
  await expect(hints).toContainText("refutes");
  await expect(hints).toContainText("stop");
  await page.keyboard.press("Escape");
  await expect(hints).not.toContainText("refutes");
  await expect(page.locator("#claim-field")).toBeVisible();
  // Alone it would be a label's key.
  const before = await reader.durable();
  await page.keyboard.press("g");
  await expect(hints).toContainText("entities");
  await page.keyboard.press("2");
  await expect(toast).toContainText("After G: A annotate");
  await expect(hints).not.toContainText("entities");
  await page.keyboard.press("l");
  await page.keyboard.press("x");
  await expect(toast).toContainText("After L: I identical");
  expect(await reader.durable()).toBe(before);
  // Forgotten after a while.
  await page.keyboard.press("l");
  await expect(hints).toContainText("refutes");
  await expect(hints).not.toContainText("refutes", { timeout: 6000 });
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: "Entities", level: 1 })).toBeVisible();
  await page.keyboard.press("g");
  await expect(hints).toContainText("labels");
  await page.keyboard.press("a");
  await expect(reader.text).toBeFocused();
});
