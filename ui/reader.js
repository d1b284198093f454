// Of the reader. Runs once. An opened article is a new value; closing empties it again.

let opener = null;

const close = () => {
  if (!props.value) return;
  props.value = "";
  opener?.focus();
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
});
