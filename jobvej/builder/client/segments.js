/** How much of a film was seen: the union of the segments played, and when that is enough. */

/** @typedef {[number, number]} Segment start and end in seconds */

/**
 * The union of segments, sorted and rounded to hundredths; what was seen twice counts once.
 * @param {Segment[]} segments
 * @param {number} [length] nothing beyond the film's end counts
 * @returns {Segment[]}
 */
export function union(segments, length = Infinity) {
  const round = (seconds) => Math.round(Math.min(Math.max(seconds, 0), length) * 100) / 100;
  const sorted = segments
    .map(([start, end]) => [round(start), round(end)])
    .filter(([start, end]) => end > start)
    .sort((a, b) => a[0] - b[0]);
  const merged = [];
  for (const [start, end] of sorted) {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/**
 * Seconds covered by a union.
 * @param {Segment[]} segments
 */
export const covered = (segments) =>
  segments.reduce((sum, [start, end]) => sum + end - start, 0);

/**
 * The share of a film that counts as having seen it: the ends of a short one weigh more, so less is
 * asked for; of a long one nearly all. A long recording has pauses and talk in it.
 * @param {number} length seconds
 * @param {boolean} [isRecording]
 */
export function threshold(length, isRecording = false) {
  if (isRecording && length > 600) return 0.7;
  return 0.7 + (0.25 * Math.min(length, 600)) / 600;
}

/**
 * @param {Segment[]} segments
 * @param {number} length seconds
 * @param {boolean} [isRecording]
 */
export const isSeen = (segments, length, isRecording = false) =>
  length > 0 && covered(union(segments, length)) >= threshold(length, isRecording) * length - 0.005;

/**
 * A media element's `played` as segments. Seeking leaves gaps in it, speed does not matter.
 * @param {TimeRanges} ranges
 * @returns {Segment[]}
 */
export function fromRanges(ranges) {
  return Array.from({ length: ranges.length }, (_, i) => [ranges.start(i), ranges.end(i)]);
}
