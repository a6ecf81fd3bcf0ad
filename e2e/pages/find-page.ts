import { expect, type Locator, type Page } from "@playwright/test";

/** The panel that finds and marks, beside the text. */
export class FindPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly words: Locator;
  readonly list: Locator;
  /** How much was found. */
  readonly found: Locator;
  readonly markButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole("complementary", { name: "Find and mark" });
    this.words = this.panel.getByRole("searchbox", { name: "Words to find" });
    this.list = this.panel.getByRole("listbox", { name: "Found places" });
    this.found = this.panel.locator(".fstat [role=status]");
    this.markButton = this.panel.getByRole("button", { name: /^Mark / });
  }

  /** The places, without the rows of documents. */
  get hits(): Locator {
    return this.list.locator(".hit", { has: this.page.locator(".kwic") });
  }

  /** Opens it by key and looks for some words. */
  async find(words: string, everywhere = false) {
    await this.page.locator("#text").focus();
    await this.page.keyboard.press(everywhere ? "Control+Shift+f" : "Control+f");
    await expect(this.words).toBeFocused();
    await this.words.fill(words);
  }

  toast(words: string | RegExp): Locator {
    return this.page.locator(".toast", { hasText: words });
  }
}
