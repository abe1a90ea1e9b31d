// The map in the page: how wide it is, what was pressed, what is pointed at. The server draws it.
// Names and values keep out of each other's way; what is too small for a finger is taken for it when
// the finger comes down near its middle; the list keeps the focus when it is drawn anew. A class of the
// legend is pressed to see which municipalities it holds, on the map and by name.
const FINGER = 22, NARROW = 500;
export default ({ data: sent, parentElement: host, setTriggerValue }) => {
  const data = JSON.parse(new TextDecoder().decode(sent));
  const own = (host.vbdashMap ??= {});
  const root = host.getRootNode(), idOf = ({ dataset: d }) => d.id ?? d.m ?? d.k;
  const focused = root.activeElement && host.contains(root.activeElement) && idOf(root.activeElement);
  const opened = host.querySelector("details")?.open;
  const box = host.querySelector(".map");
  if (!host.querySelector("style")) {
    box.before(Object.assign(document.createElement("style"), { textContent: LOOK }));
  }
  box.innerHTML = data.html;
  const $ = (q) => box.querySelector(q), svg = $("svg.vm"), pic = $(".pic"), tip = $(".tip");
  const details = $("details"), near = $(".near");
  details.open = opened ?? false;
  if (focused) [...box.querySelectorAll("button, summary, .skip")].find((e) => idOf(e) === focused)?.focus();
  const buttons = new Map([...details.querySelectorAll("button")].map((e) => [e.dataset.m ?? e.dataset.k, e]));
  const on = new Set(data.on.split(" "));
  for (const each of buttons.values()) {
    const { k, m } = each.dataset;
    each.setAttribute("aria-pressed", String(on.has(k) && (m ?? k) === k));
    each.firstChild.textContent ||= NAMES[k];
  }
  for (const path of svg.querySelectorAll("path[data-d]")) {
    path.setAttribute("d", path.dataset.d.split(" ").map((code) => PATHS[code]).join(""));
  }
  for (const path of svg.querySelectorAll("a[data-k]>path")) path.setAttribute("d", PATHS[path.parentNode.dataset.k]);
  for (const way of svg.querySelectorAll("a[data-k]")) {
    const name = NAMES[way.dataset.k];
    way.tabIndex = -1;
    if (name) way.setAttribute("href", data.to.replace("{}", encodeURIComponent(name)));
  }
  let close = data.heard ? data.close : own.close ?? data.close;
  const texts = [...svg.querySelectorAll("text:not(.g)")];
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const show = (text, on) => {
    const value = text.querySelector(".v");
    if (!value) return;
    value.classList.toggle("off", !on);
    text.querySelector(".n").setAttribute("dy", on ? "-.55em" : "0");
    value.setAttribute("dy", on ? "1.15em" : "0");
  };
  const fit = () => {
    const frame = close && PART ? PART : WHOLE;
    svg.setAttribute("viewBox", frame.join(" "));
    const [, , w, h] = frame, r = svg.getBoundingClientRect();
    const scale = Math.min(r.width / w, r.height / h);
    if (!(scale > 0)) return;
    own.scale = scale;
    svg.style.setProperty("--u", 1 / scale);
    svg.style.setProperty("--f", Math.min(Math.max(14 * scale / FULL, 11.5), close ? 15 : 20));
    const kept = [];
    for (const text of texts) {
      const moved = text.dataset.c && !close;
      text.classList.toggle("mid", Boolean(text.dataset.c && close));
      text.classList.toggle("off", Boolean(text.dataset.w) && !close && r.width < NARROW);
      const value = text.querySelector(".v");
      show(text, value && !moved && scale >= Number(value.dataset.s));
    }
    for (const text of texts) {
      const met = () => kept.some((each) => !apart(each, text.getBoundingClientRect()));
      if (text.classList.contains("off")) continue;
      if (met()) show(text, false);
      if (close && met()) text.classList.add("off"); else kept.push(text.getBoundingClientRect());
    }
  };
  const draw = () => {
    fit();
    if (!near) return;
    near.setAttribute("aria-pressed", String(Boolean(close)));
    near.textContent = close ? data.words.whole : data.words.near;
  };
  // On a narrow screen the card stands below: what a press says must be seen.
  if (own.asked && data.card) {
    const card = document.querySelector(`.st-key-${data.card}`);
    setTimeout(() => card?.scrollIntoView({ block: "nearest" }), 100);
  }
  own.asked = false;
  const fillOf = (way) => way.firstChild.getAttribute("fill") ?? way.parentNode.getAttribute("fill");
  const ways = [...svg.querySelectorAll("a[data-k]:not([data-m])")], kinds = new Set(ways.map(fillOf));
  const classes = [...box.querySelectorAll(".vk>li")];
  const within = (each) => {
    const own = each.style.getPropertyValue("--c");
    return ways.filter((way) => (kinds.has(own) ? fillOf(way) === own : fillOf(way).startsWith("url")));
  };
  const only = (chosen) => {
    own.only = chosen?.lastChild.textContent;
    const held = new Set(chosen ? within(chosen) : ways);
    for (const way of ways) way.classList.toggle("dim", !held.has(way));
    for (const each of classes) each.lastChild.setAttribute("aria-pressed", String(each === chosen));
    names.textContent = chosen ? [...held].map((way) => NAMES[way.dataset.k]).sort(new Intl.Collator("sv").compare).join(", ") : "";
  };
  const names = Object.assign(document.createElement("p"), { className: "said" });
  if (classes.length) {
    names.setAttribute("aria-live", "polite");
    classes[0].parentNode.after(names);
    for (const each of classes) Object.assign(each.lastChild, { role: "button", tabIndex: 0 });
    only(classes.find((each) => each.lastChild.textContent === own.only));
  }
  const onKey = (event) => {
    if (!event.target.matches(".vk b") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.target.click();
  };
  const say = (code, mark) => setTriggerValue("pressed", { k: code, m: mark || code, n: Date.now() });
  const under = (event) => {
    const found = event.target.closest?.("a[data-k]");
    if (!found || event.pointerType === "mouse" || found.dataset.m) return found;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const large = (code) => (REACH[code]?.[2] ?? 1e9) * own.scale >= FINGER;
    if (!data.areas || !large(found.dataset.k)) return found;
    const [code] = Object.entries(REACH)
      .filter(([code, [x, y]]) => !large(code) && Math.hypot(x - at.x, y - at.y) * own.scale < FINGER)
      .sort(([, a], [, b]) => Math.hypot(a[0] - at.x, a[1] - at.y) - Math.hypot(b[0] - at.x, b[1] - at.y))[0] ?? [];
    return (code && svg.querySelector(`a[data-k="${code}"]`)) || found;
  };
  const onClick = (event) => {
    const skip = event.target.closest(".skip"), button = event.target.closest("button[data-k]");
    if (skip) {
      event.preventDefault();
      details.open = true;
      (details.querySelector(".all button") ?? details.querySelector("summary")).focus();
      return;
    }
    if (event.target.closest(".near")) {
      close = own.close = !close;
      draw();
      if (data.heard) setTriggerValue("close", close ? "near" : "whole");
      return;
    }
    const layer = event.target.closest(".vk>li");
    if (layer) {
      only(own.only === layer.lastChild.textContent ? undefined : layer);
      return;
    }
    const found = button ?? (svg.contains(event.target) ? under(event) : null);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tip.hidden = true;
    own.asked = !button;
    found.classList.add("now");
    if (found.dataset.k) say(found.dataset.k, found.dataset.m);
  };
  const onMove = (event) => {
    const found = event.pointerType === "mouse" ? event.target.closest?.("a[data-k]") : null;
    tip.hidden = !found;
    if (!found) return;
    const said = buttons.get(found.dataset.k);
    tip.textContent = found.dataset.t ?? [...(said?.children ?? [])].map((e) => e.textContent).join("\n");
    const r = pic.getBoundingClientRect(), x = event.clientX - r.left, y = event.clientY - r.top;
    const right = x + 18 + tip.offsetWidth > r.width, low = y + 18 + tip.offsetHeight > r.height;
    tip.style.left = `${Math.max(0, right ? x - 14 - tip.offsetWidth : x + 18)}px`;
    tip.style.top = `${Math.max(0, low ? y - 14 - tip.offsetHeight : y + 18)}px`;
  };
  const onLeave = () => { tip.hidden = true; };
  const three = () => {
    try {
      const made = document.createElement("canvas");
      return Boolean(made.getContext("webgl2") ?? made.getContext("webgl"));
    } catch { return false; }
  };
  if (data.over) {
    const can = three();
    pic.hidden = can;
    if (near) near.hidden = can;
    if (!can) document.querySelector(`.st-key-${data.over}`)?.style.setProperty("display", "none");
  }
  box.onclick = onClick;
  box.onkeydown = onKey;
  pic.onpointermove = onMove;
  pic.onpointerleave = onLeave;
  draw();
  const observer = new ResizeObserver(fit);
  observer.observe(pic);
  document.fonts?.ready.then(fit);
  return () => observer.disconnect();
};
