// Reads a day however it is typed, before Gradio does: that takes only 2021-05-08, and goes on with the
// day before for anything else. What is no day is said beside the field, which then limits nothing.
// Runs once; `NAMES` comes before this script.

const MONTHS = "january february march april may june july august september october november december".split(" ");
const numbered = (name) =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;

// Each tells year, month and day of one way to write a date; with slashes, 3/5/2021 may be either.
const WRITTEN = [
  // 2021-05-08, 2021/5/8
  [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, (m) => [m[1], m[3], m[4]]],
  // 8.5.2021
  [/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/, (m) => [m[3], m[2], m[1]]],
  // 28/5/2021, 28-5-2021
  [/^(1[3-9]|2\d|3[01])([-/])(\d{1,2})\2(\d{4})$/, (m) => [m[4], m[3], m[1]]],
  // 5/28/2021
  [/^(\d{1,2})([-/])(1[3-9]|2\d|3[01])\2(\d{4})$/, (m) => [m[4], m[1], m[3]]],
  // 8 May 2021, 8th of May, 2021
  [/^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})$/i, (m) => [m[3], numbered(m[2]), m[1]]],
  // May 8, 2021
  [/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i, (m) => [m[3], numbered(m[1]), m[2]]],
];

// 2021-05-08; nothing for what no calendar has.
const dayIn = (text) => {
  for (const [form, parts] of WRITTEN) {
    const found = text.match(form);
    if (!found) continue;
    const [year, month, day] = parts(found).map(Number);
    const iso = [String(year).padStart(4, "0"), ...[month, day].map((n) => String(n).padStart(2, "0"))].join("-");
    const made = new Date(`${iso}T00:00:00Z`);
    return year && !isNaN(made) && made.toISOString().startsWith(iso) ? iso : null;
  }
  return null;
};

const fieldOf = (event) => event.target.closest?.("#since, #until");

const say = (field, text) => {
  field.querySelector(".wrong")?.remove();
  if (!text) return;
  const said = document.createElement("p");
  said.className = "wrong";
  said.setAttribute("role", "alert");
  said.textContent = text;
  field.append(said);
};

const readDay = (event) => {
  const field = fieldOf(event);
  if (!field || !event.target.matches("input.time")) return;
  const text = event.target.value.trim().replace(/\s+/g, " ");
  if (!text) return;
  const day = dayIn(text);
  say(field, day ? "" : NAMES.noDay.replace("{day}", () => text.slice(0, 60)));
  event.target.value = day ?? "";
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
};

// On their way down, so before Gradio's own.
document.addEventListener("blur", readDay, true);
document.addEventListener("keydown", (event) => event.key === "Enter" && readDay(event), true);
// Gradio closes a calendar on a click elsewhere alone.
document.addEventListener("keydown", (event) => {
  const opener = document.querySelector(":is(#since, #until):has(.picker) button.calendar");
  if (event.key !== "Escape" || !opener) return;
  opener.click();
  opener.focus();
});
// What was wrong is so no longer once something else is typed or chosen.
document.addEventListener("input", (event) => {
  const field = fieldOf(event);
  if (field && event.target.value) say(field, "");
});
document.addEventListener("click", (event) => {
  const field = event.target.closest(".picker") && fieldOf(event);
  if (field) say(field, "");
});
