// Of what is taken along: saves a file or copies a text that Python has made. Runs once.

const save = ({ name, type, text }) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed, or a page without HTTPS: by way of a selection, as it was done before.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

watch("value", () => {
  const given = props.value;
  if (!given) return;
  if (given.link) copy(location.origin + location.pathname + given.link);
  else if (given.copy) copy(given.copy);
  else if (given.text) save(given);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy[data-number]");
  if (!button) return;
  trigger("cite", { turn: Number(button.dataset.turn), number: Number(button.dataset.number) });
});
