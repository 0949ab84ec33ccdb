/** Which part of the page is waiting to hear what became of which act. */

/** @typedef {(fate: import("./words.js").Fate) => void} Tell */

/** @type {Map<string, Tell>} id of a row → who is told */
const followers = new Map();

/**
 * Be told the fate of a row each time it changes, until it is settled.
 * @param {string} id
 * @param {Tell} tell
 */
export const follow = (id, tell) => followers.set(id, tell);

export const isFollowed = (id) => followers.has(id);

/** @returns {Array<[string, Tell]>} as they stand now: settling one takes it away */
export const followed = () => [...followers];

/** The last that is said of a row. */
export function told(id, fate) {
  const tell = followers.get(id);
  followers.delete(id);
  if (tell) tell(fate);
}

/** The person signs out: nothing more is said to the page. */
export const forgetFollowers = () => followers.clear();
