// Copies a text, or hands it to the phone's own way of sharing. Each button stays hidden where it could do nothing.
const says = (button) => {
  const before = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 3000);
};
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.onclick = () => navigator.clipboard.writeText(button.dataset.copy).then(() => says(button));
}
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.onclick = () => navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
}
