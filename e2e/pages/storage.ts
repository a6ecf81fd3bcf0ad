import { expect, type Page } from "@playwright/test";

/** How the browser's storage behaves from now on, for the app; tests read and damage rows all the same. */
export type Mood =
  /** As it should. */
  | "well"
  /** Writes never end, and nothing of them is kept. */
  | "hangs"
  /** Writes are kept, but never acknowledged. */
  | "deaf"
  /** Writes fail as on a full disk. */
  | "full"
  /** Writes of actions fail as on a full disk; a project that is made or added to is kept. */
  | "unlogged"
  /** Every write fails, and the connection is closed, as after an error of the disk. */
  | "breaks";

interface Faults {
  mood: Mood;
  /** How many of the next reads of texts are to be held back. */
  hold: number;
  /** What gives the answers of those that are. */
  held: (() => void)[];
  /** The connections that the app has had. */
  connections: Set<IDBDatabase>;
  /** The keys of the rows of the log that were put, once for each time. */
  logged: string[];
}

declare global {
  interface Window {
    faults: Faults;
  }
}

/** The page's IndexedDB: its rows, and faults to order. */
export class Storage {
  constructor(private readonly page: Page) {}

  /** Makes faults possible; before the page is opened. */
  async install() {
    await this.page.addInitScript(() => {
      const faults: Faults = { mood: "well", hold: 0, held: [], connections: new Set(), logged: [] };
      window.faults = faults;
      const begin = IDBDatabase.prototype.transaction;
      const deafen = (tx: IDBTransaction) => Object.defineProperty(tx, "oncomplete", { set() {} });
      const fail = (tx: IDBTransaction, error: DOMException) => {
        Object.defineProperty(tx, "error", { get: () => error });
        queueMicrotask(() => tx.abort());
      };
      IDBDatabase.prototype.transaction = function (names, mode, options) {
        const tx = begin.call(this, names, mode, options);
        faults.connections.add(this);
        if (mode === "readwrite") {
          if (faults.mood === "hangs") {
            deafen(tx);
            // A transaction with a request to come does not end.
            const hold = () => {
              try {
                tx.objectStore(tx.objectStoreNames[0]).get("nothing").onsuccess = hold;
              } catch {
                // It was aborted.
              }
            };
            hold();
          }
          if (faults.mood === "deaf") deafen(tx);
          if (faults.mood === "full") fail(tx, new DOMException("", "QuotaExceededError"));
          if (faults.mood === "unlogged" && tx.objectStoreNames.contains("log")) {
            fail(tx, new DOMException("", "QuotaExceededError"));
          }
          if (faults.mood === "breaks") {
            fail(tx, new DOMException("Internal error", "UnknownError"));
            queueMicrotask(() => {
              this.close();
              this.dispatchEvent(new Event("close"));
            });
          }
        } else if (tx.objectStoreNames.contains("texts") && faults.hold > 0) {
          faults.hold -= 1;
          Object.defineProperty(tx, "oncomplete", {
            set: (call: (event: Event) => void) =>
              tx.addEventListener("complete", (event) => faults.held.push(() => call.call(tx, event))),
          });
        }
        return tx;
      };
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (value, key) {
        if (this.name === "log") faults.logged.push(String(key));
        return put.call(this, value, key);
      };
    });
  }

  async turn(mood: Mood) {
    await this.page.evaluate((mood) => void (window.faults.mood = mood), mood);
  }

  /** Holds the answer of the next read of a text back, until it is released. */
  async hold() {
    await this.page.evaluate(() => void (window.faults.hold = 1));
  }

  /** Waits until an answer is held back. */
  async holding() {
    await expect.poll(() => this.page.evaluate(() => window.faults.held.length)).toBe(1);
  }

  /** Gives the answer that was held back. */
  async release() {
    await this.page.evaluate(() => window.faults.held.splice(0).forEach((answer) => answer()));
  }

  /** Closes the app's connections: with a word to it, as after an error, or without. */
  async close(told: boolean) {
    await this.page.evaluate((told) => {
      for (const db of window.faults.connections) {
        db.close();
        if (told) db.dispatchEvent(new Event("close"));
      }
      window.faults.connections.clear();
    }, told);
  }

  /** How often each row of the log was put, by its number. */
  async logged(): Promise<number[]> {
    const keys = await this.page.evaluate(() => window.faults.logged);
    return keys.map((key) => Number(key.split("/").at(-1)));
  }

  /** The rows of a table. */
  async rows(table: string): Promise<[string, string][]> {
    return this.page.evaluate(async (table) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("glossator");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      try {
        const store = db.transaction(table).objectStore(table);
        const ask = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const [keys, values] = await Promise.all([ask(store.getAllKeys()), ask(store.getAll())]);
        return keys.map((key, n) => [String(key), String(values[n])] as [string, string]);
      } finally {
        db.close();
      }
    }, table);
  }

  /** Overwrites a row behind the app's back, or takes it away. */
  async damage(table: string, key: string, value?: string) {
    await this.page.evaluate(
      async ([table, key, value]) => {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open("glossator");
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const tx = db.transaction(table, "readwrite");
        if (value === undefined) tx.objectStore(table).delete(key);
        else tx.objectStore(table).put(value, key);
        await new Promise((resolve, reject) => {
          tx.oncomplete = resolve;
          tx.onabort = () => reject(tx.error);
        });
        db.close();
      },
      [table, key, value] as const,
    );
  }
}
