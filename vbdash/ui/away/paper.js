/* Printing: what the style sheet cannot do. Run once, in the head of every page. */
(() => {
  const root = document.documentElement;
  const SHEET = 703;  // pixels between the margins of an A4
  // A map drawn by the graphics card is gone when the frame is; kept, it can be put on paper.
  const context = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, how) {
    return context.call(this, kind, /^webgl/.test(kind) ? { ...how, preserveDrawingBuffer: true } : how);
  };
  const charts = () => [...document.querySelectorAll(".js-plotly-plot .svg-container")];
  /* A chart drawn for a phone would fill a sheet, one for a wide screen would have letters too small to
     read: its library draws it anew at the width that it has on paper, before the browser goes on (and
     Streamlit draws it as it was as soon as it may, or we do when the printing is over). */
  const laid = (plot, width) => {
    const drawn = plot.querySelector(".main-svg")?.getAttribute("width");
    if (!window.Plotly || !drawn || Math.abs(drawn - width) < 2) return;
    try {
      window.Plotly.relayout(plot, { width });
      plot.dataset.vbWas ??= drawn;
    } catch { /* then it is scaled as it is */ }
  };
  const dark = () => {
    const app = document.querySelector(".stApp");
    const [r, g, b] = (app && getComputedStyle(app).backgroundColor.match(/\d+/g)) || [255, 255, 255];
    return (+r + +g + +b) / 3 < 128;
  };
  const still = (map) => {
    const canvas = map.querySelector("canvas");
    if (!canvas?.width) return;
    const picture = Object.assign(new Image(), { className: "vb-still", alt: map.getAttribute("aria-label") ?? "" });
    const flat = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    flat.getContext("2d").drawImage(canvas, 0, 0);
    picture.src = flat.toDataURL("image/png");
    map.classList.add("vb-stilled");
    map.after(picture);
  };
  /* Address, data and page number in the margin, where the browser can; else at the end. */
  const foot = () => {
    const last = document.querySelector(".vb-foot");
    const said = (last?.textContent ?? "").split(" http")[0];
    const text = (words) => `"${words.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ")}"`;
    const address = decodeURI(location.href).slice(0, 160);
    if (last) last.textContent = `${said} ${address}`;
    const style = Object.assign(document.createElement("style"), { id: "vb-foot-style" });
    const look = "font: 7.5pt 'Source Sans', sans-serif; color: #3f4c57; vertical-align: top; padding-top: 3mm;";
    style.textContent = `@page { @bottom-left { content: ${text(`${said} ${address}`)}; width: 165mm; ${look} }
      @bottom-right { content: counter(page) " / " counter(pages); ${look} } }`;
    document.head.append(style);
  };
  /* What is folded away, by its sign: its name is the first that is written in it. */
  const folded = (where, sign) => [...where.querySelectorAll('[data-testid="stExpander"] details:not([open])')]
    .filter((each) => each.querySelector("summary")?.textContent.trim().startsWith(sign) && each.children[1]?.textContent);
  const unfold = (each, ...more) => {
    each.open = true;
    each.classList.add("vb-opened", ...more);
  };
  const before = () => {
    after();
    root.classList.toggle("vb-dark", dark());
    root.classList.toggle("vb-margins", +(navigator.userAgent.match(/Chrome\/(\d+)/)?.[1] ?? 0) > 130);
    charts().forEach((box) => {
      const room = box.closest(".st-key-vb_pairs") ? Math.floor(SHEET / 2) - 10 : SHEET;
      laid(box.closest(".js-plotly-plot"), room);
      const drawn = [...box.querySelectorAll(".main-svg")];
      const [w, h] = ["width", "height"].map((side) => parseFloat(drawn[0]?.getAttribute(side)));
      if (!w || !h) return;
      box.style.setProperty("--vb-width", `${Math.min(w, room)}px`);
      box.style.setProperty("--vb-shape", `${w} / ${h}`);
      drawn.forEach((each) => each.setAttribute("viewBox", `0 0 ${w} ${h}`));
    });
    document.querySelectorAll('[data-testid="stDeckGlJsonChart"]').forEach((map) => {
      try { still(map); } catch { /* then the canvas itself is printed */ }
    });
    // Sources that are folded away on a screen are read on paper.
    folded(document, "menu_book").forEach((each) => unfold(each));
    // A browser waits for nothing: for a chart that is not drawn its table is read, and its sentence.
    const unread = document.querySelector(".vb-foot")?.dataset.undrawn;
    undrawn().forEach((each) => {
      const words = Object.assign(document.createElement("p"), { className: "vb-undrawn vb-on-paper", textContent: unread ?? "" });
      each.after(words);
      const box = each.closest('[class*="st-key-vb_exhibit_"]');
      if (box) folded(box, "table").forEach((twin) => unfold(twin, "vb-twin"));
    });
    foot();
  };
  const after = () => {
    document.querySelectorAll("[data-vb-was]").forEach((each) => {
      laid(each, +each.dataset.vbWas);
      delete each.dataset.vbWas;
    });
    document.querySelectorAll(".main-svg[viewBox]").forEach((each) => each.removeAttribute("viewBox"));
    document.querySelectorAll("img.vb-still, .vb-undrawn, #vb-foot-style").forEach((each) => each.remove());
    document.querySelectorAll(".vb-stilled").forEach((each) => each.classList.remove("vb-stilled"));
    document.querySelectorAll("details.vb-opened").forEach((each) => {
      each.open = false;
      each.classList.remove("vb-opened", "vb-twin");
    });
    root.classList.remove("vb-dark");
  };
  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
  /* A chart's library waits until the chart is reached, or the page laid out for paper. */
  const undrawn = () => [...document.querySelectorAll('[data-testid="stMain"] :is([data-testid="stSkeleton"], [data-testid="stPlotlyChart"])')]
    .filter((each) => !each.querySelector(".main-svg"));
  const narrow = () => charts().every((box) => box.clientWidth <= SHEET + 1);
  /* Lay the page out as wide as the sheet, so that charts are drawn for it, and print it. */
  window.vbdashPrint = async () => {
    root.classList.add("vb-paper");
    try {
      dispatchEvent(new Event("resize"));
      for (let i = 0; i < 200 && undrawn().length; i += 1) await wait(100);
      for (let i = 0; i < 30 && !(i > 3 && narrow()); i += 1) await wait(100);
      await wait(200);
      window.print();
    } finally {
      root.classList.remove("vb-paper");
      dispatchEvent(new Event("resize"));
    }
  };
  // In a frame: tell the page around it how tall the whole is. It says nothing else.
  if (window.parent !== window) {
    let told = 0;
    const tell = () => {
      const block = document.querySelector('[data-testid="stMainBlockContainer"]');
      if (!block) return;
      const high = Math.ceil(block.getBoundingClientRect().height);
      if (Math.abs(high - told) < 2) return;
      told = high;
      window.parent.postMessage({ vbdash: "height", height: high }, "*");
    };
    setInterval(tell, 500);
  }
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
    if (!document.querySelector(".stApp") || document.querySelector(".st-key-slide")) return;
    event.preventDefault();
    window.vbdashPrint();
  }, true);
})();
