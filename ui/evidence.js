// Of the evidence panel. Runs once, when Gradio has loaded it; `trigger` reports to Python.
// A number and its card point at each other: `#t<turn>-c<number>` and `#t<turn>-s<number>`.

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const showTurn = (section) => {
  for (const other of element.querySelectorAll(".evidence")) other.hidden = other !== section;
};

const unlight = () => {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
};

const light = (link) => {
  const found = document.getElementById(link.getAttribute("href").slice(1));
  const target = found?.closest(".card, .said, .refusal");
  if (!target) return;
  if (target.matches(".card")) showTurn(target.closest(".evidence"));
  unlight();
  target.classList.add("lit");
  link.closest(".card, .said")?.classList.add("lit");
  target.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
};

watch("value", () => {
  unlight();
  document.getElementById("proof").scrollTop = 0;
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.cite");
  const button = event.target.closest("button.open[data-card]");
  if (link) {
    event.preventDefault();
    light(link);
  } else if (button) {
    trigger("open", { turn: Number(button.dataset.turn), card: button.dataset.card });
  }
});

// Gradio names a message by its source, markup and all; a screen reader should hear who speaks.
const SPEAKERS = { user: "Question", bot: "Answer" };

const nameSpeakers = () => {
  for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) {
    const speaker = SPEAKERS[message.dataset.testid];
    if (!speaker || message.ariaLabel === speaker) continue;
    message.setAttribute("role", "group");
    message.setAttribute("aria-label", speaker);
  }
};

// The chat itself may load after us.
new MutationObserver(nameSpeakers).observe(document.body, {
  subtree: true,
  childList: true,
  attributeFilter: ["aria-label"],
});
