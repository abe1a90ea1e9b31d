/* What the pages do in the browser beside Streamlit: its own few words in the visitor's language,
   where a page begins, search by keyboard, the switch of language as a step in history, and the
   visitor's own municipality. One file, fetched once and kept; the server puts `frame.words` before
   it (vbdash/ui/server/frame_files.py). Nothing here sends anything anywhere. */
(() => {
  "use strict";
  const frame = window.vbdash;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const now = { lang: document.documentElement.lang, seen: false };

  // Only what changes is written: the watch below hears of every writing.
  const put = (node, name, value) => { if (node.getAttribute(name) !== value) node.setAttribute(name, value); };

  // Streamlit writes the numbers of grids in the browser's first language: here that is the page's.
  const languages = navigator.languages;
  Object.defineProperty(navigator, "languages", {
    configurable: true, get: () => [document.documentElement.lang, ...languages],
  });

  /* Streamlit's own words */
  let words = new Map(), patterns = [];
  const speak = lang => {
    const known = frame.words[lang] || { words: {}, patterns: [] };
    words = new Map(Object.entries(known.words));
    patterns = known.patterns.map(([pattern, said]) => [new RegExp(pattern), said]);
  };
  const said = text => {
    const plain = text.trim();
    if (words.has(plain)) return text.replace(plain, () => words.get(plain));
    const found = plain && patterns.find(([pattern]) => pattern.test(plain));
    return found ? text.replace(plain, () => plain.replace(...found)) : text;
  };
  const ATTRIBUTES = ["aria-label", "aria-roledescription", "title", "placeholder"];
  const sayAttributes = node => {
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value && said(value) !== value) node.setAttribute(name, said(value));
    }
  };
  const say = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const written = said(node.nodeValue);
      if (written !== node.nodeValue) node.nodeValue = written;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches("[data-own-words]")) {
      sayAttributes(node);
      node.childNodes.forEach(say);
    }
  };

  /* Where a page begins: at its top when the page or what it is about changes, at the part that a
     link asks for; focus on the heading. The visitor's own hand ends it. */
  let begin = null;
  const heading = target => (target === "part" ? $(".st-key-part_here") : $("h1"));
  const settle = () => {
    if (!begin) return;
    const main = $('[data-testid="stMain"]'), to = heading(begin.target);
    if (main && begin.target === "top") main.scrollTop = 0;
    if (to && begin.target === "part") to.scrollIntoView({ block: "start" });
    const focus = begin.target === "part" ? to && $("h2, h3", to) || to : to;
    if (focus && begin.focus && document.activeElement !== focus && !$('[role="dialog"]')) {
      focus.tabIndex = -1;
      focus.focus({ preventScroll: true });
    }
    const running = $('.stApp[data-test-script-state="running"]');
    if (!running && Date.now() - begin.since > 1200 || Date.now() - begin.since > 8000) begin = null;
    else setTimeout(settle, 80);
  };
  const byHand = event => { if (event.isTrusted) begin = null; };
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(kind, byHand, { capture: true, passive: true });
  const start = (target, focus) => {
    const going = Boolean(begin);
    begin = { target, focus, since: Date.now() };
    if (!going) settle();
  };

  /* What the server says of the page that is shown */
  const mark = node => {
    const { lang, page, subject, part, navigation } = node.dataset;
    document.documentElement.lang = lang;
    if (lang !== now.lang || !now.seen) { speak(lang); now.lang = lang; say(document.body); }
    const another = page !== now.page, other = another || subject !== now.subject;
    const asks = part && $(".st-key-part_here") && (another || part !== now.part);
    if (!now.seen) { if (part) waitForPart(); } else if (other) start(asks ? "part" : "top", true);
    Object.assign(now, { page, subject, part, seen: true });
    const ways = $(".st-key-ways");
    if (ways) {
      ways.setAttribute("role", "navigation");
      ways.setAttribute("aria-label", navigation);
      for (const link of all("a", ways)) {
        const here = new URL(link.href).pathname.replace(/\/$/, "") === location.pathname.replace(/\/$/, "");
        if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      }
    }
  };
  const waitForPart = (left = 80) => {
    if ($(".st-key-part_here")) start("part", true);
    else if (left) setTimeout(() => waitForPart(left - 1), 100);
  };

  /* Switching language is a step in history; Streamlit puts it in place of the view before it. */
  let switching = 0;
  const onSwitch = event => {
    if (event.target.closest?.(".st-key-lang")) switching = Date.now();
  };
  addEventListener("pointerdown", onSwitch, true);
  addEventListener("keydown", onSwitch, true);
  const replace = history.replaceState.bind(history);
  const langOf = address => new URL(address, location.href).searchParams.get("lang");
  history.replaceState = (state, unused, address) => {
    const step = address && Date.now() - switching < 5000 && langOf(address) !== langOf(location.href);
    if (!step) return replace(state, unused, address);
    switching = 0;
    return history.pushState(state, unused, address);
  };

  /* Headings in order: Streamlit's smaller heading comes right after the page's own. */
  let ordering = 0;
  const order = () => {
    ordering = 0;
    // Streamlit names the box that files are dropped on and says that it is nothing.
    for (const box of all('[data-testid="stFileUploaderDropzone"][role="presentation"]')) put(box, "role", "group");
    let before = 0;
    for (const each of all(".stMain :is(h1, h2, h3, h4, h5, h6)")) {
      if (!each.checkVisibility?.()) continue;
      const own = Number(each.localName[1]), level = Math.min(own, before + 1);
      if (level === own) each.removeAttribute("aria-level"); else put(each, "aria-level", String(level));
      before = level;
    }
  };

  /* Search by keyboard: a combobox whose options are Streamlit's buttons */
  let chosen = 0, asked = false, listed = "";
  const box = () => {
    const field = $('[role="dialog"] input[type="search"]');
    if (!field) return null;
    const list = $('[role="dialog"] .st-key-_found'), of = $('[role="dialog"] .vb-found');
    return { field, list, of: of?.dataset.for, options: list ? all("button", list) : [] };
  };
  const combine = () => {
    const found = box();
    if (!found) { listed = ""; return; }
    const { field, list, of, options } = found;
    if (field.getAttribute("role") !== "combobox") {
      put(field, "role", "combobox");
      put(field, "aria-autocomplete", "list");
      const dialog = field.closest('[role="dialog"]');
      let left = 30;
      const focus = () => {  // the dialog takes the focus itself when it has come up
        if (dialog.contains(document.activeElement) && document.activeElement !== dialog
            && document.activeElement.matches("input")) return;
        field.focus();
        if (left--) setTimeout(focus, 100);
      };
      focus();
    }
    const status = $('[role="dialog"] .st-key-_found_said');
    if (status && !status.role) { put(status, "role", "status"); put(status, "aria-live", "polite"); }
    if (of !== listed) { listed = of; chosen = 0; }
    put(field, "aria-expanded", String(options.length > 0));
    if (list && options.length) {
      list.id = "vb-found";
      put(list, "role", "listbox");
      put(list, "aria-label", $('[role="dialog"] .vb-found')?.dataset.label || "");
      put(field, "aria-controls", "vb-found");
      options.forEach((option, n) => {
        option.id = `vb-found-${n}`;
        put(option, "role", "option");
        put(option, "aria-selected", String(n === chosen));
      });
      put(field, "aria-activedescendant", `vb-found-${Math.min(chosen, options.length - 1)}`);
    } else {
      field.removeAttribute("aria-activedescendant");
      field.removeAttribute("aria-controls");
    }
    if (asked && of === field.value.trim() && options.length) {
      asked = false;
      options[chosen].click();
    }
  };
  addEventListener("keydown", event => {
    const found = box();
    if (!found || event.target !== found.field || event.isComposing) return;
    const { field, options, of } = found, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      chosen = (chosen + step + options.length) % options.length;
      combine();
      options[chosen].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && field.value.trim()) {
      event.preventDefault();
      event.stopPropagation();
      if (of === field.value.trim()) options[chosen]?.click(); else asked = true;
    } else asked = false;
  }, true);

  /* The visitor's own municipality: kept in this browser by the visitor's word alone */
  const KEY = "vbdash-kommun";
  const kept = () => { try { return localStorage.getItem(KEY) || ""; } catch { return ""; } };
  const keep = code => {
    try { if (code) localStorage.setItem(KEY, code); else localStorage.removeItem(KEY); } catch { /* private */ }
  };
  const inside = ([x, y], ring) => {
    let within = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = ring[i], [c, d] = ring[j];
      if (b > y !== d > y && x < (c - a) * (y - b) / (d - b) + a) within = !within;
    }
    return within;
  };
  frame.placeOf = (point, rows) =>
    rows.find(({ p }) => p.filter(ring => inside(point, ring)).length % 2)?.k || "";
  const where = (data, tell, found) => {
    const text = data.texts;
    if (!navigator.geolocation || !data.shapes) return tell(text.cannot);
    tell(text.looking);
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      try {
        const rows = await (await fetch(data.shapes)).json();
        const code = frame.placeOf([coords.longitude, coords.latitude], rows);
        if (code && data.names[code]) found(code); else tell(text.outside);
      } catch { tell(text.cannot); }
    }, () => tell(text.refused), { timeout: 15000, maximumAge: 600000 });
  };
  frame.own = ({ data, parentElement, setTriggerValue }) => {
    const { texts, names, code } = data, mine = names[kept()] ? kept() : "";
    const made = (tag, text, press) => {
      const element = document.createElement(tag);
      element.textContent = text;
      if (press) { element.type = "button"; element.addEventListener("click", press); }
      return element;
    };
    const told = made("span", "");
    told.setAttribute("role", "status");
    const tell = text => { told.textContent = text; };
    const again = () => frame.own({ data, parentElement, setTriggerValue });
    const go = to => setTriggerValue("go", to);
    const parts = [];
    const forget = () => made("button", texts.forget, () => { keep(""); again(); });
    if (code) {
      if (mine === code) parts.push(made("span", texts.yours), forget());
      else parts.push(made("button", texts.keep, () => { keep(code); again(); }), made("span", texts.about));
    } else {
      if (mine) parts.push(made("button", texts.to.replace("{name}", names[mine]), () => go(mine)));
      parts.push(made("button", texts.where, () => where(data, tell, go)));
      if (mine) parts.push(forget());
    }
    const row = made("div", "");
    row.className = "vb-own";
    row.dataset.ownWords = "";
    row.append(...parts, told);
    parentElement.replaceChildren(row);
  };

  /* One watch for all of it */
  const look = nodes => {
    for (const node of nodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const found = node.matches(".vb-now") ? node : $(".vb-now", node);
      if (found) mark(found);
    }
  };
  const watch = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "characterData") say(change.target);
      else if (change.type === "attributes") {
        if (change.target.matches(".vb-now")) mark(change.target);
        else if (change.attributeName !== "class") sayAttributes(change.target);
      } else {
        change.addedNodes.forEach(say);
        look(change.addedNodes);
      }
    }
    combine();
    ordering ||= setTimeout(order, 150);
  });
  speak(now.lang);
  say(document.body);
  look([document.body]);
  watch.observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["aria-label", "title", "placeholder", "data-subject", "data-page", "data-lang", "data-part"],
  });
})();
