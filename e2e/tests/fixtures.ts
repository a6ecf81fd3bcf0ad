import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { AppPage } from "../pages/app-page";

/**
 * What must not happen in any test: an error in the console, an uncaught error, a CSP violation,
 * a request to another origin. A test that provokes an error says so: `trouble.allow(/quota/)`.
 */
export class Trouble {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Expect messages that match `pattern` for the rest of this test. */
  allow(pattern: RegExp) {
    this.allowed.push(pattern);
  }

  /** What was seen so far and is not allowed. */
  get found(): string[] {
    return this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }

  /** Watches every page of `context`; `origin` is the only one that may be asked. */
  async watch(context: BrowserContext, origin: string) {
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      this.seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.seen.push(`uncaught: ${error.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (["data:", "blob:"].includes(url.protocol) || url.origin === origin) return;
      this.seen.push(`request to another origin: ${request.url()}`);
    });
    // The console shows violations too; the event says which rule and what.
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const where = `${event.sourceFile ?? ""}:${event.lineNumber}`;
        console.error(`CSP: ${event.violatedDirective} forbids ${event.blockedURI} at ${where}`);
      });
    });
  }
}

interface Fixtures {
  /** Fails the test at its end if anything went wrong in the page. */
  trouble: Trouble;
  /** The app, not yet opened. */
  app: AppPage;
}

export const test = base.extend<Fixtures>({
  trouble: [
    async ({ context, baseURL }, use) => {
      const trouble = new Trouble();
      await trouble.watch(context, new URL(baseURL ?? "").origin);
      await use(trouble);
      expect(trouble.found, "errors in the page").toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page }, use) => use(new AppPage(page)),
});

export { expect };

/** Fails with the rule, the reason and the elements if axe finds anything, inside `within` if given. */
export async function expectNoAxeViolations(page: Page, within?: string) {
  // There are no frames, and nobody reads what passes: both together are half of the time.
  let axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"], preload: false });
  if (within) axe = axe.include(within);
  const { violations } = await axe.analyze();
  const found = violations.map(
    (violation) =>
      `${violation.id} (${violation.impact}): ${violation.help}\n` +
      violation.nodes.map((node) => `    ${node.target.join(" ")}: ${node.html}`).join("\n"),
  );
  expect(found, "axe violations").toEqual([]);
}
