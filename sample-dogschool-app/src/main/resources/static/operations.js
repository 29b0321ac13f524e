// Links to the endpoints of Spring Boot Actuator, as far as the application exposes them.

const operations = document.getElementById("operations");

export async function showOperations() {
  try {
    const response = await fetch("actuator");
    const links = response.ok ? (await response.json())._links : {};
    operations.hidden = !response.ok;
    for (const link of operations.querySelectorAll("a")) {
      link.hidden = !(link.dataset.endpoint in links);
    }
    if ("health" in links) {
      // An application that is down responds with status 503 and the same document
      const health = await (await fetch("actuator/health")).json();
      document.getElementById("health-status").textContent = health.status;
    }
  }
  catch (error) {
    console.warn("The operations could not be loaded", error);
    operations.hidden = true;
  }
}
