"use strict";
(() => {
  const zoom = document.getElementById("zoom");
  if (zoom) {
    zoom.parentElement.hidden = false;
    zoom.addEventListener("input", () => document.documentElement.style.setProperty("--zoom", zoom.value));
  }
  const team = document.getElementById("team");
  if (team) {
    team.parentElement.hidden = false;
    team.addEventListener("change", () => {
      for (const day of document.querySelectorAll("details.day")) {
        let shown = 0;
        for (const row of day.querySelectorAll("tr[data-team]")) {
          row.hidden = team.value !== "" && row.dataset.team !== team.value;
          shown += row.hidden ? 0 : 1;
        }
        day.hidden = shown === 0;
      }
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
  const links = new Map([...document.querySelectorAll("nav a")].map((a) => [a.hash.slice(1), a]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const a of links.values()) a.removeAttribute("aria-current");
      const link = links.get(entry.target.id);
      if (link) link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const section of document.querySelectorAll("main > section")) seen.observe(section);
})();
