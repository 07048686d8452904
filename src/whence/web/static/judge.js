// Judge by keys: each button or link with data-key is pressed by that key, unless somebody is typing.
export function start(root) {
  const keys = new Map([...root.querySelectorAll("[data-key]")].map((node) => [node.dataset.key, node]));
  if (!keys.size) return;
  let pressed = false; // a second key before the next page has come would judge this question twice
  addEventListener("pageshow", () => { pressed = false; });
  root.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const node = keys.get(event.key.toLowerCase());
    if (!node || pressed) return;
    pressed = true;
    event.preventDefault();
    node.click();
  });
}
