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
  const plain = (html, gap = " ") => html.replace(/<[^>]*>/g, gap).replace(/&(?:amp|lt|gt|#34|#39);/g, (sign) => signs[sign]);
  const single = (text) => text.replace(/\s+/g, " ").trim();
  let places = null;
  // Of each view its heading, where it is from, and its words in small letters too: claims first, then articles.
  const gather = () => {
    const part = (html, pattern) => single(plain(pattern.exec(html)?.[1] ?? ""));
    const views = [...main.querySelectorAll(".view.claim, .view.article")].map((view) => [view.id, view.innerHTML]);
    for (const [id, node] of later) if (node.dataset.kind !== "comparison") views.push([id, JSON.parse(node.textContent)]);
    return views.map(([id, html]) => {
      const claim = id.startsWith("claim-");
      const quotes = claim ? /<blockquote[^>]*>([^]*?)<\/blockquote>/g : /<div class="body[^>]*>([^]*?)<\/div>/g;
      const text = [...html.matchAll(quotes)].map(([, words]) => single(plain(words, ""))).join(" … ");
      const [head, from] = [part(html, /<h1[^>]*>([^]*?)<\/h1>/), part(html, /<p class="kicker[^>]*>([^]*?)<\/p>/)];
      return { id, claim, head, from: claim ? "" : from, text, lower: text.toLowerCase() };
    });
  };
  const marked = (text, whole, words) => {
    const lower = text.toLowerCase();
    const sought = lower.includes(whole) ? whole : words.find((word) => lower.includes(word)) ?? "";
    const at = lower.indexOf(sought);
    const start = at > 90 ? text.indexOf(" ", at - 90) + 1 : 0;
    const end = at + sought.length + 120 < text.length ? text.lastIndexOf(" ", at + sought.length + 120) : text.length;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + sought.length);
    return [start ? "… " : "", text.slice(start, at), mark, text.slice(at + sought.length, end), end < text.length ? " …" : ""];
  };
  const hit = (place, whole, words) => {
    const item = document.createElement("li");
    const [name, quote, link] = ["p", "blockquote", "a"].map((tag) => document.createElement(tag));
    name.className = "ui soft";
    quote.className = "words";
    link.href = `#${place.id}`;
    link.textContent = place.claim ? `Claim: ${place.head}` : place.head;
    name.append(link, place.from ? ` ${place.from}` : "");
    quote.append(...marked(place.text, whole, words));
    item.append(name, quote);
    return item;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    places ??= gather();
    const whole = words.join(" ");
    const fits = places.filter(({ lower }) => words.every((word) => lower.includes(word)));
    fits.sort((one, two) => two.lower.includes(whole) - one.lower.includes(whole) || two.claim - one.claim);
    const claims = fits.filter(({ claim }) => claim).length;
    const many = (count, noun) => `${count.toLocaleString("en")} ${count === 1 ? noun : `${noun}s`}`;
    status.textContent = `${many(claims, "claim")} and ${many(fits.length - claims, "article")} of this report hold these words`;
    list.replaceChildren(...fits.slice(0, 200).map((place) => hit(place, whole, words)));
    found.hidden = false;
    if (location.hash === "#found") show();
    else location.hash = "found";
  });
})();
