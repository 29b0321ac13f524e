// Reads the event log page by page, then follows it as a stream of server-sent events.

const PAGE = 1000;
const RETRY_MILLISECONDS = 2000;

let lastId = 0;

/**
 * Follows the log for as long as the page is open.
 * @param apply is given notifications, and whether they are news
 * @param showConnection is given the state of the connection, and a text for it
 */
export async function follow(apply, showConnection) {
  try {
    await readPages(apply);
    openStream(apply, showConnection);
  }
  catch (error) {
    console.warn("The log cannot be read", error);
    showConnection("lost", "No connection, trying again");
    setTimeout(follow, RETRY_MILLISECONDS, apply, showConnection);
  }
}

async function readPages(apply) {
  for (let full = true; full;) {
    const response = await fetch(`notifications?start=${lastId + 1}&limit=${PAGE}`);
    if (!response.ok) {
      throw new Error(`The server answers ${response.status}`);
    }
    const notifications = await response.json();
    lastId = notifications.at(-1)?.id ?? lastId;
    apply(notifications, false);
    full = notifications.length === PAGE;
  }
}

function openStream(apply, showConnection) {
  const stream = new EventSource(`notifications/stream?after=${lastId}`);
  stream.onopen = () => showConnection("live", "Live");
  stream.onmessage = (message) => {
    const notification = JSON.parse(message.data);
    lastId = notification.id;
    apply([notification], true);
  };
  stream.onerror = () => {
    showConnection("lost", "No connection, trying again");
    // A browser reconnects by itself, unless the server refused the stream
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(openStream, RETRY_MILLISECONDS, apply, showConnection);
    }
  };
}
