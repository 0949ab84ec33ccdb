// Reloads the page when what it shows has changed, and keeps the place it was scrolled to.
const { content: seen } = document.querySelector('meta[name="jobvej-preview"]');
const address = `/preview/wait?page=${encodeURIComponent(location.pathname)}&seen=${seen}`;
const RETRY_MS = 1000;

// What a course needs is listed when it is published: here there is nothing to keep.
for (const offer of document.querySelectorAll("[data-offline]")) offer.remove();

for (;;) {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (answer.status === 200) break;
  } catch {
    // The preview was stopped; it may be started again.
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
location.reload();
