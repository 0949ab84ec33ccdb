/** The device's own Danish voice, which may arrive late. */

/**
 * A Danish voice that speaks on the device itself: one that speaks elsewhere would be sent what
 * the reader reads.
 * @param {SpeechSynthesisVoice[]} voices
 * @returns {SpeechSynthesisVoice|undefined}
 */
export function danishVoice(voices) {
  return voices.find((voice) => voice.localService && /^da([-_]|$)/i.test(voice.lang));
}

/** Until then a browser has found its voices, also if it does not tell. */
const FOUND_AFTER_MS = 1000;

/**
 * Look for the voices now, and when they come: Safari before 17 never tells of them, and before 16
 * its speech takes no listeners.
 * @param {SpeechSynthesis} speech
 * @param {() => void} look
 */
export function watchVoices(speech, look) {
  look();
  setTimeout(look, FOUND_AFTER_MS);
  if (speech.addEventListener) speech.addEventListener("voiceschanged", look);
}
