/** What screens say about the fate of an act, in the same words everywhere. */

export const SAVED = "Gemt.";
export const WAITING = "Venter på internet. Du mister ikke noget.";
export const LOST = "Det blev ikke gemt. Prøv igen, når du har internet.";
export const ON_DEVICE = "Det er husket på denne enhed.";
export const HERE_ONLY = "Fluebenet står her, til du forlader siden.";

/** @typedef {"saved"|"waiting"|"lost"|"refused"|"signed_out"|"lost_signed_out"|"not_recorded"}
 *   Fate */

/** @type {Object<Fate, string>} */
export const FATES = {
  saved: SAVED,
  waiting: WAITING,
  lost: LOST,
  refused: "Det kunne ikke gemmes. Tag det op med din jobkonsulent.",
  signed_out: "Du er logget af. Det ligger på denne enhed. Log på igen, så bliver det sendt.",
  lost_signed_out: "Det blev ikke gemt. Du er logget af. Log på igen, og prøv så igen.",
  not_recorded: "Det er ikke i dit forløb. Derfor er det ikke sendt.",
};

/** Fates after which the screen must show the state from before the act. */
export const UNDONE = ["lost", "lost_signed_out", "refused"];

/**
 * "1 opgave", "2 opgaver".
 * @param {number} n
 * @param {string} one
 * @param {string} many
 */
export const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/**
 * Put words into a status element; an unchanged text is left alone so that it is not read twice.
 * @param {Element|null} element
 * @param {string} text
 */
export function say(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
