"use strict";
// A document's page: values light up on the pages, boxes lead to values, and what people say is kept until it is
// downloaded. Texts of the document are only ever put in as text.
(() => {
  const words = JSON.parse(document.body.dataset.words);
  const documentId = document.body.dataset.document;
  const $ = (id) => document.getElementById(id);
  const pages = $("pages");
  const records = $("records");
  const values = Array.from(records.querySelectorAll(".value[id]"));
  const boxes = new Map();
  for (const box of pages.querySelectorAll("rect")) {
    const of = box.dataset.v === undefined ? "f" + box.dataset.f : "v" + box.dataset.v;
    boxes.set(of, [...(boxes.get(of) || []), box]);
  }

  // --- Light -------------------------------------------------------------------------------------------------

  let lit = [];
  function light(id) {
    for (const one of lit) one.classList.remove("lit");
    lit = [...(boxes.get(id) || [])];
    const value = id.startsWith("v") && $(id);
    if (value) lit.push(value);
    for (const one of lit) one.classList.add("lit");
    return boxes.get(id);
  }

  function show(id) {
    const found = light(id);
    if (found) bring(found[0]);
  }

  // The pane alone scrolls, not the whole window; far away at once, near by smoothly.
  function bring(box) {
    const at = box.getBoundingClientRect();
    const pane = pages.getBoundingClientRect();
    const inside = at.top >= pane.top + 20 && at.bottom <= pane.bottom - 20 && at.left >= pane.left && at.right <= pane.right;
    if (inside) return;
    const down = at.top - pane.top - Math.max(40, (pane.height - at.height) / 3);
    const across = at.left < pane.left || at.right > pane.right ? at.left - pane.left - 40 : 0;
    pages.classList.toggle("near", Math.abs(down) < pane.height * 2);
    pages.scrollBy(across, down);
  }

  let waiting = 0;
  records.addEventListener("pointerover", (event) => {
    const value = event.target.closest(".value[id]");
    clearTimeout(waiting);
    if (value) waiting = setTimeout(() => show(value.id), 60);
  });
  records.addEventListener("pointerleave", () => clearTimeout(waiting));
  records.addEventListener("focusin", (event) => {
    const value = event.target.closest(".value[id]");
    if (value) {
      own(value);
      show(value.id);
    }
  });
  pages.addEventListener("pointerover", (event) => {
    if (event.target.dataset.v !== undefined) light("v" + event.target.dataset.v);
  });
  pages.addEventListener("click", (event) => {
    if (event.target.dataset.v !== undefined) reach($("v" + event.target.dataset.v));
    else if (event.target.dataset.f !== undefined) $("f" + event.target.dataset.f).focus();
  });

  // --- Moving among values: one stop for each block, arrows inside it -------------------------------------------

  const blocks = Array.from(records.querySelectorAll(".values"));
  const inBlock = new Map(blocks.map((block) => [block, values.filter((value) => block.contains(value))]));
  for (const found of inBlock.values()) if (found.length) found[0].tabIndex = 0;

  function own(value) {
    for (const other of inBlock.get(value.closest(".values"))) other.tabIndex = other === value ? 0 : -1;
  }

  function reach(value) {
    for (let outer = value.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    value.focus({ preventScroll: true });
    value.scrollIntoView({ block: "center", inline: "nearest" });
  }

  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  records.addEventListener("keydown", (event) => {
    const value = event.target.closest(".value[id]");
    if (!value || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in steps) {
      const next = values[values.indexOf(value) + steps[event.key]];
      if (next) reach(next);
    } else if (event.key === "Home" || event.key === "End") {
      const found = inBlock.get(value.closest(".values"));
      reach(event.key === "Home" ? found[0] : found[found.length - 1]);
    } else if ((event.key === "Enter" || event.key === " ") && value.dataset.path) {
      open(value);
    } else {
      return;
    }
    event.preventDefault();
  });

  // --- Findings and links from outside --------------------------------------------------------------------------

  function follow(id, finding) {
    const target = $(id);
    if (!target) return;
    if (target.classList.contains("value")) reach(target);
    else if (target.tagName === "FIGURE") {
      const box = (boxes.get("f" + finding) || [])[0];
      if (box) show("f" + finding);
      else bring(target);
    } else {
      if (boxes.has("f" + finding)) show("f" + finding);
      target.scrollIntoView({ block: "start" });
      if (target.tabIndex >= -1) target.focus({ preventScroll: true });
    }
  }

  records.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    follow(link.getAttribute("href").slice(1), link.dataset.f);
  });
  if (location.hash) follow(location.hash.slice(1));

  // --- Larger and smaller pages ---------------------------------------------------------------------------------

  let zoom = 1;
  function scale(by) {
    zoom = Math.min(3, Math.max(0.4, zoom * by));
    document.documentElement.style.setProperty("--zoom", zoom);
  }
  $("larger")?.addEventListener("click", () => scale(1.25));
  $("smaller")?.addEventListener("click", () => scale(0.8));

  // --- What people say ------------------------------------------------------------------------------------------

  const store = {
    works: true,
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        this.works = false;
        return null;
      }
    },
    set(key, text) {
      try {
        localStorage.setItem(key, text);
      } catch {
        this.works = false;
      }
    },
  };
  const KEY = "schede:" + documentId;
  const by = $("by");
  const said = $("said");
  by.value = store.get("schede:by") || "";
  by.addEventListener("change", () => store.set("schede:by", by.value));

  const byPath = new Map(values.filter((value) => value.dataset.path).map((value) => [value.dataset.path, value]));
  const pending = new Map();
  const before = new Map();

  // The value as it stands in the record.
  function scalar(value) {
    if (value.classList.contains("null")) return null;
    if (value.dataset.kind === "text") return value.dataset.text ?? value.textContent;
    return value.dataset.kind === "count" ? Number(value.dataset.value) : value.dataset.value;
  }

  for (const value of byPath.values()) before.set(value, scalar(value));

  function load() {
    let kept = [];
    try {
      kept = JSON.parse(store.get(KEY) || "[]");
    } catch {
      kept = [];
    }
    for (const one of kept) {
      const value = byPath.get(one.path);
      if (!value || applied(value, one)) continue;
      pending.set(one.path, one);
      value.classList.add("pending", one.verdict);
    }
    if (pending.size !== kept.length) save();
    count();
  }

  // It is in the record by now: `schede correct` was there.
  function applied(value, one) {
    if (one.verdict === "withdrawn") return !value.dataset.verdict;
    const holds = one.verdict === "right" ? one.shown : one.value;
    return value.dataset.at === one.at && before.get(value) === holds;
  }

  function save() {
    store.set(KEY, JSON.stringify([...pending.values()]));
  }

  function count() {
    $("offer").hidden = !pending.size;
    said.textContent = pending.size ? words.pending.replace("{count}", pending.size) : words.pending_none;
    if (pending.size && !store.works) said.textContent += " " + words.no_storage;
  }

  function say(value, verdict, given) {
    const one = {
      document_id: documentId,
      path: value.dataset.path,
      verdict,
      shown: before.get(value),
      at: new Date().toISOString().slice(0, 19) + "Z",
    };
    if (verdict === "corrected") one.value = given;
    pending.set(one.path, one);
    value.classList.remove("right", "corrected", "withdrawn");
    value.classList.add("pending", verdict);
    save();
    count();
    said.textContent = words["marked_" + verdict].replace("{label}", name(value)) + " " + said.textContent;
  }

  function forget(value) {
    pending.delete(value.dataset.path);
    value.classList.remove("pending", "right", "corrected", "withdrawn");
    save();
    count();
  }

  // What a value is called: its term, or its column and row.
  function name(value) {
    const cell = value.closest("td, th");
    if (!cell) return value.closest("div").querySelector("dt").textContent;
    const table = cell.closest("table");
    const row = cell.parentElement.rowIndex;
    return `${table.caption.textContent}, ${table.tHead.rows[0].cells[cell.cellIndex].textContent}, ${row}`;
  }

  // --- The dialog -----------------------------------------------------------------------------------------------

  const dialog = $("edit");
  const input = $("edit-value");
  const text = $("edit-text");
  const nothing = $("edit-nothing");
  let current = null;

  function open(value) {
    current = value;
    const { kind } = value.dataset;
    const waits = pending.get(value.dataset.path);
    const now = before.get(value);
    $("edit-label").textContent = name(value);
    $("edit-now").textContent = now === null ? "–" : shownText(value);
    $("edit-was-row").hidden = value.dataset.read === undefined;
    $("edit-was").textContent = value.dataset.read ?? "";
    const saidBy = value.dataset.by ? words.by : words.by_nobody;
    $("edit-said").textContent = value.dataset.at
      ? saidBy.replace("{by}", value.dataset.by).replace("{at}", value.dataset.at.replace("T", " ").replace("Z", " UTC"))
      : "";
    const isText = kind === "text";
    text.hidden = !isText;
    input.hidden = isText;
    document.querySelector("label[for^='edit-']").htmlFor = isText ? "edit-text" : "edit-value";
    input.type = kind === "date" ? "date" : "text";
    input.inputMode = { number: "decimal", count: "numeric" }[kind] || "text";
    const given = waits && waits.verdict === "corrected" ? waits.value : now;
    (isText ? text : input).value = given === null ? "" : typed(kind, given);
    (isText ? text : input).setAttribute("aria-describedby", "edit-hint edit-error");
    nothing.checked = Boolean(waits) && waits.verdict === "corrected" && waits.value === null;
    $("edit-nothing-row").hidden = "required" in value.dataset;
    $("edit-hint").textContent = words[kind + "_hint"];
    $("edit-error").textContent = "";
    $("edit-withdraw").hidden = !waits && !value.dataset.verdict;
    able();
    dialog.showModal();
    (isText ? text : input).focus();
  }

  function shownText(value) {
    return value.dataset.kind === "text" ? before.get(value) : value.textContent;
  }

  function typed(kind, given) {
    return kind === "number" && document.documentElement.lang === "it" ? given.replace(".", ",") : String(given);
  }

  function able() {
    text.disabled = input.disabled = nothing.checked;
  }
  nothing.addEventListener("change", able);

  // What was typed as it will stand in the record, or the word that says why it cannot.
  function reading() {
    const { kind } = current.dataset;
    if (nothing.checked) return "required" in current.dataset ? { wrong: "not_null" } : { value: null };
    if (kind === "text") {
      const value = text.value.replace(/\r\n?/g, "\n").trim().normalize("NFC");
      return value ? { value } : { wrong: "bad_text" };
    }
    const value = input.value.trim();
    if (kind === "date") return value ? { value } : { wrong: "bad_date" };
    if (kind === "count") return /^\d{1,9}$/.test(value) ? { value: Number(value) } : { wrong: "bad_count" };
    const digits = value.replace("−", "-").replace(",", ".");
    // One point before three digits may part thousands: that is asked, not guessed.
    const doubtful = /^-?\d{1,3}\.\d{3}$/.test(value);
    return /^-?\d{1,16}(\.\d{1,4})?$/.test(digits) && !doubtful ? { value: digits } : { wrong: "bad_number" };
  }

  function done() {
    const value = current;
    dialog.close();
    reach(value);
  }

  function saveTyped() {
    const { value, wrong } = reading();
    $("edit-error").textContent = wrong ? words[wrong] : "";
    if (wrong) {
      (nothing.checked ? nothing : text.hidden ? input : text).focus();
      return;
    }
    say(current, value === before.get(current) ? "right" : "corrected", value);
    done();
  }

  $("edit-save").addEventListener("click", saveTyped);
  $("edit-right").addEventListener("click", () => {
    say(current, "right");
    done();
  });
  $("edit-withdraw").addEventListener("click", () => {
    if (pending.has(current.dataset.path)) forget(current);
    else say(current, "withdrawn");
    done();
  });
  $("edit-cancel").addEventListener("click", done);
  dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") saveTyped();
  });
  dialog.addEventListener("cancel", () => setTimeout(() => reach(current)));
  records.addEventListener("click", (event) => {
    const value = event.target.closest(".value[data-path]");
    if (value && getSelection().isCollapsed) open(value);
  });

  // --- The file -------------------------------------------------------------------------------------------------

  $("download").addEventListener("click", () => {
    store.set("schede:by", by.value);
    const corrections = [...pending.values()].map((one) => ({ ...one, by: by.value.trim() || null }));
    const file = `corrections-${documentId}.json`;
    const content = JSON.stringify({ schema_version: "1.0", corrections }, null, 1) + "\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    said.textContent = words.downloaded.replaceAll("{file}", file);
  });
  $("discard").addEventListener("click", () => {
    if (confirm(words.discard_sure)) for (const path of [...pending.keys()]) forget(byPath.get(path));
  });
  addEventListener("beforeunload", (event) => {
    if (pending.size && !store.works) event.preventDefault();
  });

  load();
})();
