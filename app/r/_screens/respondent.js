// Adds to the forms, never gates them: everything here is also said or checked by the server.
(() => {
  const form = document.querySelector("form");
  const live = document.getElementById("live");
  const total = document.getElementById("total");

  // A page that the browser kept and brings back shows what was stored since.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  if (!form) return;

  // A screen that came back from a post becomes an ordinary one: Back finds it without asking
  // whether to send the form again.
  if (live) history.replaceState(null, "");

  // A second press within a moment is the same press.
  let sent = 0;
  form.addEventListener("submit", (event) => {
    const now = performance.now();
    if (sent && now - sent < 4000) event.preventDefault();
    else sent = now;
  });

  // The same item as most and least: say it, move nothing.
  const picked = (name) => form.querySelector(`input[name=${name}]:checked`);
  form.addEventListener("change", () => {
    if (!form.dataset.same) return;
    const best = picked("best");
    const worst = picked("worst");
    const same = best && worst && best.value === worst.value;
    const item = same && document.querySelector(`#item-${best.value} strong`).textContent;
    live.textContent = same ? form.dataset.same.replace("{item}", () => item) : "";
  });

  // Several answers: say when one goes with no other; what is typed beside "other" chooses it.
  form.addEventListener("input", ({ target }) => {
    if (target.name === "other" && target.value) {
      const box = form.querySelector("[data-other]");
      if (box) box.checked = true;
    }
    if (!form.dataset.alone) return;
    const chosen = [...form.querySelectorAll("[name=answer]:checked")];
    const alone = chosen.find((box) => box.dataset.alone);
    live.textContent =
      alone && chosen[1] ? form.dataset.alone.replace("{option}", () => alone.dataset.alone) : "";
  });

  // The running total.
  if (!total) return;
  const say = total.dataset;
  const [figure, words] = [total.querySelector(".figure"), total.querySelector(".off")];
  const rescale = form.querySelector("[name=rescale]");
  const count = () => {
    if (say.needed) {
      const chosen = form.querySelectorAll("[name=chosen]:checked").length;
      figure.textContent = say.chosen.replace("{count}", chosen);
      return figure.textContent;
    }
    let sum = 0;
    for (const field of form.querySelectorAll("[inputmode]")) {
      if (/^\s*\d{1,9}\s*$/.test(field.value)) sum += Number(field.value);
    }
    const off = say.total - sum;
    figure.textContent = sum;
    words.textContent = (off > 0 ? say.left : off < 0 ? say.over : say.exact).replace(
      "{off}",
      Math.abs(off),
    );
    total.className = `total ${off > 0 ? "" : off < 0 ? "over" : "exact"}`;
    rescale.hidden = off === 0 || sum === 0;
    return total.textContent;
  };
  total.hidden = false;
  count();
  form.addEventListener("input", count);
  form.addEventListener("change", () => {
    live.textContent = count();
  });
})();
