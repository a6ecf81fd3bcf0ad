import { ReaderPage } from "../pages/reader-page";
import { RegisterPage } from "../pages/register-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

const PORT = "Marrow Bay Harbour Authority";

test("found, chosen and renamed by keyboard, and kept", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await page.keyboard.press("/");
  await page.keyboard.type("tahm");
  await expect(register.status).toHaveText(/^1 of/);
  await page.keyboard.press("Enter");
  await expect(register.list).toBeFocused();
  await expect(register.name).toHaveValue("Idris Tamm");
  await page.keyboard.press("F2");
  await expect(register.name).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Idris Tamm-Oake");
  await page.keyboard.press("Enter");
  await expect(register.row("Idris Tamm-Oake")).toBeVisible();
  await register.saved();
  await page.reload();
  await expect(register.row("Idris Tamm-Oake")).toBeVisible();
});

test("mentions stand in their context; Enter opens one in its text", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose(PORT);
  await register.mentionCount(Number(await register.row(PORT).locator(".num").innerText()));
  const before = await register.mentions.getByRole("option").count();
  await page.getByRole("button", { name: "By alias" }).click();
  await expect(register.mentions.getByRole("option")).toHaveCount(before);
  await register.list.focus();
  await page.keyboard.press("Enter");
  await expect(register.mentions).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("#text .para").first()).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Entity" })).toHaveValue(PORT);
});

test("ticked entities are merged in one step, and Undo takes it back", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose("Brightwater Fuels");
  await register.mentionCount(Number(await register.row("Brightwater Fuels").locator(".num").innerText()));
  const count = async (name: string) => Number(await register.row(name).locator(".num").innerText());
  const names = ["Brightwater Fuels", "St Osric Hospital"];
  const all = await Promise.all(names.map(async (name) => ({ name, mentions: await count(name) })));
  // The one with more mentions stays, whichever row is the current one.
  const [stays, goes] = all.toSorted((a, b) => b.mentions - a.mentions) as [(typeof all)[0], (typeof all)[0]];
  expect(stays.mentions).toBeGreaterThan(goes.mentions);
  await page.keyboard.press("Space");
  await register.tick("St Osric Hospital");
  await expect(register.bar).toContainText("2 ticked");
  await expect(register.bar).toContainText("references move");
  await expect(register.bar).toContainText(`${stays.name} stays`);
  await page.keyboard.press("m");
  await expect(register.row(goes.name)).toHaveCount(0);
  const merged = stays.mentions + goes.mentions;
  await expect(register.row(stays.name).locator(".num")).toHaveText(String(merged));
  await register.mentionCount(merged);
  await expect(register.bar).toHaveCount(0);
  await register.undo();
  await expect(register.row(goes.name).locator(".num")).toHaveText(String(goes.mentions));
  await expect(register.row(stays.name).locator(".num")).toHaveText(String(stays.mentions));
});

test("a key that is held acts once", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  const hold = async (key: string) => {
    for (let i = 0; i < 3; i++) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  // An even number of times would leave it as it was.
  for (const shown of [1, 0]) {
    await page.keyboard.down("r");
    await hold("r");
    await expect(page.getByRole("heading", { name: "Contradictions" })).toHaveCount(shown);
  }
  await register.choose("Brightwater Fuels");
  await page.keyboard.down("Space");
  await hold("Space");
  await register.tick("St Osric Hospital");
  await expect(register.bar).toContainText("2 ticked");
  await hold("m");
  await expect(register.bar).toHaveCount(0);
  // "Tick the entities to merge" would have taken the place of what was done.
  await expect(page.locator(".toast").getByRole("button", { name: "Undo" })).toBeVisible();
  // Arrows go on.
  await register.list.focus();
  await page.keyboard.press("Home");
  await hold("ArrowDown");
  await expect(register.list.locator("[aria-current]")).toHaveAttribute("aria-posinset", "4");
});

test("what is decided is shown, forbids merging, and a contradiction is told", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  const [a, b] = ["Halvern Standard", "Northline Wire"];
  const tick = async () => {
    await register.choose(a);
    await register.tick(a);
    await register.tick(b);
  };
  await tick();
  await page.keyboard.press("d");
  const decided = page.getByRole("region", { name: "Decided" });
  await expect(decided).toContainText(`Not the same as ${b}`);
  await tick();
  await expect(register.bar).toContainText("Take that decision back first");
  await expect(register.bar.getByRole("button", { name: "Merge" })).toBeDisabled();
  await page.keyboard.press("u");
  await expect(decided).toContainText(`Unsure whether the same as ${b}`);
  await decided.getByRole("button", { name: /^Take back/ }).click();
  await expect(decided).toHaveCount(0);
});

test("ticked mentions get an entity of their own", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose(PORT);
  const lines = register.mentions.getByRole("option");
  await expect(lines.first()).toBeVisible();
  const all = Number(await register.row(PORT).locator(".num").innerText());
  await register.mentionCount(all);
  await register.list.focus();
  await page.keyboard.press("Enter");
  // The list begins with its first row.
  await page.keyboard.press("Space");
  await expect(lines.nth(0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Shift+S");
  const field = page.getByRole("dialog", { name: "Split" }).getByRole("textbox");
  await expect(field).not.toHaveValue("");
  // What is typed takes the place of what is proposed.
  await expect(field).toBeFocused();
  await page.keyboard.type("Old Harbour Board");
  await expect(field).toHaveValue("Old Harbour Board");
  await page.keyboard.press("Enter");
  await register.mentionCount(all - 1);
  await expect(page.getByRole("region", { name: "Decided" })).toContainText("Not the same as Old Harbour Board");
  await expect(register.row(PORT).locator(".num")).toHaveText(String(all - 1));
  await register.undo();
  await register.mentionCount(all);
});

test("aliases have kinds, and a new entity can be made", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose("Radio Calder");
  await page.getByRole("textbox", { name: "Add an alias" }).fill("RC");
  await page.keyboard.press("Enter");
  const alias = page.getByRole("button", { name: /^RC/ });
  await alias.click();
  await expect(page.getByRole("combobox", { name: "Kind of alias" })).toHaveValue("acronym");
  await page.getByRole("combobox", { name: "Kind of alias" }).selectOption("contextual");
  await expect(page.getByRole("checkbox", { name: "Texts are searched for it" })).not.toBeChecked();
  // Out of a list of choices, which takes letters for its own.
  const kind = page.getByRole("combobox", { name: "Kind of alias" });
  await kind.focus();
  await page.keyboard.press("/");
  await expect(page.locator("#register-search")).toBeFocused();
  await kind.focus();
  await page.keyboard.press("Escape");
  await expect(register.list).toBeFocused();
  await expect(kind).toHaveValue("contextual");
  await page.keyboard.press("n");
  await page.keyboard.type("Quay Watch");
  await page.keyboard.press("Enter");
  await expect(register.name).toHaveValue("Quay Watch");
  await expect(page.getByText("No text mentions it.")).toBeVisible();
});

test("review links unlinked mentions of known names", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  // A mention loses its link first.
  await register.choose("Brightwater Fuels");
  const count = Number(await register.row("Brightwater Fuels").locator(".num").innerText());
  await register.mentionCount(count);
  await page.getByRole("button", { name: "Open in text" }).click();
  await page.getByRole("button", { name: "Unlink" }).click();
  await page.getByRole("link", { name: "Entities" }).click();
  await expect(register.row("Brightwater Fuels").locator(".num")).toHaveText(String(count - 1));
  await page.keyboard.press("r");
  const links = page.getByRole("listbox", { name: "Unlinked mentions" });
  await expect(links.getByRole("option", { name: /Brightwater/ }).first()).toBeVisible();
  await page.getByRole("checkbox", { name: "All" }).check();
  await page.getByRole("button", { name: /^Link \d+ mention/ }).click();
  await expect(register.row("Brightwater Fuels").locator(".num")).toHaveText(String(count));
  await expect(page.getByText("No unlinked mention has the name")).toBeVisible();
});

test("the review takes the place of the mentions, and the focus is not lost with them", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.mentions.focus();
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "Contradictions" })).toBeVisible();
  await expect(register.list).toBeFocused();
  await page.keyboard.press("r");
  await expect(register.mentions).toBeVisible();
});

test("F6 right after an arrow comes to the entry that is shown then, and Escape goes back", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.list.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F6");
  await expect(page.locator(".rdet :focus")).toBeVisible();
  await page.locator(".rdet button").first().focus();
  await page.keyboard.press("Escape");
  await expect(register.list).toBeFocused();
});

test("how a mention refers and how sure its link is have keys", async ({ page }) => {
  const reader = new ReaderPage(page);
  await reader.openText("Ada sat.");
  await reader.act("1");
  await page.keyboard.press("p");
  await expect(page.locator("#inspector").getByRole("button", { name: "Name", exact: true })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("o");
  await page.keyboard.type("Ada Byron");
  await page.keyboard.press("Enter");
  await expect(reader.text).toBeFocused();
  await page.keyboard.press("Shift+o");
  await expect(page.locator("#inspector").getByRole("button", { name: "Unsure" })).toHaveAttribute("aria-pressed", "true");
});

test("an authority file is read, kept, and searched while linking", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await page.getByRole("button", { name: "Authority files" }).click();
  const csv = "id,name,aliases,type\nreg:Q-77,Quay Street Ferry Company,QSFC,ORG\n,Nobody,,\n";
  await page.locator("input[type=file]").setInputFiles({ name: "ferries.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const dialog = page.getByRole("dialog", { name: "Authority files" });
  await expect(dialog).toContainText("Kept in this browser");
  // The button does not go while the file is read, nor the focus with it.
  await expect(dialog.getByRole("button", { name: "Load an authority file" })).toBeFocused();
  await expect(dialog).toContainText("ferries.csv, line 3");
  await expect(dialog).toContainText("The row has no id");
  await expectNoAxeViolations(page);
  await page.keyboard.press("Escape");
  await page.reload();
  await register.choose("Brightwater Fuels");
  await page.getByRole("button", { name: "Open in text" }).click();
  await expect(page.getByRole("combobox", { name: "Entity" })).toHaveValue("Brightwater Fuels");
  await register.text.focus();
  await page.keyboard.press("o");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("qsfc");
  await page.getByRole("option", { name: /Take Quay Street Ferry Company/ }).click();
  await expect(page.getByRole("combobox", { name: "Entity" })).toHaveValue("Quay Street Ferry Company");
  await expect(page.getByRole("textbox", { name: "Identifier" })).toHaveValue("reg:Q-77");
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ colorScheme: theme });
    // Five times through the whole page.
    test.slow();

    test("the register, with ticks, aliases, review and questions", async ({ page }) => {
      const register = new RegisterPage(page);
      await register.openRegister();
      await register.choose(PORT);
      await register.tick("Brightwater Fuels");
      await register.tick(PORT);
      await register.mentions.getByRole("option").first().locator(".tick").click();
      await page.getByRole("button", { name: /^MBHA/ }).click();
      await expect(register.bar).toBeVisible();
      await expectNoAxeViolations(page);
      await register.list.focus();
      await page.keyboard.press("Shift+S");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("n");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Review" }).click();
      await expect(page.getByRole("heading", { name: "Contradictions" })).toBeVisible();
      await expectNoAxeViolations(page);
    });
  });
}

test("the register fits a phone", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoAxeViolations(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test("Esc takes the ticks away with single keys off", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Single keys act" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await register.list.getByRole("option").first().locator(".tick").click();
  await register.list.getByRole("option").nth(1).locator(".tick").click();
  await expect(register.bar).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(register.bar).toHaveCount(0);
});

test("what a field refuses stays in it with the reason, and the focus with it", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose("Oren Valk");
  const cases: [string, string, string, string][] = [
    ["External id", "notanid", "scheme:value", "reg:Q-42"],
    ["Group of", "some", "in digits", "12"],
  ];
  for (const [name, wrong, why, right] of cases) {
    const field = page.getByRole("textbox", { name, exact: true });
    const before = await field.inputValue();
    await register.list.focus();
    await field.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(wrong);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: why })).toBeVisible();
    await expect(field).toHaveValue(wrong);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
    // Esc gives it up.
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue(before);
    await expect(register.list).toBeFocused();
    await field.fill(wrong);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+a");
    await page.keyboard.type(right);
    await page.keyboard.press("Enter");
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue(right);
  }
  // A field that goes says what goes with it.
  await page.getByRole("textbox", { name: "External id" }).fill("lost words");
  await register.choose(PORT);
  await expect(page.locator(".toast")).toContainText("“lost words” was not kept");
});

test("an entity can be part of one that the register does not have yet", async ({ page }) => {
  const register = new RegisterPage(page);
  await register.openRegister();
  await register.choose(PORT);
  const part = page.getByRole("combobox", { name: "Part of" });
  await part.fill("Quayside Group");
  await expect(page.getByRole("option", { name: /New entity Quayside Group/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(part).toHaveValue("Quayside Group");
  await register.choose("Quayside Group");
  await register.undo();
  await expect(register.row("Quayside Group")).toHaveCount(0);
});
