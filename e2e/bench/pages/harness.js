// Runs in every measured page before its own scripts: waits until something is painted.
//
// "Painted": an animation frame finds the wanted state in the DOM, the next one follows that frame's
// style, layout and paint, and the one after it makes sure of them. Times are those of the page's own
// clock, from the event that a real input device would have made.

window.bench = {
  /** Waits for `state(argument)` after the next event of this type. Ask for `bench.result` then. */
  arm(type, state, argument) {
    this.result = new Promise((resolve) => {
      const begin = (event) => this.painted(() => window.benchState[state](argument), (at) => resolve(at - event.timeStamp));
      addEventListener(type, begin, { capture: true, once: true });
    });
  },

  /** Calls `then` with the time when `test` holds and is painted. */
  painted(test, then) {
    const frame = () => {
      if (!test()) requestAnimationFrame(frame);
      else requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
    };
    requestAnimationFrame(frame);
  },
};

if (window.benchCold) {
  const test = () => document.readyState !== "loading" && window.benchState?.shown(window.benchCold);
  window.bench.result = new Promise((resolve) => window.bench.painted(test, resolve));
}

// Memories of the WebAssembly that the page makes.
{
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      for (const value of Object.values((made.instance ?? made).exports)) {
        if (value instanceof WebAssembly.Memory) memories.add(value);
      }
      return made;
    };
  }
  window.bench.wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}
