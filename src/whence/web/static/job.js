// How far a job is, asked for twice a second until it is done.
export function start(root) {
  const section = root.querySelector("[data-job]");
  if (!section) return;
  const part = (name) => section.querySelector(`[data-part=${name}]`);
  const base = root.body.dataset.base;
  const ask = async () => {
    let job;
    try {
      const answer = await fetch(`${base}/api/jobs/${section.dataset.job}`);
      if (answer.status === 404) { location.reload(); return; } // the server was started anew; its page says so
      if (!answer.ok) throw new Error(answer.statusText);
      job = await answer.json();
    } catch {
      setTimeout(ask, 2000);
      return;
    }
    part("heading").textContent = job.heading;
    if (part("sentence").textContent !== job.sentence) part("sentence").textContent = job.sentence;
    if (job.share === null) part("bar").removeAttribute("value");
    else part("bar").value = job.share;
    if (!job.done) { setTimeout(ask, 400); return; }
    part("rejects").replaceChildren(...job.rejects.map((each) => {
      const line = document.createElement("li");
      const name = document.createElement("b");
      name.textContent = `${each.path} `;
      line.append(name, each.reason);
      return line;
    }));
    part("bar").hidden = true;
    part("onward").hidden = false;
    part("onward").focus();
    root.querySelector(".banner")?.remove();
  };
  ask();
}
