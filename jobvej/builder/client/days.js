/** Shows and hides what depends on the date, on a page built or kept before today. */

import { today } from "./device.js";

/**
 * `data-until="2027-01-14"` is shown until that day has passed, `data-after` from then on. With a
 * `data-from` as well, it is not shown before that day.
 */
export function start() {
  const day = today();
  for (const part of document.querySelectorAll("[data-until]")) {
    part.hidden = day > part.dataset.until || day < (part.dataset.from || "");
  }
  for (const part of document.querySelectorAll("[data-after]")) part.hidden = day <= part.dataset.after;
}
