import { expect, expectNoAxeViolations, test, Trouble } from "./fixtures";

test.describe("smoke", () => {
  test("the page starts", async ({ app, page }) => {
    await app.open();
    await expect(page).toHaveTitle(/Glossator/);
    await expect(page.locator("body")).not.toBeEmpty();
  });

  test("the page starts from a sub-path, fonts included", async ({ app, page }) => {
    const failed: string[] = [];
    page.on("response", (response) => {
      if (!response.ok()) failed.push(`${response.status()} ${response.url()}`);
    });
    await app.open("some/sub-path/");
    const faces = await page.evaluate(async () => {
      const all = [...document.fonts];
      await Promise.all(all.map((face) => face.load()));
      return all.map((face) => `${face.family} ${face.style} ${face.status}`);
    });
    expect(faces).toHaveLength(7);
    for (const face of faces) expect(face).toMatch(/ loaded$/);
    expect(failed).toEqual([]);
  });

  test("axe finds nothing", async ({ app, page }) => {
    await app.open();
    await expectNoAxeViolations(page);
  });

  // The watch is worth something only if it sees what it is there for.
  test("inline code, foreign requests and errors do not go unseen", async ({
    app,
    page,
    trouble,
  }) => {
    await app.open();
    expect(trouble.found).toEqual([]);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'inline script ran'";
      document.head.append(script);
      document.body.setAttribute("style", "opacity: 0.5");
      setTimeout(() => {
        throw new Error("on purpose");
      });
      fetch("https://example.invalid/").catch(() => {});
    });
    await expect.poll(() => trouble.found.join("\n")).toContain("on purpose");
    await expect.poll(() => trouble.found.join("\n")).toContain("CSP: connect-src");
    expect(trouble.found.join("\n")).toContain("CSP: script-src-elem forbids inline");
    expect(trouble.found.join("\n")).toContain("CSP: style-src-attr forbids inline");
    await expect(page).not.toHaveTitle("inline script ran");
    expect(await page.evaluate(() => getComputedStyle(document.body).opacity)).toBe("1");
    trouble.allow(/./);
  });

  test("the watch sees a request to another origin", async ({ browser, baseURL }) => {
    const context = await browser.newContext();
    const trouble = new Trouble();
    await trouble.watch(context, new URL(baseURL ?? "").origin);
    await context.route("**/*", (route) => route.fulfill({ body: "<p>elsewhere" }));
    const page = await context.newPage();
    await page.goto("https://example.invalid/");
    expect(trouble.found).toEqual(["request to another origin: https://example.invalid/"]);
    await context.close();
  });
});
