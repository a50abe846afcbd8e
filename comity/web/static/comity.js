// What the pages do beyond links and forms: keys, copying. Without it everything still works.
"use strict";

const GO = { w: "/world", n: "/network", c: "/contradictions", t: "/tension", r: "/review", h: "/" };
let going = false;
document.documentElement.classList.add("js");

// All that a page shows is in its address. What is changed here is put there, and links and forms take along what is there now.
const CARRIED = ["lang", "unit"];  // by every link

function legible(query) {
  return query.toString().replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%3B/g, ";");
}

function remember(name, value) {
  const here = new URL(location.href);
  if (value) here.searchParams.set(name, value);
  else here.searchParams.delete(name);
  here.search = legible(here.searchParams);
  history.replaceState(history.state, "", here);
  keep();
}

function carrying(address) {
  const now = new URLSearchParams(location.search);
  const to = new URL(address, location.href);
  for (const name of CARRIED) {
    if (now.get(name)) to.searchParams.set(name, now.get(name));
    else to.searchParams.delete(name);
  }
  to.search = legible(to.searchParams);
  return to.pathname + to.search + to.hash;
}

function keep() {
  const now = new URLSearchParams(location.search);
  for (const form of document.querySelectorAll("form[method=get]")) {
    const whole = form.dataset.without !== undefined;  // it has all of the address that it does not ask for itself
    const own = new Set(whole ? form.dataset.without.split(" ") : []);
    for (const field of [...form.elements]) {
      if (field.type !== "hidden") own.add(field.name);
      else if (whole || CARRIED.includes(field.name)) field.remove();
    }
    for (const [name, value] of now) {
      if (own.has(name) || !(whole || CARRIED.includes(name))) continue;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.prepend(field);
    }
  }
  for (const link of document.querySelectorAll("a[href^='/']")) link.setAttribute("href", carrying(link.getAttribute("href")));
  for (const link of document.querySelectorAll(".languages a")) {
    now.set("lang", link.hreflang);
    link.setAttribute("href", location.pathname + "?" + legible(now));
  }
  const back = document.getElementById("back");
  if (!back) return;
  const without = new URLSearchParams(location.search);
  back.hidden = !without.get("moved");
  without.delete("moved");
  back.setAttribute("href", location.pathname + "?" + legible(without));
}
document.addEventListener("htmx:pushedIntoHistory", keep);

function typing(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  } else if (event.key === "?") {
    document.getElementById("keys").scrollIntoView();
  } else if (event.key.length === 1 && "jkarxcmu".includes(event.key) && document.querySelector(".card, .choice, .chosen .reviewing")) {
    reviewing(event.key);
  } else if (event.key === "j" || event.key === "k") {
    const link = document.querySelector(event.key === "j" ? "a[rel=next]" : "a[rel=prev]");
    if (link) link.click();
  } else if (going && GO[event.key]) {
    location.assign(carrying(GO[event.key]));
  }
  going = event.key === "g";
});

// What is found while somebody types: arrow keys go through it, Escape and a click elsewhere close it.
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("suggest");
  if (!box || !box.firstElementChild || !event.target.closest(".search")) return;
  if (event.key === "Escape") { box.replaceChildren(); document.getElementById("q").focus(); return; }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const stops = [document.getElementById("q"), ...box.querySelectorAll("a")];
  stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
});
document.addEventListener("click", (event) => {
  const box = document.getElementById("suggest");
  if (box && !event.target.closest(".search")) box.replaceChildren();
});

// Reviews by key: j and k move from card to card (or from choice to choice), the others press the button that shows them.
function reviewing(key) {
  const cards = [...document.querySelectorAll(".card, .choice input")];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  if (cards.length && (key === "j" || key === "k")) {
    const next = cards[Math.max(0, Math.min(cards.length - 1, at + (key === "j" ? 1 : -1)))];
    next.focus();
    next.scrollIntoView({ block: "center" });
    return;
  }
  if (key === "j" || key === "k") {
    const link = document.querySelector(key === "j" ? "a[rel=next]" : "a[rel=prev]");
    if (link) link.click();
    return;
  }
  const button = (key !== "u" && cards[Math.max(0, at)] || document).querySelector(`[data-key="${key}"]`);
  if (button) button.click();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  from.select();
  const done = () => { document.getElementById("copied").textContent = button.dataset.done; };
  if (navigator.clipboard) navigator.clipboard.writeText(from.value).then(done, () => {});
  else if (document.execCommand("copy")) done();
});

// The slider: a range over years, months or days that moves the day of its form. Arrow keys work as on every range.
const DAY = 86400000;

function dressed(range) {
  const date = document.getElementById(range.dataset.for);
  const unit = document.getElementById("unit");
  range.closest(".range").hidden = false;
  unit.value = [...unit.options].find((option) => option.defaultSelected).value;  // not what the browser has kept

  function lay() {
    const [year, month, day] = date.value.split("-").map(Number);
    if (!year) return;
    const now = new Date(Date.UTC(year, month - 1, day));
    if (unit.value === "year") { range.min = Math.min(1800, year - 50); range.max = Math.max(new Date().getUTCFullYear(), year); range.value = year; }
    else if (unit.value === "month") { range.min = year * 12 - 120; range.max = year * 12 + 131; range.value = year * 12 + month - 1; }
    else { const at = Math.round(now / DAY); range.min = at - 183; range.max = at + 183; range.value = at; }
    range.setAttribute("aria-valuetext", date.value);
  }

  function moved() {
    const [year, month, day] = date.value.split("-").map(Number);
    const to = Number(range.value);
    let then;
    if (unit.value === "year") then = last(to, month, day);
    else if (unit.value === "month") then = last(Math.floor(to / 12), to % 12 + 1, day);
    else then = new Date(to * DAY).toISOString().slice(0, 10);
    if (then === date.value) return;
    date.value = then;
    range.setAttribute("aria-valuetext", then);
    date.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function last(year, month, day) {
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(Math.min(day, days)).padStart(2, "0")].join("-");
  }

  range.addEventListener("input", moved);
  range.addEventListener("change", (event) => event.stopPropagation());
  unit.addEventListener("change", (event) => { event.stopPropagation(); remember("unit", unit.value === unit.options[0].value ? "" : unit.value); lay(); });
  date.addEventListener("change", () => { if (document.activeElement !== range) lay(); });
  lay();
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("input[type=range][data-for]").forEach(dressed));

// The network: an actor is moved by dragging or by the arrow keys; the lines follow, and the address has where it was put.
function place(node, x, y) {
  const box = node.ownerSVGElement.viewBox.baseVal;
  x = Math.max(0, Math.min(box.width, x));
  y = Math.max(0, Math.min(box.height, y));
  node.dataset.x = x;
  node.dataset.y = y;
  node.setAttribute("transform", `translate(${x} ${y})`);
  for (const line of node.ownerSVGElement.querySelectorAll("line")) {
    if (line.dataset.a === node.dataset.id) { line.setAttribute("x1", x); line.setAttribute("y1", y); }
    if (line.dataset.b === node.dataset.id) { line.setAttribute("x2", x); line.setAttribute("y2", y); }
  }
}

function put(node) {
  const now = new URLSearchParams(location.search).get("moved") || "";
  const others = now.split(";").filter((one) => one && !one.startsWith(node.dataset.id + ":"));
  const at = node.dataset.id + ":" + Math.round(node.dataset.x) + "," + Math.round(node.dataset.y);
  remember("moved", [...others, at].join(";"));
}

let held = null;
let dragged = false;

// The ties of the actor that is pointed at, or has the focus, stand out.
function lift(event) {
  const node = event.target.closest && event.target.closest("a.node");
  const svg = document.getElementById("net");
  if (!svg) return;
  svg.classList.toggle("held", node !== null);
  for (const line of svg.querySelectorAll("line")) {
    line.classList.toggle("on", node !== null && (line.dataset.a === node.dataset.id || line.dataset.b === node.dataset.id));
  }
}
document.addEventListener("pointerover", lift);
document.addEventListener("focusin", lift);

document.addEventListener("pointerdown", (event) => {
  held = event.target.closest("a.node");
  dragged = false;
  if (held) event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  dragged = true;
  const svg = held.ownerSVGElement;
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  place(held, Math.round(at.x), Math.round(at.y));
});
document.addEventListener("pointerup", () => {
  if (held && dragged) put(held);
  held = null;
});
document.addEventListener("click", (event) => {
  if (dragged && event.target.closest("a.node")) event.preventDefault();
  dragged = false;
}, true);
document.addEventListener("keydown", (event) => {
  const node = event.target.closest("a.node");
  const by = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] }[event.key];
  if (!node || !by) return;
  event.preventDefault();
  place(node, Number(node.dataset.x) + by[0], Number(node.dataset.y) + by[1]);
});
document.addEventListener("keyup", (event) => {
  const node = event.target.closest("a.node");
  if (node && event.key.startsWith("Arrow")) put(node);
});

// A drawing as a file: a copy in which every colour is written out.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-picture]");
  if (!button) return;
  const from = document.getElementById(button.dataset.picture);
  const copy = from.cloneNode(true);
  const own = [...from.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(own[i]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-family", "font-size", "text-anchor", "paint-order"]) {
      element.setAttribute(name, style.getPropertyValue(name));
    }
    element.removeAttribute("class");
    if (element.tagName === "a") element.removeAttribute("href");
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

// Files dropped anywhere on the page that reads them.
const drop = document.querySelector("form.drop");
if (drop) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        document.getElementById("files").files = event.dataTransfer.files;
        drop.requestSubmit();
      }
    });
  }
}

if (location.hash === "#here") {
  const here = document.getElementById("here");
  if (here) here.scrollIntoView({ block: "center" });
}
