import { expect, type Locator, type Page } from "@playwright/test";

/** The page as a whole. Page objects of single parts stand beside this one. */
export class AppPage {
  readonly page: Page;
  /** The line that stands there until the app has started. */
  readonly boot: Locator;

  constructor(page: Page) {
    this.page = page;
    this.boot = page.locator("#boot");
  }

  /** Opens the page, or the same page at `path`, and waits until the app has started. */
  async open(path = "./") {
    await this.page.goto(path);
    await this.started();
  }

  async started() {
    await expect(this.boot).toHaveCount(0);
  }
}
