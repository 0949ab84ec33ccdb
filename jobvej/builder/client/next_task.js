/** "Næste opgave" after a tick: asks the tracker, which alone knows what comes next. */

let asked = 0;

/** Fetch the page again and show its card; without an answer the card stays as it is. */
export async function showNext() {
  const card = document.querySelector(".plan-next");
  if (!card) return;
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "error" });
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".plan-next");
    // Ticked again since: only the last answer knows all of it.
    if (answer.ok && fresh && mine === asked) card.replaceChildren(...fresh.childNodes);
  } catch {
    // No network: the next page load shows it.
  }
}
