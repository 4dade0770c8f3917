// Work that goes on: what is marked data-look-again is fetched again every two seconds, and the page opened anew when the
// work has ended. Without script the link beside it does the same.
const looked = () => document.querySelector("[data-look-again]");

async function lookAgain() {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-look-again]");
    if (answer.ok && !fresh) return location.reload();
    if (fresh) looked().innerHTML = fresh.innerHTML;
  } catch {
    // the line is down: look again later
  }
  setTimeout(lookAgain, 2000);
}

if (looked()) setTimeout(lookAgain, 2000);
