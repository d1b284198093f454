// Of the list of articles. Runs once. A click anywhere in a row is one on its article.

element.addEventListener("click", (event) => {
  const opened = event.target.closest("button.open");
  if (opened) trigger("open", { article: opened.dataset.article });
  else if (getSelection().isCollapsed) event.target.closest("tr")?.querySelector(".open")?.click();
});
