// Files and folders dropped on the start page, sent with their paths.
export function start(root) {
  const form = root.getElementById("drop");
  if (!form) return;
  const zone = form.querySelector(".dropzone");
  const told = form.querySelector(".chosen");
  const folder = form.querySelector(".folder");
  if ("webkitdirectory" in HTMLInputElement.prototype) folder.hidden = false;
  let dropped = [];
  let sending = false;

  const tell = (count) => { told.textContent = count ? `${count.toLocaleString("en")} ${count === 1 ? "file" : "files"} chosen` : ""; };
  form.addEventListener("change", (event) => {
    if (event.target.name !== "files") return;
    dropped = [];
    tell([...form.querySelectorAll("input[name=files]")].reduce((sum, each) => sum + each.files.length, 0));
  });
  for (const name of ["dragenter", "dragover"]) {
    addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("over"); });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((each) => each.webkitGetAsEntry?.()).filter(Boolean);
    const loose = entries.length ? [] : [...event.dataTransfer.files].map((file) => [file.name, file]);
    dropped = [...loose, ...(await Promise.all(entries.map((each) => walk(each, "")))).flat()];
    tell(dropped.length);
    if (dropped.length) send();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });

  async function send() {
    const body = new FormData(form);
    body.delete("files");
    const picked = [...form.querySelectorAll("input[name=files]")].flatMap((each) => [...each.files]);
    const files = dropped.length ? dropped : picked.map((file) => [file.webkitRelativePath || file.name, file]);
    if (sending) return;
    if (!files.length) { told.textContent = "Choose files first, or drop them here."; return; }
    for (const [path, file] of files) body.append("files", file, path);
    told.textContent = "Sending…";
    sending = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      const found = await answer.json();
      if (answer.ok) location.assign(found.page);
      else told.textContent = found.detail || "The server did not take them.";
    } catch {
      told.textContent = "The server cannot be reached.";
    }
    sending = false;
  }
}

async function walk(entry, above) {
  const path = above ? `${above}/${entry.name}` : entry.name;
  if (entry.isFile) return [[path, await new Promise((done, fail) => entry.file(done, fail))]];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a reader gives a hundred entries at a time
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    for (const each of some) found.push(...(await walk(each, path)));
  }
  return found;
}
