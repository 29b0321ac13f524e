// A dialog that shows a dog as it was at each of its versions, and the events that led there.

import { showTime, showTricks } from "./text.js";

const EVENTS_SHOWN = 100;
const TRICKS_SHOWN = 50;

const byId = (id) => document.getElementById(id);
const dialog = byId("history");
const slider = byId("history-version");
const rows = byId("versions");
let shown;
let opening = new AbortController();
let request = new AbortController();

export function openHistory(dog, version = dog.version) {
  const after = Math.max(0, dog.version - EVENTS_SHOWN);
  shown = dog;
  opening = new AbortController();
  byId("history-title").textContent = `History of ${dog.name}`;
  byId("older-versions").hidden = after === 0;
  rows.replaceChildren();
  setLatest(dog.version);
  slider.value = version;
  dialog.showModal();
  showVersion();
  load(opening.signal, async (url) =>
    addEvents(await fetchJson(`${url}/history?after=${after}&limit=${EVENTS_SHOWN}`, opening.signal)));
}

/** The slider gets longer with the dog's history, and stays where it is. */
export function apply({ originatorId, originatorVersion, topic, payload, timestamp }) {
  if (dialog.open && originatorId === shown.id) {
    setLatest(originatorVersion);
    const name = topic.substring(topic.indexOf(".") + 1);
    addEvents([{ version: originatorVersion, name, time: timestamp, attributes: payload }]);
  }
}

function setLatest(version) {
  slider.max = version;
  byId("history-latest").textContent = version;
}

/** Live events can arrive before those that were requested, and be among them. */
function addEvents(events) {
  for (const event of events) {
    const next = Array.from(rows.children).find((row) => row.value <= event.version);
    if (next?.value !== event.version) {
      rows.insertBefore(row(event), next ?? null);
    }
  }
  markVersion();
}

function row({ version, name, time, attributes }) {
  const row = byId("version-template").content.cloneNode(true).firstElementChild;
  row.value = version;
  row.classList.toggle("first", version === 1);
  row.querySelector(".number").textContent = version;
  row.querySelector(".topic").textContent = name;
  row.querySelector("code").textContent = JSON.stringify(attributes);
  showTime(row.querySelector("time"), time);
  row.querySelector("button").addEventListener("click", () => {
    slider.value = version;
    showVersion();
  });
  return row;
}

function markVersion() {
  for (const row of rows.children) {
    row.firstElementChild.setAttribute("aria-current", String(row.value === slider.valueAsNumber));
    row.classList.toggle("ahead", row.value > slider.valueAsNumber);
  }
}

function showVersion() {
  request.abort();
  request = new AbortController();
  const { signal } = request;
  byId("history-number").textContent = slider.value;
  slider.setAttribute("aria-valuetext", `Version ${slider.value} of ${slider.max}`);
  markVersion();
  load(signal, async (url) => showState(await fetchJson(`${url}?version=${slider.value}`, signal)));
}

function showState({ name, tricks }) {
  byId("history-problem").textContent = "";
  byId("history-name").textContent = `${name} knows ${tricks.length || "no"} ${tricks.length === 1 ? "trick" : "tricks"}`;
  showTricks(byId("history-tricks"), tricks, TRICKS_SHOWN);
  const later = shown.tricks.slice(tricks.length);
  byId("history-later").hidden = later.length === 0;
  showTricks(byId("later-tricks"), later, TRICKS_SHOWN);
}

/** Does what needs the server; says so in the dialog if it fails, unless it has been given up. */
async function load(signal, action) {
  try {
    await action(`dogs/${encodeURIComponent(shown.id)}`);
  }
  catch (error) {
    if (!signal.aborted) {
      byId("history-problem").textContent = `This version could not be loaded. ${error.message}`;
    }
  }
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
dialog.addEventListener("close", () => {
  opening.abort();
  request.abort();
});
