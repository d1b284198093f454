// Names for what Gradio leaves unnamed, so that a screen reader can tell it. Runs once; `NAMES` comes
// before this script, from the page's texts.

const call = (element, role, name) => {
  if (!element || element.ariaLabel === name) return;
  if (role) element.setAttribute("role", role);
  element.setAttribute("aria-label", name);
};

// Gradio names a message by its source, markup and all; one should hear who speaks.
const nameSpeakers = () => {
  for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) {
    const speaker = NAMES[message.dataset.testid];
    if (speaker) call(message, "group", speaker);
  }
  // Its examples are buttons, not the items of a list.
  document.querySelector("#chat .examples[role=list]")?.setAttribute("role", "group");
};

const nameCalendar = (picker, name) => {
  call(picker, "group", name);
  const [earlier, later] = picker.querySelectorAll(".nav-button");
  call(earlier, null, NAMES.earlier);
  call(later, null, NAMES.later);
  const month = picker.querySelector(".month-year").textContent.trim().replace(/\s+/g, " ");
  for (const day of picker.querySelectorAll(".day")) {
    const of = day.matches(".other-month") ? NAMES.beside : month;
    call(day, null, `${day.textContent.trim()} ${of}`);
  }
};

const nameDays = () => {
  for (const day of document.querySelectorAll(":is(#since, #until):has(.timebox)")) {
    const label = day.querySelector("[data-testid=block-info]").textContent.trim();
    const calendar = `${label}: ${NAMES.calendar}`;
    call(day.querySelector("input.time"), null, label);
    call(day.querySelector("button.calendar"), null, calendar);
    const picker = day.querySelector(".picker");
    if (picker) nameCalendar(picker, calendar);
  }
};

const nameButtons = () => {
  call(document.querySelector("#question .submit-button"), null, NAMES.submit);
  for (const opener of document.querySelectorAll("button.label-wrap")) {
    opener.setAttribute("aria-expanded", opener.matches(".open"));
  }
};

// Parts of the page load after us, and change.
new MutationObserver(() => {
  nameSpeakers();
  nameDays();
  nameButtons();
}).observe(document.body, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["aria-label", "class"],
});
