/** Posts the only field of the form as JSON; shows what the server says against it. */
export function onSubmit(form, url, field, onSuccess = () => {}) {
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
      onSuccess();
    }
    input.focus();
  });
}

/** Returns what is wrong, or an empty string. */
async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) {
      return "";
    }
    if (response.status === 409) {
      return "Somebody else changed this dog at the same time. Nothing was saved. Please try again.";
    }
    return (await response.json()).detail ?? `The server responded with status ${response.status}.`;
  }
  catch {
    return "The server does not answer. Please try again.";
  }
}
