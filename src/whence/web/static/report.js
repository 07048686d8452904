// The report works without this; with it, claims can be filtered by words and a linked claim opens itself.
"use strict";
(() => {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", open);
  open();
  const field = document.getElementById("filter");
  if (!field) return;
  field.closest("form").hidden = false;
  const claims = [...document.querySelectorAll("details.claim")].map((node) => [node, node.textContent.toLowerCase()]);
  const count = document.getElementById("filter-count");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [node, text] of claims) {
      node.hidden = !words.every((word) => text.includes(word));
      shown += node.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${claims.length} claims`;
  });
})();
