// Tricks by popularity: a projection on the server, which is queried again after each new trick.

const SHOWN = 10;
const RETRY_MILLISECONDS = 2000;

const list = document.getElementById("popularity");

/** The last event that changes the list, and the last one that the displayed list includes. */
let wanted = 0;
let shown = 0;
let asking = false;
let retry;

export function apply({ id, topic }) {
  if (topic === "Dog.TrickAdded") {
    wanted = id;
  }
}

/**
 * Sends one request at a time: under load, each response reflects several events. After a failure,
 * events that arrive do not cause further requests until the retry is due.
 */
export async function render() {
  if (asking || retry !== undefined) {
    return;
  }
  asking = true;
  try {
    while (shown < wanted) {
      const position = wanted;
      show(await ask(position));
      shown = position;
    }
  }
  catch (error) {
    console.warn("The tricks could not be loaded", error);
    retry = setTimeout(() => {
      retry = undefined;
      render();
    }, RETRY_MILLISECONDS);
  }
  finally {
    asking = false;
  }
}

/** Asks for a list that includes the event at the position. */
async function ask(position) {
  const response = await fetch(`tricks?limit=${SHOWN}`, { headers: { "Event-Position": position } });
  if (!response.ok) {
    throw new Error(`The server responded with status ${response.status}`);
  }
  return response.json();
}

function show(tricks) {
  list.replaceChildren(...tricks.map((trick) => row(trick, tricks[0].times)));
  document.getElementById("no-popularity").hidden = tricks.length > 0;
}

function row({ trick, times }, most) {
  const row = document.getElementById("popularity-template").content.cloneNode(true).firstElementChild;
  row.querySelector(".trick").textContent = trick;
  row.querySelector(".times").textContent = times === 1 ? "once" : `${times} times`;
  row.querySelector(".bar").style.setProperty("--share", `${100 * times / most}%`);
  return row;
}
