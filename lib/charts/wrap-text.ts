/**
 * Breaks a text into lines that fit a width. A file of its own cannot measure its reader's fonts, so
 * widths are those of a common sans serif (Helvetica), in parts of the font size, rounded up.
 *
 * @param most lines beyond this many are dropped, and the last one ends in an ellipsis
 */
export function wrapText(text: string, width: number, fontSize: number, most = 99): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((long) => pieces(long, width, fontSize))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, fontSize) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1];
  while (last && textWidth(`${last}…`, fontSize) > width) last = last.slice(0, -1).trimEnd();
  kept[most - 1] = `${last}…`;
  return kept;
}

/** A word longer than a line is cut where the line ends. */
function pieces(word: string, width: number, fontSize: number): string[] {
  if (textWidth(word, fontSize) <= width) return [word];
  const cut: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece && textWidth(piece + character, fontSize) > width) {
      cut.push(piece);
      piece = "";
    }
    piece += character;
  }
  return piece ? [...cut, piece] : cut;
}

/** An estimate of a text's width, in the units of the font size. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * fontSize;
}

function characterWidth(character: string): number {
  if (/[ijl.,:;'!|()[\]ft ]/.test(character)) return 0.32;
  if (/[mwMW%@]/.test(character)) return 0.92;
  if (/[A-Z−+–—]/.test(character)) return 0.7;
  // Chinese, Japanese and Korean characters and other wide ones fill a square.
  if (character > "\u2e7f") return 1;
  return 0.56;
}
