import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./fixtures";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A server of our own, which can be stopped, for a copy of dist/ that can be changed. */
class Site {
  private server?: Server;
  private port = 0;

  private constructor(readonly folder: string) {}

  static async copyOfDist() {
    const dist = process.env.GLOSSATOR_DIST;
    if (!dist) throw new Error("GLOSSATOR_DIST is not set");
    const folder = await mkdtemp(join(tmpdir(), "glossator-offline-"));
    await cp(dist, folder, { recursive: true });
    const site = new Site(folder);
    await site.start();
    return site;
  }

  get url() {
    return `http://127.0.0.1:${this.port}/`;
  }

  async start() {
    this.server = createServer(async (request, response) => {
      const path = (request.url ?? "/").split("?")[0];
      const name = path === "/" ? "index.html" : path.slice(1);
      try {
        const body = await readFile(join(this.folder, name));
        // A host's usual caching: the worker must cope with it.
        response.setHeader("Cache-Control", "max-age=600");
        response.setHeader("Content-Type", TYPES[extname(name)] ?? "application/octet-stream");
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop() {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** What a rebuild with another stylesheet does to dist/. */
  async rebuild() {
    const edit = async (name: string, change: (text: string) => string) => {
      const file = join(this.folder, name);
      await writeFile(file, change(await readFile(file, "utf8")));
    };
    const page = await readFile(join(this.folder, "index.html"), "utf8");
    const old = /tokens-[0-9a-f]+\.css/.exec(page)?.[0] ?? "";
    const hash = createHash("sha256").update(String(Math.random())).digest("hex").slice(0, 16);
    const fresh = `tokens-${hash}.css`;
    await cp(join(this.folder, old), join(this.folder, fresh));
    await rm(join(this.folder, old));
    await edit("index.html", (text) =>
      text.replaceAll(old, fresh).replace("<title>", `<meta name="test-build" content="${hash}"><title>`),
    );
    await edit("sw.js", (text) =>
      text.replaceAll(old, fresh).replace(/BUILD = "[0-9a-f]{16}"/, `BUILD = "${hash}"`),
    );
    return hash;
  }

  async remove() {
    if (this.server?.listening) await this.stop();
    await rm(this.folder, { recursive: true });
  }
}

const test = base.extend<{ site: Site }>({
  serviceWorkers: "allow",
  site: async ({}, use) => {
    const site = await Site.copyOfDist();
    await use(site);
    await site.remove();
  },
  baseURL: async ({ site }, use) => use(site.url),
});

const caches = (page: Page) => page.evaluate(() => window.caches.keys());
const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");

test.describe("offline", () => {
  test("after one visit the page opens without a network", async ({ app, page, site }) => {
    await app.open();
    await controlled(page);
    expect(await caches(page)).toHaveLength(1);

    await site.stop();
    await page.reload();
    await app.started();
    await page.goto("index.html");
    await app.started();
    // Fonts that the first visit did not show are there as well.
    const faces = await page.evaluate(async () => {
      const all = [...document.fonts];
      await Promise.all(all.map((face) => face.load()));
      return all.length;
    });
    expect(faces).toBe(7);
  });

  test("a new build shows on the next load, and the old one's files go", async ({
    app,
    page,
    site,
  }) => {
    await app.open();
    await controlled(page);
    const hash = await site.rebuild();

    // Not a reload: that would pass by the browser's own cache in any case.
    await app.open();
    await expect(page.locator(`meta[name=test-build][content="${hash}"]`)).toBeAttached();
    await expect.poll(() => caches(page)).toEqual([expect.stringMatching(` ${hash}$`)]);

    await site.stop();
    await page.reload();
    await app.started();
    await expect(page.locator(`meta[name=test-build][content="${hash}"]`)).toBeAttached();
  });
});
