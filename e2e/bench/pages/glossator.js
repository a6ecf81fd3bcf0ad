// What the benchmark asks of the app, through its handles for tools alone (DESIGN.md, section 11).

{
  const pane = () => document.getElementById("text");
  const first = () => pane()?.querySelector("[data-start='0']");
  const drawn = () => first()?.querySelectorAll(".seg[data-marks]").length ?? 0;
  let before = 0;

  window.benchState = {
    // The first paragraph is in the window and has marks.
    shown: (id) => pane()?.dataset.document === id && drawn() > 0,
    note: () => (before = drawn()),
    tagged: () => drawn() > before,
    untagged: () => drawn() <= before,
    /** The paragraphs in the window, and how many marks each shows. */
    drawnInWindow: () =>
      [...pane().querySelectorAll("[data-start]")].flatMap((p, n) => {
        const { top, bottom } = p.getBoundingClientRect();
        if (bottom < 0 || top > innerHeight) return [];
        return [[n, new Set([...p.querySelectorAll(".seg")].flatMap((seg) => seg.dataset.marks.split(" "))).size]];
      }),
  };
}
