// The wall in the room: asked every two seconds whether it has changed, by its own tag, so that an answer costs next to
// nothing on a poor line. When the line is down it asks again later; a screen that nobody looks at does not ask.
const wall = document.querySelector("[data-wall]");
let tag = "";

async function look() {
  try {
    if (!document.hidden) {
      const answer = await fetch(wall.dataset.wall, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status === 200) {
        wall.innerHTML = await answer.text();
        tag = answer.headers.get("ETag") || "";
      }
    }
  } catch {
    // the line is down
  }
  setTimeout(look, 2000);
}

if (wall) setTimeout(look, 2000);
