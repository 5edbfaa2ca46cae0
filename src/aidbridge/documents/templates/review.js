"use strict";
(() => {
  const main = document.getElementById("main");
  const rows = [...document.querySelectorAll("article.row")];
  const words = main.dataset;
  const decisionOf = (row) => row.querySelector("input[type=radio]:checked")?.value ?? "";
  const field = (row, name) => row.querySelector(`[data-field=${name}]`);
  const oneLine = (text) => text.split(/\s+/u).filter(Boolean).join(" ");
  const valueOf = (row) => (decisionOf(row) === "change" && field(row, "value") ? oneLine(field(row, "value").value) : "");
  const lacksValue = (row) => decisionOf(row) === "change" && valueOf(row) === "";
  const isOpen = (row) => "must" in row.dataset && (decisionOf(row) === "" || lacksValue(row));
  let saved = true;

  const must = Number(words.must);
  function show() {
    let open = Number(words.elsewhere);
    for (const row of rows) {
      const decision = decisionOf(row);
      row.classList.toggle("open", isOpen(row));
      row.classList.toggle("lacks", lacksValue(row));
      row.dataset.decision = decision;
      if (isOpen(row)) open += 1;
      const entry = row.querySelector(".entry");
      if (entry) entry.hidden = decision !== "change";
    }
    document.getElementById("done").textContent = String(must - open);
    document.getElementById("bar").style.setProperty("--share", must ? (must - open) / must : 1);
    document.getElementById("complete").hidden = open > 0;
    const only = document.getElementById("only-open").checked;
    for (const group of document.querySelectorAll("section.group")) {
      const inside = [...group.querySelectorAll("article.row")];
      const left = inside.filter(isOpen).length;
      const link = document.querySelector(`nav a[href="#${group.id}"] .left`);
      if (link) link.textContent = left ? String(left) : "";
      for (const row of inside) row.hidden = only && !isOpen(row) && !row.contains(document.activeElement);
      const agreeing = group.querySelector(".agree");
      if (only && left) group.querySelector(".fold")?.setAttribute("open", "");
      if (agreeing) agreeing.disabled = !inside.some((row) => "agrees" in row.dataset && decisionOf(row) === "");
    }
    document.body.classList.toggle("only-open", only);
  }

  function decide(row, decision) {
    const radio = row.querySelector(`input[type=radio][value=${decision}]`);
    if (radio) radio.checked = true;
    saved = false;
  }

  document.addEventListener("change", (event) => {
    if (event.target.closest("article.row")) saved = false;
    show();
  });
  main.addEventListener("input", (event) => {
    if (event.target.dataset.field === "value") show();
  });
  main.addEventListener("click", (event) => {
    const suggestion = event.target.closest("button.suggestion");
    if (suggestion) {
      const row = suggestion.closest("article.row");
      const same = suggestion.dataset.value === row.dataset.value;
      decide(row, same ? "accept" : "change");
      if (field(row, "value")) field(row, "value").value = same ? "" : suggestion.dataset.value;
      show();
    }
    const agree = event.target.closest("button.agree");
    if (agree) {
      for (const row of agree.closest("section").querySelectorAll("article.row[data-agrees]")) {
        if (decisionOf(row) === "") decide(row, "accept");
      }
      show();
    }
    const undo = event.target.closest("button.undo");
    if (undo) {
      for (const radio of undo.closest("article.row").querySelectorAll("input[type=radio]")) radio.checked = false;
      saved = false;
      show();
    }
  });

  // A spreadsheet runs what begins like a formula; the apostrophe keeps it text, and is taken off when the form is read.
  const cell = (text) => `"${(/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  function form() {
    const by = oneLine(document.getElementById("by").value);
    const lines = [["id", "decision", "value", "note", "by", "mark"]];
    for (const row of rows) {
      const decision = decisionOf(row);
      const note = oneLine(field(row, "note").value);
      if (decision === "" && note === "") continue;
      const unchanged = decision === row.dataset.was && valueOf(row) === (row.dataset.wasValue ?? "");
      const who = unchanged && row.dataset.wasBy ? row.dataset.wasBy : by;
      lines.push([row.id, decision, valueOf(row), note, who, row.dataset.mark]);
    }
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  document.getElementById("save").addEventListener("click", () => {
    const lacking = rows.find(lacksValue);
    if (lacking) {
      lacking.hidden = false;
      lacking.closest("details")?.setAttribute("open", "");
      field(lacking, "value").focus();
      document.getElementById("told").textContent = words.lacks.replace("{row}", lacking.id);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([form()], { type: "text/csv;charset=utf-8" }));
    link.download = "review.csv";
    document.body.append(link);
    link.click();
    link.remove();
    saved = true;
    document.getElementById("told").textContent = words.saved;
  });
  addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });

  document.body.classList.add("scripted");
  show();
})();
