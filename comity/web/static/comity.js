// What the pages do beyond links and forms: keys, copying. Without it everything still works.
"use strict";

const GO = { w: "/world", n: "/network", c: "/contradictions", t: "/tension", r: "/review", h: "/" };
let going = false;

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
  } else if (event.key === "j" || event.key === "k") {
    const link = document.querySelector(event.key === "j" ? "a[rel=next]" : "a[rel=prev]");
    if (link) link.click();
  } else if (going && GO[event.key]) {
    const lang = new URLSearchParams(location.search).get("lang");
    location.assign(GO[event.key] + (lang ? "?lang=" + encodeURIComponent(lang) : ""));
  }
  going = event.key === "g";
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  from.select();
  const done = () => { document.getElementById("copied").textContent = button.dataset.done; };
  if (navigator.clipboard) navigator.clipboard.writeText(from.value).then(done, () => {});
  else if (document.execCommand("copy")) done();
});

if (location.hash === "#here") {
  const here = document.getElementById("here");
  if (here) here.scrollIntoView({ block: "center" });
}
