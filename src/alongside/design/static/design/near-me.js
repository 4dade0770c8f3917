// Fills the postcode box with where somebody is, when they ask for it. Rounded to about a kilometre: the answer
// stands in the address of the next page, and a home must not.
for (const button of document.querySelectorAll("[data-near-me]")) {
  const box = document.getElementById(button.dataset.nearMe);
  if (!box || !("geolocation" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        box.value = `${coords.latitude.toFixed(2)}, ${coords.longitude.toFixed(2)}`;
        button.removeAttribute("aria-busy");
        box.focus();
      },
      () => {
        button.removeAttribute("aria-busy");
        button.hidden = true;
        document.getElementById(`${box.id}-refused`).hidden = false;
        box.focus();
      },
      { timeout: 10000, maximumAge: 600000 },
    );
  });
}
