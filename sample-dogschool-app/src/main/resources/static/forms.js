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
