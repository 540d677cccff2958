"use strict";
// In: the report as JSON (#data), the tables with their rows as the renderer made them. Out:
// the same rows, searched, sorted, with details. What is searched, sorted and shown is in the
// address after `#`, so that a link leads to it:
//   #search=load&kind=closure&sort=-bytes&show=0.12
// Names are set as text, never as HTML.
(() => {
  const CHUNK = 500;
  const COPIES = 100;
  const PLACES = new Intl.Collator("en", { numeric: true });
  const report = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  const grouped = (number) => String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, ",");
  const signed = (number) => (number > 0 ? "+" : number < 0 ? "\u2212" : "") + grouped(number);
  const counted = (number, word) => `${grouped(number)} ${word}${number === 1 ? "" : "s"}`;

  const nameOf = (row) => row.name === undefined ? row.function : row.name;

  // Makes the name in a line a button, which opens the details of its row below it.
  const opener = (line, row) => {
    const name = line.querySelector(".name");
    const closed = { type: "button", "aria-expanded": "false" };
    const button = make("button", closed, ...(name ? name.childNodes : []));
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!open));
      if (open) {
        line.nextElementSibling.remove();
      } else {
        const wide = make("td", { colspan: line.children.length }, details(row));
        line.after(make("tr", { class: "detail" }, wide));
      }
    });
    if (name) name.replaceChildren(button);
    return button;
  };

  const shown = (field, found) => {
    if (typeof found === "number") return grouped(found);
    if (typeof found === "boolean") return found ? "yes" : "no";
    return field === "kind" ? found.replaceAll("_", " ") : String(found);
  };

  const details = (row) => {
    const facts = make("dl", { class: "facts" });
    const add = (found, field, label) => {
      const isName = label === "name" || label === "function";
      if (found === null || isName || Array.isArray(found)) return;
      if (typeof found === "object") {
        for (const [key, part] of Object.entries(found)) add(part, key, `${label} ${key}`);
        return;
      }
      facts.append(make("div", {}, make("dt", {}, label.replaceAll("_", " ")),
        make("dd", {}, shown(field, found))));
    };
    for (const [field, found] of Object.entries(row)) add(found, field, field);
    const box = make("div", { class: "details" }, facts);
    if (Array.isArray(row.programs)) box.append(list(row.programs, PROGRAM, "programs"));
    if (Array.isArray(row.copies)) box.append(list(row.copies, COPY, "copies"));
    return box;
  };

  // What is shown of a copy, and of a function in one program. A column that no row has is
  // left out.
  const COPY = [
    ["bytes", "bytes", (copy) => copy.bytes],
    ["types", "name", (copy) => (copy.arguments || copy.types || []).join(", ") || "\u2013"],
    ["inlined", "count", (copy) => copy.inlined],
    ["program", "word", (copy) => copy.program],
    ["instantiated in", "word", (copy) => copy.instantiated_in],
    ["part", "word", (copy) => copy.role === "inner" ? "inner" : copy.role && ""],
    ["copy", "name", (copy) => copy.name],
  ];
  const PROGRAM = [
    ["bytes", "bytes", (it) => it.bytes],
    ["copies", "count", (it) => it.copies],
    ["inlined", "count", (it) => it.inlined],
    ["saving", "saving", (it) => it.saving],
    ["program", "word", (it) => it.program],
  ];
  const isNumber = (shows) => ["bytes", "count", "saving"].includes(shows);

  const detail = (shows, found) => {
    const isAbsent = found === undefined || found === null;
    if (!isNumber(shows)) return make("td", { class: shows }, isAbsent ? "" : found);
    if (isAbsent) return make("td", { class: "n" });
    if (shows !== "saving") {
      return make("td", { class: "n", ["data-" + shows]: found }, grouped(found));
    }
    const mood = found > 0 ? "n good" : found < 0 ? "n bad" : "n";
    const word = found < 0 ? "costs " : "";
    return make("td", { class: mood, "data-bytes": found }, word + grouped(found));
  };

  const list = (rows, all, word) => {
    const columns = all.filter(([, , of]) => rows.some((row) => {
      const found = of(row);
      return found !== undefined && found !== null;
    }));
    const body = make("tbody");
    const box = make("div", { class: "scroll" });
    const more = make("button", { type: "button" });
    const fill = () => {
      const from = body.children.length;
      for (const row of rows.slice(from, from + COPIES)) {
        body.append(make("tr", {}, ...columns.map(([, shows, of]) => detail(shows, of(row)))));
      }
      const left = rows.length - body.children.length;
      more.textContent = `Show more: ${grouped(left)} ${word} left`;
      more.hidden = left === 0;
    };
    more.addEventListener("click", fill);
    fill();
    const head = make("tr", {}, ...columns.map(([text, shows]) =>
      make("th", isNumber(shows) ? { scope: "col", class: "n" } : { scope: "col" }, text)));
    box.append(make("table", {}, make("thead", {}, head), body), more);
    return box;
  };

  // Tables. The first rows are in the table's body, the others in the template after it. An
  // entry is a line of the table, the row of the report that it shows, and the text to search
  // and the button, which are made when they are needed.
  const at = (path) => path.split(".").reduce((found, key) => found && found[key], report) || [];
  const tables = Array.from(document.querySelectorAll("table.data"), (element) => {
    const heads = Array.from(element.tHead.rows[0].cells);
    const rest = element.nextElementSibling;
    const lines = [...element.tBodies[0].rows, ...(rest ? rest.content.children : [])];
    const rows = at(element.dataset.source);
    return {
      element,
      rows: lines.map((line, index) => ({ line, row: rows[index], index, text: null, button: null })),
      columns: heads.map((head, position) => (
        { head, position, field: head.dataset.field, shows: head.dataset.shows })),
      foot: element.parentElement.nextElementSibling,
      matching: [],
      limit: CHUNK,
    };
  });

  // What a line shows in a column: a number if it has one.
  const value = (entry, column) => {
    const cell = entry.line.cells[column.position];
    const number = cell.dataset.bytes || cell.dataset.count;
    return number === undefined ? cell.textContent : Number(number);
  };

  const text = (entry) => {
    if (entry.text === null) {
      const { crate, copies, file, top } = entry.row;
      const words = (copy) => copy.name || (copy.types || []).join(", ");
      const names = Array.isArray(copies) ? copies.map(words) : [];
      const others = [nameOf(entry.row), crate, file, ...(top || [])];
      entry.text = [...others.filter(Boolean), ...names].join("\n").toLowerCase();
    }
    return entry.text;
  };

  const read = () => {
    const hash = new URLSearchParams(location.hash.slice(1));
    const word = (name) => hash.get(name) || "";
    return { search: word("search"), kind: word("kind"), sort: word("sort"), show: word("show") };
  };
  let state = read();

  const write = (change) => {
    state = { ...state, ...change };
    const hash = new URLSearchParams();
    for (const [name, found] of Object.entries(state)) if (found) hash.set(name, found);
    history.replaceState(null, "", "#" + hash);
  };

  const sorted = (table, entries) => {
    const down = state.sort.startsWith("-");
    const field = down ? state.sort.slice(1) : state.sort;
    const column = table.columns.find((column) => column.field === field);
    const order = state.sort && column ? state.sort : table.element.dataset.sorted;
    for (const { head, field } of table.columns) {
      const direction = { [field]: "ascending", ["-" + field]: "descending" }[order];
      if (direction) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    }
    if (!column) return entries;
    const keyed = entries.map((entry) => ({ entry, key: value(entry, column) }));
    const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    // By the file, then by the number of the line.
    const compare = column.shows === "source" ? PLACES.compare : inOrder;
    const sign = down ? -1 : 1;
    keyed.sort((a, b) => sign * compare(a.key, b.key) || a.entry.index - b.entry.index);
    return keyed.map(({ entry }) => entry);
  };

  const sum = (table) => {
    const column = table.columns.find(({ shows }) => shows === "saved" || shows === "grown")
      || table.columns.find(({ field }) => field === "bytes");
    if (!column) return null;
    const bytes = table.matching.reduce((sum, entry) => sum + (value(entry, column) || 0), 0);
    const words = {
      bytes: `${grouped(bytes)} bytes`,
      saved: `${bytes < 0 ? "cost" : "save"} ${grouped(bytes)} bytes`,
      grown: `${signed(bytes)} bytes`,
    };
    return { bytes, words: words[column.shows] };
  };

  const draw = (table) => {
    const body = table.element.tBodies[0];
    const shown = table.matching.slice(0, table.limit);
    for (const entry of shown) {
      entry.button = entry.button || opener(entry.line, entry.row);
      entry.button.setAttribute("aria-expanded", "false");
    }
    body.replaceChildren(...shown.map(({ line }) => line));
    const [note, more] = table.foot.children;
    const left = table.matching.length - shown.length;
    note.textContent = table.matching.length === 0
      ? "Nothing matches."
      : `${grouped(shown.length)} of ${counted(table.matching.length, "row")}: ${sum(table).words}`;
    more.hidden = left <= 0;
  };

  const matches = (needle) => ({ row }, entryText) =>
    (!state.kind || row.kind === state.kind) && (!needle || entryText().includes(needle));

  const apply = () => {
    const needle = state.search.trim().toLowerCase();
    const filtering = Boolean(needle || state.kind);
    const match = matches(needle);
    const hits = tables.map((table) => {
      const found = table.rows.filter((entry) => match(entry, () => text(entry)));
      table.matching = sorted(table, found);
      table.limit = CHUNK;
      draw(table);
      return new Set(found.map((entry) => String(entry.index)));
    });
    for (const tile of document.querySelectorAll(".dm-cell")) {
      const { table, row } = tile.dataset;
      const hit = row !== undefined && hits[table] && hits[table].has(row);
      tile.classList.toggle("unmatched", filtering && !hit);
    }
    found(filtering);
  };

  const found = (filtering) => {
    const output = byId("found");
    if (!output) return;
    const count = tables.reduce((sum, table) => sum + table.matching.length, 0);
    const all = tables.reduce((sum, table) => sum + table.rows.length, 0);
    const one = tables.length === 1 ? sum(tables[0]) : null;
    output.dataset.count = count;
    if (one) output.dataset.bytes = one.bytes;
    const bytes = one ? `: ${one.words}` : "";
    output.textContent = (filtering ? `${grouped(count)} of ` : "") + counted(all, "row") + bytes;
  };

  // Tiles: one of each map can be reached with Tab, the others from it with the arrows.
  const panel = byId("details");
  const show = (id) => {
    const [table, index] = id.split(".").map(Number);
    const entry = tables[table] && tables[table].rows[index];
    for (const tile of document.querySelectorAll(".dm-cell.chosen")) tile.classList.remove("chosen");
    panel.hidden = !entry;
    if (!entry) return;
    // Of several maps, the details are below the one that has the tile.
    for (const tile of document.querySelectorAll(`[data-table="${table}"][data-row="${index}"]`)) {
      tile.classList.add("chosen");
      const map = tile.closest("svg.narrow");
      if (map) map.after(panel);
    }
    const close = make("button", { type: "button", "aria-label": "Close details" }, "\u00d7");
    close.addEventListener("click", () => { write({ show: "" }); show(""); });
    panel.replaceChildren(make("h3", {}, nameOf(entry.row)), close, details(entry.row));
  };

  const choose = (tile) => {
    write({ show: `${tile.dataset.table}.${tile.dataset.row}` });
    show(state.show);
    panel.scrollIntoView({ block: "nearest" });
  };

  for (const map of document.querySelectorAll("svg.dm")) {
    const tiles = Array.from(map.querySelectorAll(".dm-cell[data-row]"));
    tiles.forEach((tile, at) => {
      tile.setAttribute("tabindex", at === 0 ? "0" : "-1");
      tile.setAttribute("role", "button");
      tile.addEventListener("click", () => choose(tile));
      tile.addEventListener("keydown", (event) => {
        const to = {
          ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
          Home: 0, End: tiles.length - 1,
        }[event.key];
        if (event.key === "Enter" || event.key === " ") choose(tile);
        else if (tiles[to]) {
          tile.setAttribute("tabindex", "-1");
          tiles[to].setAttribute("tabindex", "0");
          tiles[to].focus();
        } else return;
        event.preventDefault();
      });
    });
  }

  const prepareTables = () => {
    for (const table of tables) {
      for (const column of table.columns) {
        const button = make("button", { type: "button" }, column.head.textContent);
        button.addEventListener("click", () => {
          const field = column.field;
          const word = !column.head.classList.contains("n");
          const now = column.head.getAttribute("aria-sort");
          const down = now ? now === "ascending" : !word;
          write({ sort: (down ? "-" : "") + field });
          apply();
        });
        column.head.replaceChildren(button);
      }
      table.foot.querySelector("button").addEventListener("click", () => {
        table.limit += CHUNK;
        draw(table);
      });
    }
  };

  const prepareTools = () => {
    const tools = document.querySelector(".tools");
    if (!tools || tables.length === 0) return;
    tools.hidden = false;
    tools.addEventListener("submit", (event) => event.preventDefault());
    const search = byId("search");
    let timer = 0;
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { write({ search: search.value }); apply(); }, 120);
    });
    const kind = byId("kind");
    const kinds = new Set(tables.flatMap((table) => table.rows.map(({ row }) => row.kind)));
    kinds.delete(undefined);
    for (const word of Array.from(kinds).sort()) {
      kind.append(make("option", { value: word }, word.replaceAll("_", " ")));
    }
    byId("kinds").hidden = kinds.size < 2;
    kind.addEventListener("change", () => { write({ kind: kind.value }); apply(); });
  };

  const restore = () => {
    state = read();
    if (byId("search")) {
      byId("search").value = state.search;
      byId("kind").value = state.kind;
    }
    if (tables.length > 0) apply();
    if (panel) show(state.show);
  };

  prepareTables();
  prepareTools();
  restore();
  addEventListener("hashchange", restore);
})();
