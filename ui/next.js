// Of the questions offered after an answer. Runs once.

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) trigger("submit", { question: button.textContent });
});
