// Adds to the forms, never gates them: everything here is also said or checked by the server.
// A form is posted in the background to its own address: a start, an answer, another language. The
// reply brings the screen that follows, and where no answer can change it the one after it too, which
// then is there at the next press.
(() => {
  const find = (query) => document.querySelector(query);
  const state = find("#state");
  // Where the screen in view lives; after Back the address bar says something else for a moment.
  const addressOf = ({ pathname, search }) => pathname + search;
  let here = addressOf(location);
  let form = find("form");
  // The form that was sent last: a second press is the same press.
  let sent;
  // The screen that lies ready, and since when.
  let ahead;
  let readyAt;
  // The one post that is not acknowledged yet. Nothing else is sent before its end.
  let unsaved;
  let isLeaving = false;
  // When the screen in view came: the second press of two was not meant for a screen that nobody has
  // seen yet. One on which something was done was seen.
  let cameAt = 0;
  const touch = () => find("main").classList.add("touched");
  // The button pressed last, for browsers whose forms do not tell.
  let pressed;
  // In a frame without an origin of its own nothing can be fetched: forms go as they do without script.
  const isAlone = origin === "null";

  const tell = (word) => {
    state.textContent = state.dataset[word] ?? "";
    clearTimeout(tell.timer);
    if (word === "saved") tell.timer = setTimeout(tell, 2000);
  };

  const show = (screen, address, title, isRefused) => {
    find("main").replaceWith(screen);
    document.title = title;
    const how = isRefused || address === here ? "replaceState" : "pushState";
    history[how](history.state, "", address);
    here = address;
    form = find("form");
    cameAt = performance.now();
    scrollTo(0, 0);
    const first = find("[autofocus]") ?? find("h1");
    first.tabIndex = -1;
    first.focus();
    begin();
  };

  // The same post again until we answer: its attempt makes a repeat harmless. What a proxy or a
  // network's own page says in our place is no answer.
  const post = async (address, body, held) => {
    for (let wait = 1000; ; wait = Math.min(2 * wait, 16000)) {
      let word = "trying";
      try {
        const reply = await fetch(address, {
          method: "POST",
          headers: { "Screen-Ahead": held },
          body,
          // An answer goes on its way even when the page is closed over it.
          keepalive: body.has("attempt"),
          signal: AbortSignal.timeout?.(30000),
        });
        word = "unreached";
        const page = parsed(await reply.text());
        const isOurs = page.querySelector("[name=place], [data-screen]");
        if (isOurs && !/50[234]/.test(reply.status)) return [reply, page];
      } catch {}
      tell(word);
      await new Promise((go) => {
        setTimeout(go, wait);
        addEventListener("online", go, { once: true });
      });
    }
  };

  const save = async (address, body, next) => {
    tell();
    const slow = setTimeout(() => body.has("attempt") && !state.textContent && tell("saving"), 300);
    const [reply, page] = await post(address, body, next?.dataset.address ?? "");
    clearTimeout(slow);
    unsaved = 0;
    // Only what was stored names the screen that follows.
    const named = page.querySelector("[name=place]");
    tell(named && state.textContent && "saved");
    if (isLeaving) return;
    const screens = [...page.querySelectorAll("main")];
    const place = named?.content ?? addressOf(new URL(reply.url));
    const words = page.querySelector("#state");
    if (words) {
      // A whole page can be one of another language.
      Object.assign(state.dataset, words.dataset);
      const { lang, dir } = page.documentElement;
      Object.assign(document.documentElement, { lang, dir });
    }
    if (next?.dataset.address !== place) {
      const screen = screens.shift();
      // A page that leads on by itself does so only when the browser has fetched it.
      if (!screen || page.querySelector("[http-equiv]")) return location.assign(place);
      show(screen, place, screen.dataset.title ?? page.title, !reply.ok);
    }
    keepReady(screens[0]);
    if (words) lookAhead().catch(() => {});
  };

  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const keepReady = (screen) => {
    // Taken into this document now, so that the press does not have to.
    ahead = screen && document.adoptNode(screen);
    readyAt = performance.now();
  };
  // A page that came by its address brought nothing along: what lies behind it is asked for.
  const lookAhead = async () => {
    const asked = here;
    const reply =
      form?.elements.attempt && (await fetch(asked, { headers: { "Screen-Ahead": asked } }));
    const page = reply && parsed(await reply.text());
    if (page?.querySelector("[name=place]")?.content !== asked) return;
    const screen = page.querySelector("main");
    // Too late when this screen was sent in the meantime, or another one is in view.
    if (here === asked && sent !== form) keepReady(screen);
  };

  addEventListener("submit", async (event) => {
    const { target } = event;
    const submitter = event.submitter ?? (pressed?.form === target ? pressed : null);
    pressed = null;
    // A preview posts nothing.
    if (target.method !== "post" || isAlone) return;
    event.preventDefault();
    const isUnseen = !find(".touched") && performance.now() - cameAt < 400;
    if (sent === target || isUnseen) return;
    sent = target;
    if (unsaved) {
      tell("saving");
      await unsaved;
      // What was awaited was refused and is back in view, or we are going elsewhere.
      if (!target.isConnected || isLeaving) return;
    }
    const body = new URLSearchParams(new FormData(target));
    const { name, value } = submitter ?? {};
    // Some versions of Safari have put it in already.
    if (name) body.set(name, value);
    const next = !name && isComplete() ? ahead : undefined;
    const address = here;
    ahead = undefined;
    if (next) {
      show(next, next.dataset.address, next.dataset.title);
      // The server wrote when it made the screen; what counts is when it is seen.
      const shownAt = form.elements.shown_at;
      shownAt.value = Math.round(Number(shownAt.value) + performance.now() - readyAt);
    }
    unsaved = save(address, body, next);
  });

  // Back, forward and links ask the server, once it knows everything.
  const leave = async (go) => {
    isLeaving = true;
    if (unsaved) tell("saving");
    await unsaved;
    go();
  };
  addEventListener("popstate", () => {
    if (addressOf(location) !== here) leave(() => location.reload());
  });
  addEventListener("keydown", (event) => {
    // A key that is held down is one press.
    if (event.repeat && event.key === "Enter" && event.target.type !== "textarea") {
      event.preventDefault();
    }
  });
  addEventListener("click", (event) => {
    pressed = event.target.closest("button");
    if (event.target.closest("summary")) touch();
    const link = event.target.closest("a:not([href^='#'])");
    if (!link || !unsaved) return;
    event.preventDefault();
    leave(() => location.assign(link.href));
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  // A page that the browser kept and brings back shows what was stored since.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  const picked = (name) => form.querySelector(`[name="${name}"]:checked`);
  const sameItem = () => {
    const best = form.dataset.same && picked("best");
    return best && best.value === picked("worst")?.value && best.value;
  };
  const isComplete = () =>
    !sameItem() && [...form.querySelectorAll("[type=radio]")].every(({ name }) => picked(name));

  // In two steps: once the first is chosen the rest is asked on the same page, without that item.
  const goOn = () => {
    const best = form?.elements.half && picked("best");
    if (!best) return "";
    for (const part of form.querySelectorAll(".then")) part.hidden = false;
    for (const cell of form.querySelectorAll("[name=worst]")) {
      cell.disabled = cell.parentNode.hidden = cell.value === best.value;
      if (cell.disabled) cell.checked = false;
    }
    return picked("worst") ? "" : form.dataset.then;
  };

  // Which definitions were opened goes along with the answer.
  const opened = ({ target }) => {
    const { item } = target.dataset;
    const field = item && target.open && form.elements.opened;
    if (field && !field.value.split(" ").includes(item)) field.value += ` ${item}`;
  };
  addEventListener("toggle", opened, true);

  // Several answers of which one goes with no other.
  const notAlone = () => {
    const chosen = [...form.querySelectorAll("[name=answer]:checked")];
    const alone = chosen[1] && chosen.find((box) => box.dataset.alone);
    return alone ? form.dataset.alone.replace("{option}", () => alone.dataset.alone) : "";
  };

  // What is typed or pasted is never cut; how much can be kept is said.
  const tooLong = () => {
    const fields = [...form.querySelectorAll("[data-most]")];
    const long = fields.find(({ value, dataset }) => value.trim().length > Number(dataset.most));
    return long?.dataset.long ?? "";
  };

  // The running total.
  const count = () => {
    const total = find("#total");
    if (!total) return "";
    const say = total.dataset;
    const figure = total.querySelector(".figure");
    total.hidden = false;
    if (say.needed) {
      const chosen = form.querySelectorAll("[name=chosen]:checked").length;
      figure.textContent = say.chosen.replace("{count}", chosen);
      return figure.textContent;
    }
    let sum = 0;
    for (const field of form.querySelectorAll("[inputmode]")) {
      const typed = field.value.replace(
        /[٠-٩۰-۹०-९０-９]/g,
        (digit) => "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९０１２３４５６７８９".indexOf(digit) % 10,
      );
      if (/^\s*\d{1,9}\s*$/.test(typed)) sum += Number(typed);
    }
    const off = say.total - sum;
    const way = off > 0 ? "left" : off < 0 ? "over" : "exact";
    figure.textContent = sum;
    total.querySelector(".off").textContent = say[way].replace("{off}", Math.abs(off));
    total.className = `total ${way}`;
    form.querySelector("[name=rescale]").hidden = off === 0 || sum === 0;
    return total.textContent;
  };
  // What is odd about a choice is said, and nothing is changed. It takes room, so it is said at once: a
  // press that leaves a field must not find its button moved.
  const advise = () => {
    const live = find("#live");
    if (!live || find("#total")) return;
    const same = sameItem();
    let word = goOn();
    if (!word && same) {
      const item = find(`#item-${same} strong`).textContent;
      word = form.dataset.same.replace("{item}", () => item);
    }
    if (form.dataset.alone) word = notAlone();
    word ||= tooLong();
    if (live.textContent !== word) live.textContent = word;
  };
  addEventListener("input", ({ target }) => {
    touch();
    count();
    // What is typed beside "other" chooses it.
    const other = target.name === "other" && target.value && find("[data-other]");
    if (other) other.checked = true;
    advise();
  });
  // What was told of a field is about what was sent: once it is answered anew it is told no longer. Its
  // room stays, so that nothing moves under the next press.
  const settle = ({ name }) => {
    const told = [...document.querySelectorAll(".summary a")];
    for (const link of told) {
      const field = find(link.hash);
      if (field?.name !== name) continue;
      link.style.visibility = "hidden";
      field.removeAttribute("aria-invalid");
      const tied = field.closest("[aria-describedby]");
      const fault = tied && find(`#${tied.getAttribute("aria-describedby")}.fault`);
      if (!fault) continue;
      tied.removeAttribute("aria-describedby");
      fault.style.visibility = "hidden";
    }
    if (told.length > 0 && told.every((link) => link.style.visibility)) {
      find(".summary").style.visibility = "hidden";
    }
  };
  addEventListener("change", ({ target }) => {
    advise();
    settle(target);
    // The total takes no room, and is read out once a field is left.
    const total = count();
    if (total) find("#live").textContent = total;
  });

  // What is done for every screen that comes into view.
  const begin = () => {
    // A first screen that Back leads to goes on with the interview it began: its place in the history
    // keeps which.
    const start = find("[name=start]");
    if (start) {
      start.value = history.state ?? start.value;
      history.replaceState(start.value, "");
    }
    count();
    goOn();
    if (form?.elements.opened) form.elements.opened.disabled = false;
  };
  begin();
  // A page that came from a post becomes an ordinary one: Back finds it without asking whether to
  // send the form again. What is shown in it later comes with a place of its own.
  if (find("#live")) history.replaceState(history.state, "");
  // Without a connection there is nothing to be told: a press says so.
  if (!isAlone) lookAhead().catch(() => {});
})();
