// The page has no state of its own: it folds the event log into dogs, as the server does.

const PAGE = 200;
const EVENTS_SHOWN = 200;
const POLL_MILLISECONDS = 1000;

const byId = (id) => document.getElementById(id);
const cards = new Map();
let lastId = 0;
let eventCount = 0;
let caughtUp = false;
let reading = Promise.resolve();

/** Reads the log from the last id on, page by page, after a read under way has ended. */
function readLog() {
  reading = reading.then(readPages).then(
    () => showConnection("live", "Live"),
    () => showConnection("lost", "No connection, trying again"));
  return reading;
}

async function readPages() {
  for (let full = true; full;) {
    const response = await fetch(`notifications?start=${lastId + 1}&limit=${PAGE}`);
    if (!response.ok) {
      throw new Error(`The log cannot be read: ${response.status}`);
    }
    const notifications = await response.json();
    notifications.forEach(apply);
    full = notifications.length === PAGE;
  }
  caughtUp = true;
  byId("no-dogs").hidden = cards.size > 0;
  byId("no-events").hidden = eventCount > 0;
}

function apply(notification) {
  lastId = notification.id;
  eventCount++;
  if (notification.topic === "Dog.Registered") {
    addCard(notification.originatorId, notification.payload.name);
  }
  const card = cards.get(notification.originatorId);
  if (card) {
    if (notification.topic === "Dog.TrickAdded") {
      addItem(card.querySelector(".tricks"), notification.payload.trick);
    }
    card.querySelector(".version").textContent = `version ${notification.originatorVersion}`;
  }
  showEvent(notification, card);
}

function addItem(list, text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
}

function addCard(id, name) {
  const card = byId("dog-template").content.cloneNode(true).firstElementChild;
  card.querySelector(".dog-name").textContent = name;
  const details = card.querySelector(".details");
  details.href = `dogs/${encodeURIComponent(id)}`;
  details.setAttribute("aria-label", `JSON of ${name}`);
  const input = card.querySelector("input");
  const problem = card.querySelector(".problem");
  problem.id = `problem-${id}`;
  input.setAttribute("aria-label", `New trick for ${name}`);
  input.setAttribute("aria-describedby", problem.id);
  card.querySelector("button").setAttribute("aria-label", `Add trick to ${name}`);
  onSubmit(card.querySelector("form"), `dogs/${encodeURIComponent(id)}/tricks`, "trick");
  byId("dogs").prepend(card);
  cards.set(id, card);
  byId("dog-count").textContent = cards.size;
}

function showEvent(notification, card) {
  const row = byId("event-template").content.cloneNode(true).firstElementChild;
  const name = card ? card.querySelector(".dog-name").textContent : notification.originatorId;
  row.classList.toggle("first", notification.originatorVersion === 1);
  row.classList.toggle("new", caughtUp);
  row.querySelector(".event-id").textContent = notification.id;
  row.querySelector(".topic").textContent = notification.topic;
  const origin = row.querySelector(".origin");
  origin.textContent = `${name}, version ${notification.originatorVersion}`;
  origin.title = notification.originatorId;
  row.querySelector(".payload").textContent = JSON.stringify(notification.payload);
  const time = row.querySelector("time");
  time.dateTime = notification.timestamp;
  time.textContent = new Date(notification.timestamp).toLocaleString();
  const list = byId("events");
  list.prepend(row);
  if (list.childElementCount > EVENTS_SHOWN) {
    list.lastElementChild.remove();
    byId("older").hidden = false;
  }
  byId("event-count").textContent = eventCount;
  if (caughtUp) {
    byId("announcement").textContent = `Event ${notification.id}: ${notification.topic}, ${name}`;
  }
}

/** Posts the only field of the form as JSON; shows what the server says against it. */
function onSubmit(form, url, field) {
  const input = form.elements[field];
  const button = form.querySelector("button");
  const problem = form.querySelector(".problem");
  const show = (trouble) => {
    problem.textContent = trouble;
    input.setAttribute("aria-invalid", String(trouble !== ""));
  };
  form.addEventListener("input", () => show(""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const trouble = await post(url, { [field]: input.value });
    button.disabled = false;
    show(trouble);
    if (trouble === "") {
      input.value = "";
      await readLog();
    }
    input.focus();
  });
}

async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.ok ? "" : (await response.json()).detail;
  }
  catch {
    return "The server does not answer. Please try again.";
  }
}

function showConnection(state, text) {
  const connection = byId("connection");
  if (connection.textContent !== text) {
    connection.textContent = text;
    connection.className = `connection ${state}`;
  }
}

async function follow() {
  if (!document.hidden) {
    await readLog();
  }
  setTimeout(follow, POLL_MILLISECONDS);
}

onSubmit(byId("register"), "dogs", "name");
document.addEventListener("visibilitychange", () => document.hidden || readLog());
follow();
