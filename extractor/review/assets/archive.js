"use strict";
// The table of inputs: sort by a column, search, filter. Without this script it is the whole table.
(() => {
  const table = document.getElementById("inputs");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row, place) => ({
    row,
    place,
    text: fold(row.cells[0].textContent + " " + row.cells[1].textContent + " " + row.dataset.code),
    numbers: Array.from(row.cells, (cell) => (cell.textContent.trim() === "" ? -1 : Number(cell.textContent))),
  }));
  const [search, status, found, code] = ["search", "status", "found", "code"].map((id) => document.getElementById(id));
  const shown = document.getElementById("shown");
  const [ERRORS, WARNINGS, INFOS, DOUBTFUL] = [5, 6, 7, 8];

  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const answers = {
    "": () => true,
    error: (numbers) => numbers[ERRORS] > 0,
    warning: (numbers) => numbers[WARNINGS] > 0,
    open: (numbers) => numbers[DOUBTFUL] > 0,
    none: (numbers) => numbers[ERRORS] === 0 && numbers[WARNINGS] === 0 && numbers[INFOS] === 0,
  };

  function filter() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text, numbers } of rows) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (!status.value || row.dataset.status === status.value) &&
        (!code || !code.value || row.dataset.code === code.value) &&
        answers[found.value](numbers);
      row.hidden = !fits;
      count += fits;
    }
    const said = count ? shown.dataset.shown : shown.dataset.none;
    shown.textContent = said.replace("{shown}", count).replace("{total}", rows.length);
  }

  function sort(header, column) {
    const ascending = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const text = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const compare =
      header.dataset.sort === "number"
        ? (one, other) => one.numbers[column] - other.numbers[column]
        : (one, other) => text(one.row.cells[column].textContent, other.row.cells[column].textContent);
    const sorted = [...rows].sort((one, other) => (ascending ? 1 : -1) * compare(one, other) || one.place - other.place);
    body.append(...sorted.map(({ row }) => row));
  }

  Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(header, column));
  });
  const filters = document.getElementById("filters");
  filters.addEventListener("input", filter);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.hidden = false;
  filter();
})();
