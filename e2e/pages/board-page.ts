import { expect, type Locator, type Page } from "@playwright/test";
import { ReaderPage } from "./reader-page";

/** The claim board, on the sample project. */
export class BoardPage extends ReaderPage {
  readonly board: Locator;
  readonly cards: Locator;
  readonly bar: Locator;

  constructor(page: Page) {
    super(page);
    this.board = page.locator("#board");
    this.cards = this.board.locator(".cc");
    this.bar = page.getByRole("region", { name: "The current claim" });
  }

  /** Makes the sample project and goes to the board. */
  async openBoard() {
    await this.openSample();
    await this.page.getByRole("link", { name: "Claims", exact: true }).click();
    await expect(this.cards.first()).toBeVisible();
    await expect(this.board.locator(".say:focus")).toBeVisible();
  }

  row(name: string): Locator {
    return this.board.getByRole("group", { name });
  }

  /** The first mention on the first card of a row with these words. */
  card(row: string, words: string): Locator {
    return this.row(row).locator(".cc", { hasText: words }).first().locator(".say").first();
  }

  /** The words of the card with the focus. */
  current(): Locator {
    return this.board.locator(".cc:focus-within .ct");
  }
}
