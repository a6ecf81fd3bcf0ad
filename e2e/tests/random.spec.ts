import { type Locator } from "@playwright/test";
import { ReaderPage } from "../pages/reader-page";
import { expect, test } from "./fixtures";

/** Keys that do something in the text, and some that open what takes the next ones. */
const KEYS = (
  "ArrowRight ArrowRight ArrowRight ArrowLeft ArrowDown ArrowUp Home End PageDown PageUp " +
  "Shift+ArrowRight Shift+ArrowRight Shift+ArrowRight Shift+ArrowDown Alt+Shift+ArrowRight " +
  "j j k [ ] 1 2 3 4 1 2 3 c c e w u s n p i b f y = + - Shift+W Shift+E Shift+O Shift+S Shift+D Shift+T Shift+P " +
  "o q t r m v a d x z / ? Delete Delete Backspace Enter Enter Space Tab Shift+Tab F6 Shift+F6 " +
  "Escape Escape Escape Escape Escape Control+z Control+Shift+z Control+f Control+k " +
  "Alt+ArrowDown Alt+ArrowUp l+i l+r l+u g+c g+e g+l g+a g+a g+a"
).split(" ");
const WORDS = ["Oren", "Harbour Trust", "four", "died", "x"];
const ACTS = 150;

/** A small generator of even quality is enough here (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// What went wrong in the page fails a test at its end (fixtures.ts); that covers panics too.
for (const seed of [1, 2]) {
  test(`whatever keys are pressed, all is whole, and undo and redo lead to the same bytes (seed ${seed})`, async ({ page }) => {
    test.slow();
    const next = random(seed);
    const pick = <T>(list: T[]): T => list[Math.floor(next() * list.length)]!;
    const reader = new ReaderPage(page);
    await reader.openSample();
    const before = await reader.exported();

    const pressed: string[] = [];
    for (let act = 0; act < ACTS; act++) {
      const key = next() < 0.05 ? pick(WORDS) : pick(KEYS);
      pressed.push(key);
      if (WORDS.includes(key)) await page.keyboard.type(key);
      // Two keys, one after the other.
      else if (/^[lg]\+/.test(key)) for (const one of key.split("+")) await page.keyboard.press(one);
      else await page.keyboard.press(key);
      if (next() < 0.1) await page.waitForTimeout(pick([20, 60, 150]));
    }
    await expect(page.locator("#stumbled"), pressed.join(" ")).toHaveCount(0);

    // Back to the text, whatever screen or dialog is open.
    const [undo, redo] = ["Undo", "Redo"].map((name) => page.locator("header.top").getByRole("button", { name, exact: true }));
    await page.reload();
    await page.locator("#boot").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Annotate" }).click();
    await expect(page.locator("#text .para").first()).toBeVisible();

    // The button follows a moment after the act; pressed when there is nothing, it does nothing.
    const all = async (button: Locator) => {
      await expect(async () => {
        for (let step = 0; step < 10; step++) await button.dispatchEvent("click");
        await reader.saved();
        await page.waitForTimeout(300);
        await expect(button).toBeDisabled({ timeout: 1 });
      }).toPass({ intervals: [0], timeout: 90_000 });
    };
    await all(redo);
    const after = await reader.exported();
    for (const d of JSON.parse(after).documents) {
      const text = [...d.text];
      for (const a of d.annotations) {
        for (const r of a.ranges) expect(text.slice(r.start, r.end).join("")).toBe(r.exact);
      }
    }
    expect(after, "the keys did something").not.toBe(before);

    await all(undo);
    expect(await reader.exported(), pressed.join(" ")).toBe(before);
    await all(redo);
    expect(await reader.exported(), pressed.join(" ")).toBe(after);
  });
}
