import { ReaderPage } from "../pages/reader-page";
import { expect, expectNoAxeViolations, test } from "./fixtures";

for (const theme of ["light", "dark"] as const) {
  test.describe(`axe, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("the first screen", async ({ app, page }) => {
      await app.open();
      await expect(page.locator(".samplecard")).toBeVisible();
      await expectNoAxeViolations(page);
    });

    test("annotate: nothing, a mention, a claim selected, the picker", async ({ page }) => {
      // Four looks of axe at some thousand elements.
      test.slow();
      const reader = new ReaderPage(page);
      await reader.openSample();
      await expectNoAxeViolations(page);
      await reader.home();
      await page.keyboard.press("j");
      await expectNoAxeViolations(page);
      await page.keyboard.press("Enter");
      await expect(reader.picker).toBeVisible();
      await expectNoAxeViolations(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("c");
      await page.keyboard.press("k");
      await page.keyboard.press("j");
      await expectNoAxeViolations(page);
    });

    test("labels", async ({ page }) => {
      const reader = new ReaderPage(page);
      await reader.openSample();
      await page.getByRole("link", { name: "Labels" }).click();
      await expect(page.getByRole("heading", { name: "Labels" })).toBeVisible();
      await expectNoAxeViolations(page);
    });

    for (const [name, keys] of [
      ["the palette", ["Control+k"]],
      ["the keys", ["?"]],
      ["opening documents", ["Control+o"]],
      ["export", ["Control+s"]],
      ["guidelines", ["g", "g"]],
      ["project", ["g", "p"]],
      ["view options", ["g", "v"]],
    ] as const) {
      test(name, async ({ page }) => {
        const reader = new ReaderPage(page);
        await reader.openSample();
        await reader.text.focus();
        for (const key of keys) await page.keyboard.press(key);
        await expect(page.getByRole("dialog").first()).toBeInViewport({ ratio: 0.9 });
        // The button of the export is grey until the file was read back.
        if (name === "export") await expect(page.locator("dialog .btn.primary")).toBeEnabled();
        // What is behind it is looked at by itself.
        await expectNoAxeViolations(page, ":is(dialog[open], [role=dialog])");
      });
    }

    for (const [name, width, height] of [
      ["tablet", 820, 1180],
      ["phone", 390, 844],
    ] as const) {
      test(`annotate on a ${name}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        const reader = new ReaderPage(page);
        await reader.openSample();
        await expectNoAxeViolations(page);
        // Nothing sticks out sideways.
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      });
    }
  });
}
