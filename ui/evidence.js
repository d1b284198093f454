// Of the evidence panel. Runs once, when Gradio has loaded it; `trigger` reports to Python.
// A number and its card point at each other: `#t<turn>-c<number>` and `#t<turn>-s<number>`.

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const showTurn = (section) => {
  for (const other of element.querySelectorAll(".evidence")) other.hidden = other !== section;
};

const unlight = () => {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
};

const targetOf = (link) =>
  document.getElementById(link.getAttribute("href").slice(1))?.closest(".card, .said, .refusal");

const light = (link) => {
  const target = targetOf(link);
  if (!target) return;
  if (target.matches(".card")) showTurn(target.closest(".evidence"));
  unlight();
  target.classList.add("lit");
  link.closest(".card, .said")?.classList.add("lit");
  target.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
};

// Pointing at a number, or reaching it with the keyboard, shows what it belongs to.
const point = (event) => {
  for (const one of document.querySelectorAll(".pointed")) one.classList.remove("pointed");
  const link = event.target.closest?.("a.cite") ?? event.target.closest?.(".card")?.querySelector("a.cite");
  const target = link && targetOf(link);
  if (!target) return;
  target.classList.add("pointed");
  link.closest(".card, .said")?.classList.add("pointed");
};
document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);

const scrolled = () => document.querySelector("#chat .panel-wrap")?.scrollTop;
let left; // where we left the chat

const showLast = () => {
  const questions = document.querySelectorAll("#chat .user-row");
  questions[questions.length - 1]?.scrollIntoView({ block: "start" });
  left = scrolled();
};

// Next questions take room from the answer that they come after.
const resized = new ResizeObserver(() => {
  if (left && scrolled() === left) showLast();
});

watch("value", () => {
  unlight();
  requestAnimationFrame(showLast);
  resized.observe(document.getElementById("chat"));
  document.getElementById("proof").scrollTop = 0;
});

// `#t2-drop-dates-own` is what to do with turn 2.
const order = (link) => {
  const [, turn, act] = link.getAttribute("href").match(/^#t(\d+)-(.+)$/);
  return { turn: Number(turn), act };
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite, a.again, a.edit, svg a.open");
  const opened = event.target.closest(".open[data-card]");
  if (link) event.preventDefault();
  if (opened) {
    trigger("open", { turn: Number(opened.dataset.turn), card: opened.dataset.card });
  } else if (link?.matches(".again")) {
    trigger("submit", order(link));
  } else if (link?.matches(".edit")) {
    trigger("select", order(link));
    document.querySelector("#question textarea").focus();
  } else if (link) {
    light(link);
  }
});
