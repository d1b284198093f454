// Of the kept conversations: what this browser keeps, each under a name of its own, so that several
// tabs keep theirs side by side. Python says what to do; what is kept goes back to it on request.
// `RETURNED` and `SURE` come before this script, from the page's texts.

const PLACE = "ask-the-archive";
const SET_ASIDE = `${PLACE}-sent`;
const key = (id) => `${PLACE}:${id}`;

// A browser may refuse to keep anything; then it forgets at the next reload.
const store = (kind) => {
  try {
    return window[kind];
  } catch {
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
};
const kept = store("localStorage");
const tab = store("sessionStorage");

const record = (place) => {
  try {
    return JSON.parse(kept.getItem(place));
  } catch {
    return null;
  }
};

const all = () =>
  Object.keys(kept)
    .filter((place) => place.startsWith(`${PLACE}:`))
    .map((place) => ({ place, ...record(place) }))
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0));

const last = (whole) => (Array.isArray(whole?.turns) ? whole.turns.at(-1) : undefined);

const opened = (id) => (id ? tab.setItem(PLACE, id) : tab.removeItem(PLACE));

const send = (id, more = {}) => {
  const names = all().map((one) => ({ id: one.id, name: one.name, asked: last(one)?.at }));
  trigger("kept", { id, text: id ? kept.getItem(key(id)) : null, names, ...more });
};

const gone = new Set(); // ids; an answer that comes late brings none of them back

const write = (whole) => {
  while (!gone.has(whole.id)) {
    try {
      kept.setItem(key(whole.id), JSON.stringify({ ...whole, at: Date.now() }));
      return;
    } catch {
      const oldest = all().filter(({ id }) => id !== whole.id).pop();
      if (!oldest) return;
      kept.removeItem(oldest.place);
    }
  }
};

// Another tab may go on with the conversation that is open here. Then what is asked here is kept as
// one of its own, so that neither tab's questions are lost.

let known; // of the open conversation, as it was kept last from here
const branches = {}; // ids, by those that Python may still call them by

const gist = (whole) =>
  JSON.stringify((whole?.turns ?? []).map(({ question, at, answer }) => [question, at, !answer]));

const branch = (whole) => {
  const digits = [...crypto.getRandomValues(new Uint8Array(9))];
  const id = digits.map((digit) => digit.toString(16).padStart(2, "0")).join("");
  branches[whole.id] = id;
  return { ...whole, id };
};

const current = (whole) => ({ ...whole, id: branches[whole.id] ?? whole.id });

const open = (id, more) => {
  delete branches[id];
  known = id && gist(record(key(id)));
  opened(id);
  send(id, more);
};

// What another tab deletes is shown here no longer.
const tabs = new BroadcastChannel(PLACE);
tabs.onmessage = ({ data: id }) => {
  gone.add(id);
  if (tab.getItem(PLACE) === id) send(null, { lost: true });
};

// A question is set aside until it is seen in the conversation, and comes back to the box if it
// isn't; so does what was not yet sent when the page was left.

const box = () => document.querySelector("#question textarea");
const aside = () => tab.getItem(SET_ASIDE);
const left = aside(); // by the page before
const line = Object.assign(document.createElement("p"), { id: "returned", textContent: RETURNED });
line.setAttribute("role", "status");
let returned;

const fill = (text) => {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
};

const unasked = () => [...new Set([aside(), box()?.value])].filter(Boolean).join("\n");

const giveBack = () => {
  if (!aside() || !box()) return;
  returned = unasked();
  tab.removeItem(SET_ASIDE);
  fill(returned);
  document.getElementById("question").before(line);
};

const seen = (question) => {
  if (question === aside()) tab.removeItem(SET_ASIDE);
  if (question !== returned) return;
  if (box().value === returned) fill(""); // it came to be asked after all
  line.remove();
};

document.addEventListener("unsent", giveBack);
addEventListener("pagehide", () => {
  if (unasked()) tab.setItem(SET_ASIDE, unasked());
});

const DOINGS = {
  start: () => {
    const { search, pathname } = location;
    if (search) history.replaceState(null, "", pathname); // a link is followed once
    const id = tab.getItem(PLACE);
    open(search || !record(key(id)) ? null : id, { search, begins: true });
    if (aside() === left) giveBack(); // else it was sent since, and its answer comes
  },
  open: ({ id }) => {
    if (record(key(id))) {
      open(id);
    } else if (id) {
      send(tab.getItem(PLACE), { lost: true });
    } else {
      opened(null);
      giveBack();
      // "New conversation" hides as it is pressed.
      if (document.activeElement === document.body) box().focus();
    }
  },
  keep: (whole) => {
    let now = current(whole);
    const before = record(key(now.id));
    const elsewhere = before && gist(before) !== known;
    if (elsewhere) now = branch(now);
    // A name given here meanwhile stays.
    write({ ...now, name: before?.name ?? now.name });
    known = gist(now);
    opened(now.id);
    seen(last(now)?.question);
    if (elsewhere) send(now.id, { branched: true });
  },
  rename: (whole) => {
    const now = current(whole);
    const { turns } = record(key(now.id)) ?? now;
    opened(now.id);
    write({ ...now, turns });
  },
  forget: (whole) => {
    const { id } = current(whole);
    gone.add(id);
    kept.removeItem(key(id));
    tabs.postMessage(id);
    if (tab.getItem(PLACE) === id) opened(null);
  },
};

// What is deleted is nowhere else: asked about before Gradio hears of the click.
const sure = () => {
  const here = record(key(tab.getItem(PLACE)));
  return !here || confirm(SURE.replace("{name}", () => here.name));
};
document.addEventListener(
  "click",
  (event) => {
    if (event.target.closest("#forget") && !sure()) event.stopPropagation();
  },
  true,
);

const act = () => DOINGS[props.value?.do]?.(props.value);

watch("value", act);
act(); // what was said before we were here
giveBack(); // before another question is asked
