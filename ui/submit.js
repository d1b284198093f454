// Empties the box as the question leaves it. Gradio 6 would do it after the answer, and then
// take away what was typed meanwhile: the listeners of one event wait for each other.
// The question is set aside until it is seen in the conversation (kept.js), and not sent to a
// server that isn't there, or that is another by now and knows nothing of this page.
async (question, ...given) => {
  const SET_ASIDE = "ask-the-archive-sent";
  const box = document.querySelector("#question textarea");
  box.value = "";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.getElementById("returned")?.remove();
  const { root, api_prefix, app_id } = window.gradio_config;
  try {
    if (question) sessionStorage.setItem(SET_ASIDE, question);
    // A page that was just loaded shows the conversation that it had before, and goes on with it.
    const shown = () => document.querySelector("#chat .user-row");
    const comes = () => performance.now() < 15_000 && sessionStorage.getItem("ask-the-archive");
    while (comes() && !shown()) await new Promise((done) => setTimeout(done, 50));
    const server = await (await fetch(`${root}${api_prefix}/app_id`)).json();
    if (server.app_id === app_id) return [question, ...given];
    location.reload();
  } catch {
    document.dispatchEvent(new Event("unsent"));
  }
  return ["", ...given];
}
