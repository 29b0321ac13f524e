// The page has no state of its own: it folds the event log into dogs, as the server does. The
// popularity of tricks is requested from the server, where a projection keeps it, and so are the
// earlier versions of a dog.

import { apply as applyToDogs, render as renderDogs, dogOf, showNewest } from "./dogs.js";
import { add as addEvent, render as renderEvents } from "./events.js";
import { onSubmit } from "./forms.js";
import { apply as applyToHistory } from "./history.js";
import { follow } from "./log.js";
import { showOperations } from "./operations.js";
import { apply as applyToPopularity, render as renderPopularity } from "./popularity.js";

const connection = document.getElementById("connection");
const announcement = document.getElementById("announcement");

/** Takes in notifications; those that are news are announced, and stand out. */
function apply(notifications, news) {
  for (const notification of notifications) {
    applyToDogs(notification);
    applyToHistory(notification);
    applyToPopularity(notification);
    addEvent(notification, dogOf(notification.originatorId), news);
  }
  renderDogs();
  renderEvents();
  renderPopularity();
  const last = notifications.at(-1);
  if (news && last) {
    announcement.textContent = `Event ${last.id}: ${last.topic}, ${dogOf(last.originatorId).name}`;
  }
}

function showConnection(state, text) {
  if (connection.textContent !== text) {
    connection.textContent = text;
    connection.className = `connection ${state}`;
    showOperations(state === "live");
  }
}

onSubmit(document.getElementById("register"), "dogs", "name", showNewest);
follow(apply, showConnection);
