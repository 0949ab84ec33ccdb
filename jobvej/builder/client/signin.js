/** Puts the code from a link or a QR code into its field; the person sends it. */

export function start() {
  fill();
  addEventListener("hashchange", fill); // the picture was scanned while the page was open
}

function fill() {
  const field = document.querySelector("input[name=code]");
  const code = fragment();
  // An anchor of the page itself is not a code.
  if (!field || !/^[0-9a-z][0-9a-z -]{8,14}$/i.test(code) || document.getElementById(code)) return;
  field.value = code;
  // The address is kept in the history and shown to whoever looks: the code must leave it.
  history.replaceState(null, "", location.pathname + location.search);
}

function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
