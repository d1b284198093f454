// Of the kept conversations: what this browser keeps, each under a name of its own, so that several
// tabs keep theirs side by side. Python says what to do; what is kept goes back to it on request.

const PLACE = "ask-the-archive";
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

const opened = (id) => (id ? tab.setItem(PLACE, id) : tab.removeItem(PLACE));

const send = (id, more = {}) => {
  const names = all().map(({ id, name }) => ({ id, name }));
  trigger("kept", { id, text: id ? kept.getItem(key(id)) : null, names, ...more });
};

const write = (whole) => {
  for (;;) {
    try {
      kept.setItem(key(whole.id), JSON.stringify(whole));
      return;
    } catch {
      const oldest = all().filter(({ id }) => id !== whole.id).pop();
      if (!oldest) return;
      kept.removeItem(oldest.place);
    }
  }
};

const rename = (whole) => {
  opened(whole.id);
  write({ ...whole, at: Date.now() });
};

const DOINGS = {
  start: () => {
    const { search, pathname } = location;
    if (search) history.replaceState(null, "", pathname); // a link is followed once
    send(search ? null : tab.getItem(PLACE), { search, begins: true });
  },
  open: ({ id }) => {
    opened(id);
    if (id) send(id);
  },
  // A name given here meanwhile stays.
  keep: (whole) => rename({ ...whole, name: record(key(whole.id))?.name ?? whole.name }),
  rename,
  forget: ({ id }) => {
    kept.removeItem(key(id));
    if (tab.getItem(PLACE) === id) opened(null);
  },
};

const act = () => DOINGS[props.value?.do]?.(props.value);

watch("value", act);
act(); // what was said before we were here
