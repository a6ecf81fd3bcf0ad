// The speed benchmark: `cargo xtask bench`, or `node e2e/bench/run.mjs` once dist/ is built.
//
//   --quick       one run each of the two smaller documents
//   --runs N      runs of each document (5)
//   --only TEXT   the documents whose name contains it, for example: --only "3 MB"
//   --board       the claim board instead: see board.mjs
//   --search      searching 10,000 documents and 100,000 names instead: see search.mjs
//   --profile     where the app's time goes in opening and tagging, instead of the table
//
// In one run, the app is measured beside two floors (hand-made pages that draw the same text and
// marks and do nothing else: pages/floor.js) and npm's @recogito/text-annotator, with documents of
// 30 KB × 100 spans to 3 MB × 10,000 (corpus.mjs). The figure that counts is the ratio to the faster
// floor of the same run: machines differ, and so does what else they do. No figure fails the
// run; a page that does not work does.
//
// Every run starts a browser with a new profile, the pages taking turns. The document is in place
// before the clock starts: in the app's IndexedDB (rows.mjs), in the floors' memory as objects whose
// spans have a paragraph already. So the app's figures contain what the floors' do not: reading and
// checking the stored marks, lists, tags and lanes, saving.
//
//   open    from the click on the document, a short one being shown, until its marks are painted
//   tag     from the key "1" on the third word until the new mark is painted; once a mark was made and
//           deleted before, since a session has many (the very first is `tagFirst` in results.json)
//   delete  from the key Delete until the mark is gone
//   after   what the app does after the mark is painted: saving it, until it has been still for 250 ms
//   scroll  20 screens down by the wheel, in 1.4 seconds, and what follows within another quarter
//   cold    another browser with the same profile: from the address to the painted marks of the document
//           left open. The floors fetch the document as JSON
//   heap    JavaScript heap after garbage collection plus WebAssembly memory, at the end of all that
//
// Times are milliseconds of CPU of the page's main thread (ThreadTime of Performance.getMetrics), the
// medians of all runs, for scroll and cold of the first three; wall times are in results.json. "Painted":
// see pages/harness.js. Raster and compositing run in other threads and are not in the figures, nor is
// WebAssembly compiled in the background. Marks are made in Recogito by its API; it has three runs, one
// above 200 KB, since that takes many seconds, and no cold start.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { boardTable, makeBoard } from "./board.mjs";
import { SIZES, LABELS, makeDocument, makeFirst } from "./corpus.mjs";
import { measure } from "./measure.mjs";
import { profile } from "./profile.mjs";
import { rowsOf } from "./rows.mjs";
import { searchTable } from "./search.mjs";
import { serve } from "./server.mjs";
import { FLOORS, GLOSSATOR, RECOGITO } from "./subjects.mjs";
import { table } from "./table.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string" },
    only: { type: "string", default: "" },
    profile: { type: "boolean", default: false },
    board: { type: "boolean", default: false },
    search: { type: "boolean", default: false },
  },
});

/** So many runs scroll and start cold too: these differ less from run to run, and take long. */
const WHOLE_RUNS = 3;

/** Then something is broken, and waiting for the rest tells nothing. */
const TOO_MANY = 3;

const say = (line) => process.stderr.write(`${line}\n`);

/** The other project's code as one file, or nothing if it cannot be had (no network). */
async function recogito() {
  try {
    if (!existsSync(join(here, "node_modules", "@recogito"))) {
      say("installing what the benchmark compares with (npm ci in e2e/bench) …");
      // On Windows npm is a script, which takes a shell.
      execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
    }
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints: [join(here, "pages", "recogito.js")],
      bundle: true, minify: true, format: "esm", write: false, outdir: "/",
    });
    const css = await readFile(join(here, "node_modules/@recogito/text-annotator/dist/text-annotator.css"), "utf8");
    return { js: outputFiles.find(({ path }) => path.endsWith(".js")).text, css };
  } catch (error) {
    say(`without Recogito: ${error.message}`);
    return undefined;
  }
}

/** Which page is measured when: every run begins with another one. */
function* turns(size, subjects, runs) {
  for (let run = 0; run < runs; run++) {
    for (let i = 0; i < subjects.length; i++) {
      const subject = subjects[(i + run) % subjects.length];
      if (subject !== RECOGITO || run < (size.bytes > 200_000 ? 1 : WHOLE_RUNS)) yield [run, subject];
    }
  }
}

async function main() {
  const dist = process.env.GLOSSATOR_DIST || join(root, "dist");
  if (!existsSync(join(dist, "index.html"))) throw new Error(`no built app in ${dist}: run \`cargo xtask dist\``);
  const peer = options.profile || options.board || options.search ? undefined : await recogito();
  const board = options.board ? makeBoard() : undefined;

  const first = makeFirst();
  let doc;
  let rows;
  const json = (value) => () => JSON.stringify(value());
  const server = await serve(
    { "/app/": dist, "/fonts/": join(root, "style", "fonts"), "/": join(here, "pages") },
    {
      "/blank": () => '<!DOCTYPE html><link rel="icon" href="data:,"><title>Blank</title>',
      "/data/labels.json": json(() => LABELS),
      "/data/first.json": json(() => first),
      "/data/document.json": json(() => doc),
      "/data/rows.json": () => rows,
      "/data/cards.json": json(() => board.cards),
      "/recogito.js": () => peer.js,
      "/recogito.css": () => peer.css,
    },
  );
  const use = (size) => {
    doc = makeDocument(size);
    rows = JSON.stringify(rowsOf([first, doc]));
    return doc;
  };

  const sizes = SIZES.slice(0, options.quick ? 2 : SIZES.length).filter(({ name }) => name.includes(options.only));
  const runs = Number(options.runs ?? (options.quick ? 1 : 5));
  try {
    if (board) {
      const harness = await readFile(join(here, "pages", "harness.js"), "utf8");
      process.stdout.write(`\n${await boardTable(server.origin, board.file, harness, runs, say)}\n`);
      return;
    }
    if (options.search) {
      process.stdout.write(`\n${await searchTable(server.origin, say)}\n`);
      return;
    }
    if (options.profile) {
      await profile(server.origin, use(sizes.at(-1)));
      return;
    }
    const subjects = [...FLOORS, GLOSSATOR, ...(peer ? [RECOGITO] : [])];
    const result = { date: new Date().toISOString(), cpu: `${cpus().length} × ${cpus()[0].model}`, runs, sizes: [], failures: [] };
    const keep = () => writeFile(join(here, "results.json"), `${JSON.stringify(result, null, 1)}\n`);
    const started = Date.now();
    for (const size of sizes) {
      use(size);
      const found = Object.fromEntries(subjects.map(({ name }) => [name, {}]));
      result.sizes.push({ name: size.name, subjects: found });
      for (const [run, subject] of turns(size, subjects, runs)) {
        if (result.failures.length >= TOO_MANY) break;
        const title = `${size.name}, run ${run + 1} of ${runs}, ${subject.name}`;
        try {
          const { values, browser } = await measure(server.origin, subject, doc, run < WHOLE_RUNS);
          result.browser ??= browser;
          for (const [name, list] of Object.entries(values)) (found[subject.name][name] ??= []).push(...list);
          say(`${title}: open ${values.openCpu[0].toFixed(0)} ms, tag ${values.tagCpu[0].toFixed(1)} ms`);
        } catch (error) {
          // The other runs count all the same.
          result.failures.push(`${title}: ${error.message.split("\n")[0]}`);
          say(result.failures.at(-1));
        }
        result.seconds = Math.round((Date.now() - started) / 1000);
        await keep();
      }
    }
    process.stdout.write(`\n${table(result)}\n`);
    if (result.failures.length) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

await main();
