// Where the app's time goes in opening and in tagging: `run.mjs --profile`.
//
// Two looks at the same acts. The trace splits the main thread's CPU by what the browser was doing; its
// "script" holds JavaScript and WebAssembly, which the sampling profiler splits further. The release
// build has no function names in its WebAssembly: functions appear by number.

import { Profile, sleep } from "./browser.mjs";
import { click, start, toWord } from "./measure.mjs";
import { GLOSSATOR } from "./subjects.mjs";

const REST = 300;
const TAGS = 6;

/** Prints shares of time for opening `doc` and for tagging in it. */
export async function profile(origin, doc) {
  const key = GLOSSATOR.key(doc);
  const acts = {
    open: async (tab, watch) => watch(() => tab.timed("click", "shown", key, () => click(tab))),
    tag: async (tab, watch) => {
      await tab.timed("click", "shown", key, () => click(tab));
      await sleep(2 * REST);
      let cpu = 0;
      for (let n = 0; n < TAGS; n++) {
        await toWord(tab, GLOSSATOR);
        await tab.evaluate("benchState.note()");
        const tag = () => tab.timed("keydown", "tagged", null, () => tab.page.keyboard.press("1"));
        // The first is not like those after it.
        cpu += n > 0 ? (await watch(tag)).cpu : 0 * (await tag()).cpu;
        await sleep(REST);
        await tab.timed("keydown", "untagged", null, () => tab.page.keyboard.press("Delete"));
        await GLOSSATOR.saved(tab);
        await sleep(REST);
      }
      return { cpu: cpu / (TAGS - 1) };
    },
  };
  for (const [name, act] of Object.entries(acts)) {
    const traced = await session(origin, act, trace);
    const sampled = await session(origin, act, sample);
    print(`${name}, ${doc.name}: ${traced.cpu.toFixed(0)} ms of CPU while traced; by task, %`, traced.shares);
    print(`${name}: samples, % of those that were not idle`, sampled.kinds);
    print(`${name}: functions by their own time, %`, sampled.functions);
  }
}

async function session(origin, act, watcher) {
  const profile = await Profile.make();
  try {
    const tab = await profile.open(GLOSSATOR.scripts);
    try {
      await start(tab, origin, GLOSSATOR);
      const watch = await watcher(tab);
      const { cpu } = await act(tab, watch.around);
      return { cpu, ...watch.result() };
    } finally {
      await tab.close();
    }
  } finally {
    await profile.remove();
  }
}

/** Samples every 100 µs during the acts. */
async function sample(tab) {
  const kinds = new Map();
  const functions = new Map();
  await tab.cdp.send("Profiler.enable");
  await tab.cdp.send("Profiler.setSamplingInterval", { interval: 100 });
  const add = (map, name, value) => map.set(name, (map.get(name) ?? 0) + value);
  return {
    async around(act) {
      await tab.cdp.send("Profiler.start");
      const done = await act();
      const { profile } = await tab.cdp.send("Profiler.stop");
      const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
      profile.samples.forEach((id, i) => {
        const frame = nodes.get(id);
        const kind = kindOf(frame);
        if (kind === "idle") return;
        add(kinds, kind, profile.timeDeltas[i]);
        const name = frame.functionName || "(anonymous)";
        add(functions, `${name.replace(/_[0-9a-f]{16}$/, "")}  [${kind}]`, profile.timeDeltas[i]);
      });
      return done;
    },
    result: () => ({ kinds: shares(kinds), functions: shares(functions).slice(0, 25) }),
  };
}

function kindOf({ functionName, url }) {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(program)") return "browser: layout, paint, tasks";
  if (functionName === "(garbage collector)") return "garbage collection";
  if (functionName.startsWith("wasm-function") || /^wasm:|\.wasm$/.test(url)) return "WebAssembly";
  if (/glossator-[0-9a-f]+\.js$/.test(url)) return "JavaScript glue and the DOM calls made in it";
  return url ? "other scripts" : "built in";
}

/** Follows the main thread's tasks. */
async function trace(tab) {
  const own = new Map();
  const categories = ["toplevel", "devtools.timeline", "v8", "blink", "loading", "disabled-by-default-v8.gc"];
  return {
    async around(act) {
      const events = [];
      const collect = ({ value }) => events.push(...value);
      tab.cdp.on("Tracing.dataCollected", collect);
      const complete = new Promise((resolve) => tab.cdp.once("Tracing.tracingComplete", resolve));
      await tab.cdp.send("Tracing.start", {
        transferMode: "ReportEvents",
        traceConfig: { includedCategories: categories, excludedCategories: ["*"] },
      });
      const done = await act();
      await tab.cdp.send("Tracing.end");
      await complete;
      tab.cdp.off("Tracing.dataCollected", collect);
      for (const [name, time] of selfTimes(events)) own.set(name, (own.get(name) ?? 0) + time);
      return done;
    },
    result: () => ({ shares: shares(own).slice(0, 18) }),
  };
}

/** Time of each kind of event on the busiest renderer main thread, without what is nested in it. */
function selfTimes(events) {
  const mains = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = mains.map(({ pid, tid }) => {
    const list = events.filter((e) => e.pid === pid && e.tid === tid && e.ph === "X").sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    return { list, busy: list.reduce((sum, e) => sum + (e.tdur ?? e.dur), 0) };
  });
  const { list } = threads.sort((a, b) => b.busy - a.busy)[0];
  const own = new Map();
  const stack = [];
  for (const event of list) {
    while (stack.length && stack.at(-1).ts + stack.at(-1).dur <= event.ts) stack.pop();
    const time = event.tdur ?? event.dur ?? 0;
    own.set(event.name, (own.get(event.name) ?? 0) + time);
    const parent = stack.at(-1);
    if (parent) own.set(parent.name, own.get(parent.name) - time);
    stack.push(event);
  }
  return own;
}

function shares(map) {
  const total = [...map.values()].reduce((sum, n) => sum + n, 0);
  return [...map].sort((a, b) => b[1] - a[1]).map(([name, n]) => [name, (100 * n) / total]);
}

function print(title, rows) {
  process.stdout.write(`\n${title}\n`);
  for (const [name, share] of rows) if (share >= 0.5) process.stdout.write(`  ${share.toFixed(1).padStart(5)}  ${name}\n`);
}
