// Of the reader. Runs once. An opened article is a new value; closing empties it again.

let opener = null;

const close = () => {
  if (!props.value) return;
  const elsewhere = !document.activeElement.matches("body, #reader *"); // writing a question, say
  props.value = "";
  if (!elsewhere) opener?.focus();
};

// Tab goes round in it: what else is on the page may lie beneath.
const goOn = (event) => {
  if (!element.contains(document.activeElement)) return;
  const stops = [...element.querySelectorAll("button, a")];
  const at = stops.indexOf(document.activeElement);
  event.preventDefault();
  stops.at(event.shiftKey ? Math.max(at, 0) - 1 : (at + 1) % stops.length).focus();
};

watch("value", () => {
  const heading = element.querySelector("h2");
  if (!heading) return;
  heading.focus({ preventScroll: true });
  element.querySelector("mark.current")?.scrollIntoView({ block: "center" });
});

document.addEventListener("click", (event) => {
  if (event.target.closest(".sheet .close")) close();
  else opener = event.target.closest(".open") ?? opener;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "Tab") goOn(event);
});
