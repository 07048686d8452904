// Two texts side by side: bands join the passages that stand in both, and the columns scroll together.
export function start(root) {
  for (const frame of root.querySelectorAll(".compare")) join(frame);
}

function join(frame) {
  const [a, b] = ["a", "b"].map((side) => frame.querySelector(`[data-side=${side}]`));
  const svg = frame.querySelector(".bands");
  const runs = (column) => {
    const found = new Map();
    for (const each of column.querySelectorAll("[data-p]")) {
      const list = found.get(each.dataset.p) ?? [];
      list.push(each);
      found.set(each.dataset.p, list);
    }
    return found;
  };
  const [left, right] = [runs(a), runs(b)];
  const extent = (list) => {
    const first = list[0].getClientRects()[0];
    const last = list.at(-1).getClientRects();
    return first && last.length ? [first.top, last[last.length - 1].bottom] : null;
  };
  const draw = () => {
    const box = svg.getBoundingClientRect();
    if (!box.width) return;
    const clip = a.getBoundingClientRect();
    const shapes = [];
    for (const [id, list] of left) {
      const [from, to] = [extent(list), right.has(id) ? extent(right.get(id)) : null];
      if (!from || !to) continue;
      const seen = (pair) => pair.map((y) => Math.min(Math.max(y, clip.top), clip.bottom) - box.top);
      const [[y1, y2], [z1, z2]] = [seen(from), seen(to)];
      if (y2 - y1 < 1 && z2 - z1 < 1) continue;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      const [w, m] = [box.width, box.width / 2];
      path.setAttribute("d", `M0,${y1}C${m},${y1} ${m},${z1} ${w},${z1}V${z2}C${m},${z2} ${m},${y2} 0,${y2}Z`);
      const kind = ["quoted", "reworded", "verbatim"].find((each) => list[0].classList.contains(each));
      path.setAttribute("class", `band ${kind}`);
      path.dataset.p = id;
      shapes.push(path);
    }
    svg.replaceChildren(...shapes);
  };

  // Where each passage begins in both columns, kept in one order, says how far the other column goes along.
  const anchors = () => {
    const top = (column, node) => node.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;
    const pairs = [...left].filter(([id]) => right.has(id)).map(([id, list]) => [top(a, list[0]), top(b, right.get(id)[0])]);
    pairs.sort((one, two) => one[0] - two[0]);
    const kept = [[0, 0]];
    for (const pair of pairs) if (pair[1] >= kept.at(-1)[1]) kept.push(pair);
    kept.push([Math.max(a.scrollHeight, kept.at(-1)[0]), Math.max(b.scrollHeight, kept.at(-1)[1])]);
    return kept;
  };
  const map = (table, from, to, y) => {
    for (let at = 1; at < table.length; at += 1) {
      const [low, high] = [table[at - 1], table[at]];
      if (y <= high[from]) {
        const width = high[from] - low[from];
        return low[to] + (width ? (y - low[from]) / width : 0) * (high[to] - low[to]);
      }
    }
    return table.at(-1)[to];
  };
  let leader = null;
  let timer = 0;
  const follow = (column, other, from, to) => () => {
    if (leader && leader !== column) return;
    leader = column;
    clearTimeout(timer);
    timer = setTimeout(() => { leader = null; }, 120);
    const middle = column.clientHeight / 3;
    other.scrollTop = map(anchors(), from, to, column.scrollTop + middle) - other.clientHeight / 3;
    draw();
  };
  a.addEventListener("scroll", follow(a, b, 0, 1), { passive: true });
  b.addEventListener("scroll", follow(b, a, 1, 0), { passive: true });
  const light = (id) => {
    for (const each of frame.querySelectorAll("[data-p]")) each.classList.toggle("lit", each.dataset.p === id);
  };
  for (const name of ["mouseover", "focusin"]) {
    frame.addEventListener(name, (event) => light(event.target.closest?.("[data-p]")?.dataset.p));
  }
  frame.addEventListener("click", (event) => {
    const run = event.target.closest?.("a[data-p]");
    if (!run) return;
    event.preventDefault();
    const column = run.closest("[data-side]");
    const other = column === a ? b : a;
    const target = (column === a ? right : left).get(run.dataset.p)?.[0];
    if (!target) return;
    leader = other;
    const place = target.getBoundingClientRect().top - other.getBoundingClientRect().top;
    const here = run.getBoundingClientRect().top - column.getBoundingClientRect().top;
    other.scrollTop += place - here;
    setTimeout(() => { leader = null; draw(); }, 60);
    light(run.dataset.p);
  });
  new ResizeObserver(draw).observe(frame);
  addEventListener("scroll", draw, { passive: true });
  draw();
}
