// One run of one page: what is done, in which order, and what is noted.

import { Profile, sleep, WINDOW } from "./browser.mjs";

/** How long a page has to be still before the next act. */
const REST = 250;
/** Marks made and deleted in one run. */
const TAGS = 3;
const SCREENS = 20;

/**
 * Measures `subject` with `doc` in a new profile; figures by name, in the order they were taken.
 * `whole`: scrolling and a cold start as well.
 */
export async function measure(origin, subject, doc, whole) {
  const values = {};
  const note = (name, value) => (values[name] ??= []).push(value);
  const profile = await Profile.make();
  try {
    const tab = await profile.open(subject.scripts);
    const browser = tab.context.browser()?.version();
    try {
      await opened(tab, origin, subject, doc, note);
      if (whole) await scrolled(tab, subject, note);
      await tagged(tab, subject, note);
      const memory = await tab.memory();
      note("heap", memory.js + memory.wasm);
      for (const [name, megabytes] of Object.entries(memory)) note(`memory ${name}`, megabytes);
      if (tab.errors.length) throw new Error(`${subject.name}: ${tab.errors.join(" | ")}`);
    } finally {
      await tab.close();
    }
    if (whole && subject.lastPath) await cold(profile, origin, subject, doc, note);
    return { values, browser };
  } finally {
    await profile.remove();
  }
}

/** Opens the page with its short document, and then the document. */
export async function start(tab, origin, subject) {
  await tab.page.goto(`${origin}/blank`);
  await subject.prepare(tab);
  await tab.page.goto(origin + subject.path);
  await subject.ready(tab);
  await tab.page.evaluate(() => document.fonts.ready);
  const box = await subject.opener(tab).boundingBox();
  await tab.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await sleep(2 * REST);
  await tab.cdp.send("HeapProfiler.collectGarbage");
}

export async function click(tab) {
  await tab.page.mouse.down();
  await tab.page.mouse.up();
}

async function opened(tab, origin, subject, doc, note) {
  await start(tab, origin, subject);
  const { cpu, wall } = await tab.timed("click", "shown", subject.key(doc), () => click(tab));
  note("openCpu", cpu);
  note("openWall", wall);
  await sleep(2 * REST);
  const marks = await subject.marks(tab);
  if (marks !== doc.spans.length) throw new Error(`${subject.name} shows ${marks} of ${doc.spans.length} marks`);
  await subject.check(tab, doc);
}

async function scrolled(tab, subject, note) {
  await tab.page.mouse.move(640, WINDOW.height / 2);
  await sleep(REST);
  const steps = 2 * SCREENS;
  const top = () => tab.evaluate(`[${subject.scroller}.scrollTop, ${subject.scroller}.scrollHeight - ${subject.scroller}.clientHeight]`);
  const [from] = await top();
  const before = await tab.cpu();
  const began = performance.now();
  for (let step = 1; step <= steps; step++) {
    await tab.page.mouse.wheel(0, WINDOW.height / 2);
    await sleep(Math.max(0, began + 35 * step - performance.now()));
  }
  await sleep(REST);
  note("scrollCpu", (await tab.cpu()) - before);
  note("scrollWall", performance.now() - began);
  const [to, end] = await top();
  note("scrolled pixels", to - from);
  if (to < Math.min(end, SCREENS * WINDOW.height) * 0.9) {
    throw new Error(`${subject.name}: the wheel has moved the page from ${from} to ${to} of ${end} only`);
  }
}

/** To the third word of the document, which has no mark. */
export async function toWord(tab, subject) {
  await subject.focus(tab);
  await tab.page.keyboard.press("Control+Home");
  await tab.page.keyboard.press("ArrowRight");
  await tab.page.keyboard.press("ArrowRight");
  await sleep(REST);
}

async function tagged(tab, subject, note) {
  for (let n = 0; n < TAGS; n++) {
    await toWord(tab, subject);
    await tab.evaluate("benchState.note?.()");
    const tag = await act(tab, subject, "1", "tagged");
    const away = await act(tab, subject, "Delete", "untagged");
    const kind = n === 0 ? "First" : "";
    for (const [name, figures] of [["tag", tag], ["delete", away]]) {
      for (const [what, value] of Object.entries(figures)) note(`${name}${kind}${what}`, value);
    }
  }
}

async function act(tab, subject, key, state) {
  const { cpu, wall } = await tab.timed("keydown", state, null, () => tab.page.keyboard.press(key));
  const painted = await tab.cpu();
  await subject.saved(tab);
  await sleep(REST);
  return { Cpu: cpu, Wall: wall, AfterCpu: (await tab.cpu()) - painted };
}

/** Another browser with the same profile: the document is the one that was left open. */
async function cold(profile, origin, subject, doc, note) {
  const key = `window.benchCold = ${JSON.stringify(subject.key(doc))};`;
  const [harness, ...rest] = subject.scripts;
  const tab = await profile.open([`if (location.pathname !== "/blank") { ${key} }\n${harness}`, ...rest]);
  try {
    // A page of the same origin first: the next one then has the same process, and thread.
    await tab.page.goto(`${origin}/blank`);
    await sleep(2 * REST);
    const before = await tab.cpu();
    await tab.page.goto(origin + subject.lastPath, { waitUntil: "commit" });
    const wall = await tab.evaluate("bench.result");
    note("coldCpu", (await tab.cpu()) - before);
    note("coldWall", wall);
  } finally {
    await tab.close();
  }
}
