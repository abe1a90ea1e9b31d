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
  /* Letters of a chart that was drawn for a wide screen would be too small to read on the sheet:
     they grow where they stand, from the point that they are anchored in. */
  const grow = (svg, w, room) => {
    const by = Math.min(1.35, w / room / 1.1);
    if (!(by > 1.04)) return;
    const edge = svg.getBoundingClientRect().right;
    // Many names beside points were laid out so that none lies on another: they stay as they are.
    const points = !svg.parentNode.querySelector(".bars, .js-line") && svg.querySelectorAll(".annotation-text").length > 12;
    const crowded = points ? ":not(.annotation-text)" : "";
    svg.querySelectorAll(`text:not(.legendtext)${crowded}, g.legend`).forEach((each) => {
      const { x, y, width, height } = each.getBBox();
      if (!width) return;
      const was = each.getAttribute("transform") ?? "";
      const box = each.getBoundingClientRect();
      const bar = each.classList.contains("bartext") && each.parentNode.querySelector("path")?.getBoundingClientRect();
      // Away from the bar that it stands beside, else from where it is anchored; never out of the chart.
      let from = each.tagName === "g" ? 0 : { start: 0, middle: 0.5, end: 1 }[getComputedStyle(each).textAnchor] ?? 0;
      if (bar) from = box.left + box.right < bar.left + bar.right ? 1 : 0;
      if (box.right + (1 - from) * (by - 1) * box.width > edge) from = 1;
      const ox = x + from * width;
      const oy = height > 1.8 * parseFloat(getComputedStyle(each).fontSize) ? y + height : y + height / 2;
      each.dataset.vbWas = was;
      each.setAttribute("transform", `${was} translate(${ox},${oy}) scale(${by}) translate(${-ox},${-oy})`);
    });
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
  const before = () => {
    after();
    root.classList.toggle("vb-dark", dark());
    root.classList.toggle("vb-margins", +(navigator.userAgent.match(/Chrome\/(\d+)/)?.[1] ?? 0) > 130);
    charts().forEach((box) => {
      const drawn = [...box.querySelectorAll(".main-svg")];
      const [w, h] = ["width", "height"].map((side) => parseFloat(drawn[0]?.getAttribute(side)));
      if (!w || !h) return;
      const room = box.closest(".st-key-vb_pairs") ? SHEET / 2 - 10 : SHEET;
      box.style.setProperty("--vb-width", `${Math.min(w, room)}px`);
      box.style.setProperty("--vb-shape", `${w} / ${h}`);
      drawn.forEach((each) => {
        grow(each, w, room);
        each.setAttribute("viewBox", `0 0 ${w} ${h}`);
      });
    });
    document.querySelectorAll('[data-testid="stDeckGlJsonChart"]').forEach((map) => {
      try { still(map); } catch { /* then the canvas itself is printed */ }
    });
    // Sources that are folded away on a screen are read on paper.
    document.querySelectorAll('[data-testid="stExpander"] details:not([open])').forEach((each) => {
      if (each.querySelector("summary")?.textContent.includes("menu_book") && each.children[1]?.textContent) {
        each.open = true;
        each.classList.add("vb-opened");
      }
    });
    const unread = document.querySelector(".vb-foot")?.dataset.undrawn;
    undrawn().forEach((each) => {
      const words = Object.assign(document.createElement("p"), { className: "vb-undrawn vb-on-paper", textContent: unread ?? "" });
      each.after(words);
    });
    foot();
  };
  const after = () => {
    document.querySelectorAll("[data-vb-was]").forEach((each) => {
      if (each.dataset.vbWas) each.setAttribute("transform", each.dataset.vbWas);
      else each.removeAttribute("transform");
      delete each.dataset.vbWas;
    });
    document.querySelectorAll(".main-svg[viewBox]").forEach((each) => each.removeAttribute("viewBox"));
    document.querySelectorAll("img.vb-still, .vb-undrawn, #vb-foot-style").forEach((each) => each.remove());
    document.querySelectorAll(".vb-stilled").forEach((each) => each.classList.remove("vb-stilled"));
    document.querySelectorAll("details.vb-opened").forEach((each) => {
      each.open = false;
      each.classList.remove("vb-opened");
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
