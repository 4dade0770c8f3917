// Buttons that only make sense with script: copy a text, share a page in the phone's own way, print.
// Each stays hidden where it could do nothing.
const told = (button) => {
  const before = button.textContent;
  button.textContent = button.dataset.done;
  const status = button.nextElementSibling;
  if (status?.getAttribute("role") === "status") status.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 3000);
};
const offer = (name, possible, act) => {
  for (const button of document.querySelectorAll(`[data-${name}]`)) {
    if (!possible) continue;
    button.hidden = false;
    button.onclick = () => act(button, button.dataset[name]);
  }
};
offer("copy", navigator.clipboard, (button, text) => navigator.clipboard.writeText(text).then(() => told(button)));
offer("share", navigator.share, (button, url) => navigator.share({ title: document.title, url }).catch(() => {}));
offer("print", true, () => window.print());
