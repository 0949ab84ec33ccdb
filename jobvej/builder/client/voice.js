/** The device's own Danish voice. */

/**
 * A Danish voice that speaks on the device itself: one that speaks elsewhere would be sent what
 * the reader reads.
 * @param {SpeechSynthesisVoice[]} voices
 * @returns {SpeechSynthesisVoice|undefined}
 */
export function danishVoice(voices) {
  return voices.find((voice) => voice.localService && /^da([-_]|$)/i.test(voice.lang));
}
