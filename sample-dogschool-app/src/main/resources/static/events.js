// The newest events of the log, the last one first.

import { openHistory } from "./history.js";
import { showTime } from "./text.js";

const SHOWN = 30;

const list = document.getElementById("events");
let waiting = [];
let count = 0;

/** Has an event shown by the next render(). */
export function add(notification, dog, news) {
  count++;
  waiting.push({ notification, dog, news });
  if (waiting.length > SHOWN) {
    waiting.shift();
  }
}

export function render() {
  waiting.forEach((event) => list.prepend(row(event)));
  waiting = [];
  while (list.childElementCount > SHOWN) {
    list.lastElementChild.remove();
  }
  document.getElementById("event-count").textContent = count;
  document.getElementById("no-events").hidden = count > 0;
  document.getElementById("older").hidden = count <= SHOWN;
}

function row({ notification, dog, news }) {
  const row = document.getElementById("event-template").content.cloneNode(true).firstElementChild;
  row.classList.toggle("first", notification.originatorVersion === 1);
  row.classList.toggle("new", news);
  row.querySelector(".event-id").textContent = notification.id;
  row.querySelector(".topic").textContent = notification.topic;
  const origin = row.querySelector(".origin");
  origin.textContent = `${dog.name}, version ${notification.originatorVersion}`;
  origin.addEventListener("click", () => openHistory(dog, notification.originatorVersion));
  row.querySelector(".payload").textContent = JSON.stringify(notification.payload);
  showTime(row.querySelector("time"), notification.timestamp);
  return row;
}
