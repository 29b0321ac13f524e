// A dialog that shows a dog as it was at each of its versions.

import { showTricks } from "./tricks.js";

const TRICKS_SHOWN = 100;

const byId = (id) => document.getElementById(id);
const dialog = byId("history");
const slider = byId("history-version");
let shown;
let request = new AbortController();

export function openHistory(dog) {
  shown = dog;
  byId("history-title").textContent = `History of ${dog.name}`;
  slider.max = dog.version;
  slider.value = dog.version;
  dialog.showModal();
  showVersion();
}

/** The slider gets longer with the dog's history, and stays where it is. */
export function apply({ originatorId, originatorVersion }) {
  if (dialog.open && originatorId === shown.id) {
    slider.max = originatorVersion;
    byId("history-latest").textContent = originatorVersion;
  }
}

async function showVersion() {
  request.abort();
  request = new AbortController();
  const { signal } = request;
  const version = slider.value;
  byId("history-number").textContent = version;
  byId("history-latest").textContent = slider.max;
  slider.setAttribute("aria-valuetext", `Version ${version} of ${slider.max}`);
  try {
    const url = `dogs/${encodeURIComponent(shown.id)}`;
    const [dog, [event]] = await Promise.all([
      fetchJson(`${url}?version=${version}`, signal),
      fetchJson(`${url}/history?after=${version - 1}&limit=1`, signal),
    ]);
    show(dog, event);
  }
  catch (error) {
    if (!signal.aborted) {
      byId("history-problem").textContent = error.message;
    }
  }
}

function show(dog, event) {
  byId("history-problem").textContent = "";
  byId("history-event").textContent = event.name;
  byId("history-attributes").textContent = JSON.stringify(event.attributes);
  const time = byId("history-time");
  time.dateTime = event.time;
  time.textContent = new Date(event.time).toLocaleString();
  showTricks(byId("history-tricks"), dog.tricks, TRICKS_SHOWN);
}

async function fetchJson(url, signal) {
  const response = await fetch(url, { signal });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail);
  }
  return body;
}

slider.addEventListener("input", showVersion);
byId("history-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => request.abort());
