// Texts that several parts of the page show in the same way.

/** Shows the latest tricks, the last one first, and how many more there are. */
export function showTricks(list, tricks, limit) {
  const items = tricks.slice(-limit).reverse().map((trick) => item(trick));
  if (tricks.length > limit) {
    items.push(item(`and ${tricks.length - limit} more`, "more"));
  }
  list.replaceChildren(...items);
}

function item(text, className = "") {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = className;
  return item;
}

export function showTime(time, instant) {
  time.dateTime = instant;
  time.textContent = new Date(instant).toLocaleString();
}
