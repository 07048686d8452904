// A report reads without this; with it, its words can be searched.
"use strict";
(() => {
  const form = document.getElementById("find");
  const found = document.getElementById("found");
  if (!form || !found) return;
  form.hidden = false;
  const [status, list] = [found.querySelector("p"), found.querySelector("ol")];
  let places = null;
  const gather = () => [...document.querySelectorAll(".view .step > blockquote, .view .said, .view .body")].map((node) => [node, node.textContent, node.textContent.toLowerCase()]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    places ??= gather();
    const hits = places.filter(([, , text]) => words.every((word) => text.includes(word))).slice(0, 200);
    status.textContent = `${hits.length} ${hits.length === 1 ? "place" : "places"} in this report`;
    list.replaceChildren(...hits.map(([node, text, lower]) => {
      const at = Math.max(0, lower.indexOf(words[0]) - 80);
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${node.closest(".view").id}`;
      link.textContent = `${at ? "… " : ""}${text.slice(at, at + 240)} …`;
      item.append(link);
      return item;
    }));
    found.hidden = false;
    location.hash = "found";
    found.scrollIntoView();
  });
})();
