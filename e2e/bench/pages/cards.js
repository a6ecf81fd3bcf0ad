// The least that a board of cards costs: headings, cards, and one class that hides some of them.

const cards = await (await fetch("/data/cards.json")).json();
const board = document.getElementById("board");
const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

function draw() {
  const rows = new Map();
  for (const card of cards) {
    let row = rows.get(card.question);
    if (!row) {
      row = element("section", "row");
      row.append(element("h2", "", card.question));
      rows.set(card.question, row);
    }
    const article = element("article", `card ${card.stance}`);
    article.append(element("p", "", card.stance), element("b", "", card.figure), element("p", "", card.words), element("small", "", card.outlet));
    row.append(article);
  }
  board.append(...rows.values());
}

document.getElementById("show").addEventListener("click", draw);
document.getElementById("denials").addEventListener("click", () => board.classList.add("few"));
window.benchState = {
  board: () => board.childElementCount > 0,
  denials: () => board.classList.contains("few"),
};
document.documentElement.dataset.ready = "";
