/** What somebody may have meant by a word: other letters, a misspelling, part of a longer word. */

/** Words that say nothing about what somebody is looking for, unless there are no others. */
const EMPTY = new Set(("hvordan hvad hvor hvornår hvorfor hvem hvilke hvilken kan skal skulle må " +
  "vil ville gerne jeg mig min mit mine du dig din dit dine man der den det de dem en et at og " +
  "eller i på til med for om af fra er var bliver blive har have få får laver lave skriver " +
  "skrive gør gøre når hvis så som være ikke noget nogen også lige bare mere").split(" "));
const SHORTEST = 4;
/** A page about samtaler says less to somebody who wrote jobsamtale. */
const PART = 0.5;

/** @param {string} text */
export function wordsOf(text) {
  const words = text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [];
  const telling = words.filter((word) => !EMPTY.has(fold(word)));
  return [...new Set(telling.length ? telling : words)].slice(0, 12);
}

/**
 * As typed on a keyboard without Danish letters: ae, oe, aa; ä and ö from the neighbours.
 * @param {string} word
 */
export function fold(word) {
  return word.replace(/ae|ä/g, "æ").replace(/oe|ö/g, "ø").replace(/aa/g, "å");
}

/** @typedef {{word: string, weight: number}} Reading */

/**
 * What to search for when somebody wrote this word, and how much each reading counts.
 * @param {string} word
 * @param {string[]} known every word of the site, none shorter than four letters
 * @returns {{look: Reading[], best: string, guess: string}} guess = a slip that was mended, or empty
 */
export function readings(word, known) {
  const folded = fold(word);
  const look = [...new Set([folded, word])].map((one) => ({ word: one, weight: 1 }));
  const isStrange = word.length >= SHORTEST && !look.some((one) => isKnown(one.word, known));
  const guess = isStrange ? nearest(folded, known) : "";
  const part = lastPart(guess || folded, known);
  if (guess) look.push({ word: guess, weight: 1 });
  if (part) look.push({ word: part, weight: isStrange && !guess ? 1 : PART });
  return { look, best: guess || (isStrange && part) || folded, guess };
}

/** A word of the site, the beginning of one, or one with another ending. */
function isKnown(word, known) {
  const stem = word.slice(0, Math.max(SHORTEST, word.length - 3));
  const isLong = word.length > 6;
  return known.some((one) => one.startsWith(word) ||
    (isLong && (word.startsWith(one) || one.startsWith(stem)) && sameEnd(one, word)));
}

/** Whether two words with one stem differ in a Danish ending alone. */
function sameEnd(one, word) {
  let at = 0;
  while (at < one.length && one[at] === word[at]) at += 1;
  const ending = /^(e|r|s|t|en|er|et|ne|de|te|es|ens|ers|ets|ere|ene|erne|nes|ede|ende)?$/;
  return ending.test(one.slice(at)) && ending.test(word.slice(at));
}

/** The known word with the fewest slips between: one in a short word, two in a long one. */
function nearest(word, known) {
  let best = "";
  let fewest = word.length < 6 ? 2 : word.length < 12 ? 3 : 4;
  for (const one of known) {
    if (Math.abs(one.length - word.length) >= fewest) continue;
    const count = slips(word, one, fewest);
    if (count < fewest) [best, fewest] = [one, count];
  }
  return best;
}

/** In Danish the last part of a long word says what it is: jobansøgning is an ansøgning. */
function lastPart(word, known) {
  const parts = known.filter((one) => one.length > SHORTEST && word.length - one.length > 2 &&
    word.endsWith(one));
  return parts.sort((a, b) => b.length - a.length)[0] || "";
}

/** What stands for a Danish letter on a keyboard without it: half a slip, so ansogning is ansøgning. */
const BARE = { æ: "a", ø: "o", å: "a" };

const wrong = (typed, meant) => (typed === meant ? 0 : BARE[meant] === typed ? 0.5 : 1);

/** Letters that are wrong, missing, too many or swapped; `limit` when there are at least so many. */
function slips(a, b, limit) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + wrong(a[i - 1], b[j - 1]));
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) >= limit) return limit;
    [before, row] = [row, next];
  }
  return row[b.length];
}
