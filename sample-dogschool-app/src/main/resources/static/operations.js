// Links to the endpoints of Spring Boot Actuator, as far as the application exposes them.

const REFRESH_MILLISECONDS = 5000;

const operations = document.getElementById("operations");
let refreshing = new AbortController();

/** Shows the links and the current health while the page is connected, and hides them otherwise. */
export function showOperations(connected) {
  refreshing.abort();
  refreshing = new AbortController();
  if (connected) {
    refresh(refreshing.signal);
  }
  else {
    operations.hidden = true;
  }
}

async function refresh(signal) {
  try {
    await load(signal);
  }
  catch (error) {
    if (!signal.aborted) {
      console.warn("The operations could not be loaded", error);
      operations.hidden = true;
    }
  }
  if (!signal.aborted) {
    setTimeout(() => signal.aborted || refresh(signal), REFRESH_MILLISECONDS);
  }
}

async function load(signal) {
  const response = await fetch("actuator", { signal });
  const links = response.ok ? (await response.json())._links : {};
  for (const link of operations.querySelectorAll("a")) {
    link.hidden = !(link.dataset.endpoint in links);
  }
  if ("health" in links) {
    // An application that is down responds with status 503 and the same document
    const health = await (await fetch("actuator/health", { signal })).json();
    document.getElementById("health-status").textContent = health.status;
  }
  operations.hidden = !response.ok;
}
