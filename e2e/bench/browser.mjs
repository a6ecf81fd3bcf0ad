// The browser, and what it says about time and memory.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const WINDOW = { width: 1440, height: 900 };

/** A profile of its own, that may be opened more than once. */
export class Profile {
  static async make() {
    return new Profile(await mkdtemp(join(tmpdir(), "glossator-bench-")));
  }

  constructor(folder) {
    this.folder = folder;
  }

  /** Starts a browser with this profile and scripts that run before a page's own. */
  async open(scripts) {
    const context = await chromium.launchPersistentContext(this.folder, {
      executablePath: process.env.GLOSSATOR_CHROME || process.env.CHROME || undefined,
      args: ARGS,
      headless: true,
      viewport: WINDOW,
      locale: "en-GB",
      timezoneId: "UTC",
    });
    for (const content of scripts) await context.addInitScript({ content });
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(60_000);
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    return new Tab(context, page, await context.newCDPSession(page), errors);
  }

  async remove() {
    // The browser's last processes may still write.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

export class Tab {
  constructor(context, page, cdp, errors) {
    Object.assign(this, { context, page, cdp, errors });
  }

  close() {
    return this.context.close();
  }

  /** Evaluates in the page, past its content security policy; waits for promises. */
  async evaluate(expression) {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.cdp.send("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /** Milliseconds of CPU that the page's main thread has used so far. */
  async cpu() {
    await this.cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ThreadTime").value;
  }

  /** Does something and waits until its effect is painted: main-thread CPU and wall time in ms. */
  async timed(event, state, argument, act) {
    await this.evaluate(`bench.arm(${JSON.stringify(event)}, ${JSON.stringify(state)}, ${JSON.stringify(argument) ?? ""})`);
    const before = await this.cpu();
    await act();
    const wall = await limited(this.evaluate("bench.result"), `waiting for “${state}”`, this);
    return { cpu: (await this.cpu()) - before, wall };
  }

  /** MB of JavaScript heap, of DOM and other browser objects, and of WebAssembly memory. */
  async memory() {
    for (let i = 0; i < 3; i++) await this.cdp.send("HeapProfiler.collectGarbage");
    const heap = await this.cdp.send("Runtime.getHeapUsage");
    return {
      js: heap.usedSize / 1e6,
      dom: heap.embedderHeapUsedSize / 1e6,
      buffers: heap.backingStorageSize / 1e6,
      wasm: (await this.wasmBytes()) / 1e6,
    };
  }

  /** WebAssembly memory is in none of the browser's heap figures: the harness notes it. */
  async wasmBytes() {
    return this.evaluate("bench.wasmBytes()");
  }
}

/** Fails after four minutes with what the page said. */
async function limited(promise, what, tab) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing after four minutes. ${tab.errors.join(" | ")}`)), 240_000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
