// Empties the box as the question leaves it. Gradio 6 would do it after the answer, and then
// take away what was typed meanwhile: the listeners of one event wait for each other.
(question, ...given) => {
  const box = document.querySelector("#question textarea");
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return [question, ...given];
}
