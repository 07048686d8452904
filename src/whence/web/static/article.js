// An article under the hand: a card tells of the words pointed at, and selected words get a link of their own.
export function start(root) {
  const body = root.querySelector(".body[data-article]");
  if (!body) return;
  card(root, body);
  linker(root, body);
}

function card(root, body) {
  const box = root.createElement("div");
  box.className = "card-note ui";
  box.setAttribute("role", "tooltip");
  box.id = "card-note";
  box.hidden = true;
  root.body.append(box);
  let shown = null;

  const show = (run) => {
    const note = run && root.getElementById(`s-${run.dataset.s}`);
    const told = note ? [...note.children].slice(0, 3).map((each) => each.cloneNode(true)) : [];
    const passage = run?.dataset.p && run.title;
    if (!note && !passage) return hide();
    shown?.removeAttribute("aria-describedby");
    shown = run;
    run.setAttribute("aria-describedby", box.id);
    if (!note) told.push(root.createTextNode(run.title));
    box.replaceChildren(...told);
    for (const each of box.querySelectorAll("[id]")) each.removeAttribute("id");
    box.hidden = false;
    const [at, wide] = [run.getClientRects()[0], root.documentElement.clientWidth];
    const left = Math.min(at.left, wide - box.offsetWidth - 12);
    const below = at.bottom + 8 + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(8, left) + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 8 : at.top - box.offsetHeight - 8) + scrollY}px`;
    for (const each of body.querySelectorAll("[data-s]")) each.classList.toggle("lit", each.dataset.s === run.dataset.s);
    for (const each of root.querySelectorAll(".note-item")) each.classList.toggle("lit", each === note);
  };
  const hide = () => {
    box.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
    for (const each of root.querySelectorAll(".lit")) each.classList.remove("lit");
  };
  const run = (event) => event.target.closest?.(".body [data-s], .body [data-p]");
  body.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && run(event)) show(run(event)); });
  body.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse") hide(); });
  body.addEventListener("focusin", (event) => { if (run(event)) show(run(event)); });
  body.addEventListener("focusout", hide);
  let touched = false;
  root.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
  body.addEventListener("click", (event) => {
    // the first touch tells, the second follows the link
    const target = run(event);
    if (touched && target && box.dataset.for !== (target.dataset.s ?? target.dataset.p)) {
      event.preventDefault();
      show(target);
      box.dataset.for = target.dataset.s ?? target.dataset.p;
    }
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  for (const item of root.querySelectorAll(".notes .note-item[id]")) {
    item.addEventListener("mouseenter", () => {
      for (const each of body.querySelectorAll("[data-s]")) each.classList.toggle("lit", `s-${each.dataset.s}` === item.id);
    });
    item.addEventListener("mouseleave", () => { for (const each of body.querySelectorAll(".lit")) each.classList.remove("lit"); });
  }
}

// Offsets are code points, a browser counts UTF-16 units: this is the only place where one becomes the other.
const points = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

function linker(root, body) {
  const button = root.createElement("button");
  button.type = "button";
  button.className = "span-link ui";
  button.textContent = "Link to these words";
  button.hidden = true;
  root.body.append(button);
  let address = "";
  const offset = (node, at) => {
    const range = root.createRange();
    range.setStart(body, 0);
    range.setEnd(node, at);
    return points(range.toString());
  };
  root.addEventListener("selectionchange", () => {
    const chosen = root.getSelection();
    const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    if (!range || !body.contains(range.commonAncestorContainer)) { button.hidden = true; return; }
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    const base = root.body.dataset.base ?? "";
    address = `${location.origin}${base}/article/${body.dataset.article}?span=${start}-${end}&hash=${body.dataset.hash}#span`;
    const at = range.getBoundingClientRect();
    button.hidden = false;
    button.textContent = "Link to these words";
    button.style.left = `${Math.max(8, at.left) + scrollX}px`;
    button.style.top = `${at.bottom + 8 + scrollY}px`;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", async () => {
    button.dataset.address = address;
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
    } catch {
      location.assign(address);
    }
  });
}
