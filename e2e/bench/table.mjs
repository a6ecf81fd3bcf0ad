// The figures as a Markdown table.

const FIGURES = [
  { title: "open", key: "openCpu", aim: "≤ 2×" },
  { title: "tag", key: "tagCpu", aim: "≤ 1.5×" },
  { title: "delete", key: "deleteCpu", aim: "≤ 1.5×" },
  { title: "after", key: "tagAfterCpu" },
  { title: "scroll", key: "scrollCpu", aim: "≤ 1.5×" },
  { title: "cold", key: "coldCpu", aim: "≤ +300", difference: true },
  { title: "heap MB", key: "heap", aim: "≤ 60", plain: true },
];

export function median(values) {
  const sorted = [...(values ?? [])].sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const short = (n) => (n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString("en-GB"));

export function table({ sizes, runs, browser, cpu, seconds, failures = [] }) {
  const lines = [
    `Milliseconds of main-thread CPU, medians of ${runs} run${runs > 1 ? "s" : ""}; in brackets, relative to the faster floor.`,
    "",
    `| text × spans | page | ${FIGURES.map(({ title, aim }) => (aim ? `${title} (${aim})` : title)).join(" | ")} |`,
    `| --- | --- |${" ---: |".repeat(FIGURES.length)}`,
  ];
  for (const size of sizes) {
    const of = (name, key) => median(size.subjects[name][key]);
    const floors = Object.keys(size.subjects).filter((name) => name.startsWith("floor"));
    Object.keys(size.subjects).forEach((name, n) => {
      const cells = FIGURES.map(({ key, difference, plain }) => {
        const value = of(name, key);
        if (Number.isNaN(value)) return "–";
        if (plain || floors.includes(name) || key === "tagAfterCpu") return short(value);
        const floor = Math.min(...floors.map((floor) => of(floor, key)));
        if (Number.isNaN(floor)) return short(value);
        return difference ? `${short(value)} (+${short(value - floor)})` : `${short(value)} (${(value / floor).toFixed(1)}×)`;
      });
      const title = name === "Glossator" ? "**Glossator**" : name;
      lines.push(`| ${n === 0 ? size.name : ""} | ${title} | ${cells.join(" | ")} |`);
    });
  }
  lines.push("", `Chromium ${browser ?? "?"}, ${cpu}, ${seconds ?? "?"} s in all.`);
  if (failures.length) lines.push("", ...failures.map((failure) => `- failed: ${failure}`));
  return lines.join("\n");
}
