// A dialog that shows a dog as it was at each of its versions, and the events that led there.

import { showTime, showTricks } from "./text.js";

const EVENTS_SHOWN = 100;
const TRICKS_SHOWN = 50;

const byId = (id) => document.getElementById(id);
const dialog = byId("history");
const slider = byId("history-version");
const rows = byId("versions");
let shown;
/** The number of tricks that the dog knows at the displayed version. */
let known;
let opening = new AbortController();
let request = new AbortController();

export function openHistory(dog, version = dog.version) {
  const after = Math.max(0, dog.version - EVENTS_SHOWN);
  shown = dog;
  opening = new AbortController();
  byId("history-title").textContent = `History of ${dog.name}`;
  byId("older-versions").hidden = after === 0;
  clear();
  setLatest(dog.version);
  slider.value = version;
  dialog.showModal();
  showVersion();
  load("The events could not be loaded.", byId("versions-problem"), opening.signal, async (url) =>
    addEvents(await fetchJson(`${url}/history?after=${after}&limit=${EVENTS_SHOWN}`, opening.signal)));
}

/** Removes what belongs to the dog that was shown before. */
function clear() {
  known = undefined;
  byId("history-name").textContent = "";
  byId("history-tricks").replaceChildren();
  byId("history-problem").textContent = "";
  byId("versions-problem").textContent = "";
  rows.replaceChildren();
  showLater();
}

/** The slider gets longer with the dog's history, and stays where it is. */
export function apply({ originatorId, originatorVersion, topic, payload, timestamp }) {
  if (dialog.open && originatorId === shown.id) {
    setLatest(originatorVersion);
    const name = topic.substring(topic.indexOf(".") + 1);
    addEvents([{ version: originatorVersion, name, time: timestamp, attributes: payload }]);
    showLater();
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
  load("This version could not be loaded.", byId("history-problem"), signal, async (url) => showState(await fetchJson(`${url}?version=${slider.value}`, signal)));
}

function showState({ name, tricks }) {
  known = tricks.length;
  byId("history-name").textContent = `${name} knows ${tricks.length || "no"} ${tricks.length === 1 ? "trick" : "tricks"}`;
  showTricks(byId("history-tricks"), tricks, TRICKS_SHOWN);
  showLater();
}

/** Shows the tricks that the dog has learned since the displayed version, until now. */
function showLater() {
  const later = known === undefined ? [] : shown.tricks.slice(known);
  byId("history-later").hidden = later.length === 0;
  showTricks(byId("later-tricks"), later, TRICKS_SHOWN);
}

/** Does what needs the server; shows a failure beside what is missing, unless it has been given up. */
async function load(failure, problem, signal, action) {
  try {
    await action(`dogs/${encodeURIComponent(shown.id)}`);
    problem.textContent = "";
  }
  catch (error) {
    if (!signal.aborted) {
      problem.textContent = `${failure} ${error.message}`;
    }
  }
}

async function fetchJson(url, signal) {
  const response = await fetch(url, { signal });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? `The server responded with status ${response.status}.`);
  }
  return body;
}

slider.addEventListener("input", showVersion);
byId("history-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  opening.abort();
  request.abort();
});
