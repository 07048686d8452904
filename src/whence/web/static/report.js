// A small report reads without this; of a large one it unfolds the views, and it searches both.
(() => {
  const root = document.documentElement;
  const main = document.querySelector("main");
  const later = new Map([...document.querySelectorAll("script.later")].map((node) => [node.dataset.id, node]));
  root.classList.add("js");

  const unfold = (id) => {
    const node = later.get(id);
    if (!node) return null;
    const view = document.createElement("section");
    view.className = `view ${node.dataset.kind}`;
    view.id = id;
    view.innerHTML = JSON.parse(node.textContent);
    later.delete(id);
    node.replaceWith(view);
    return view;
  };
  const begun = new Set();
  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1)) || "home";
    const target = document.getElementById(id) ?? unfold(id) ?? document.getElementById("home");
    const view = target.closest(".view") ?? document.getElementById("home");
    for (const each of main.querySelectorAll(":scope > .view.shown")) each.classList.remove("shown");
    view.classList.add("shown");
    if (view.classList.contains("comparison") && !begun.has(view)) { begun.add(view); start(view); }
    if (target === view) scrollTo(0, 0);
    else target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();

  const form = document.getElementById("find");
  const found = document.getElementById("found");
  const [status, list] = [found.querySelector("p"), found.querySelector("ol")];
  form.hidden = false;
  const signs = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'" };
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&(?:amp|lt|gt|#34|#39);/g, (sign) => signs[sign]);
  let places = null;
  const gather = () => {
    const texts = [...main.querySelectorAll(".view.claim, .view.article")].map((view) => [view.id, view.textContent]);
    for (const [id, node] of later) if (node.dataset.kind !== "comparison") texts.push([id, plain(JSON.parse(node.textContent))]);
    return texts.map(([id, text]) => [id, text.replace(/\s+/g, " ")]).map(([id, text]) => [id, text, text.toLowerCase()]);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    places ??= gather();
    const whole = words.join(" ");
    const fits = places.filter(([, , text]) => words.every((word) => text.includes(word)));
    fits.sort((one, two) => two[2].includes(whole) - one[2].includes(whole));
    status.textContent = `${fits.length} ${fits.length === 1 ? "view" : "views"} of this report hold these words`;
    list.replaceChildren(...fits.slice(0, 200).map(([id, text, lower]) => {
      const at = Math.max(0, (lower.includes(whole) ? lower.indexOf(whole) : lower.indexOf(words[0])) - 80);
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.textContent = `${at ? "… " : ""}${text.slice(at, at + 240)} …`;
      item.append(link);
      return item;
    }));
    found.hidden = false;
    if (location.hash === "#found") show();
    else location.hash = "found";
  });
})();
