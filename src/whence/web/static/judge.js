// Judge by keys: each button or link with data-key is pressed by that key, unless somebody is typing.
export function start(root) {
  const keys = new Map([...root.querySelectorAll("[data-key]")].map((node) => [node.dataset.key, node]));
  if (!keys.size) return;
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const node = keys.get(event.key.toLowerCase());
    if (!node) return;
    event.preventDefault();
    node.click();
  });
}
