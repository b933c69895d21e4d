/** Why a text does not look like an answer. */
export type TextFault = "repeated" | "keyboard" | "unspeakable";

/** Letters of one script side by side on a keyboard; a run along a row in either direction is no word. */
const KEYBOARD_ROWS = [
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "qwertzuiop",
  "йцукенгшщзхъ",
  "фывапролджэ",
  "ячсмитьбю",
  "1234567890",
];
const BOTH_WAYS = KEYBOARD_ROWS.flatMap((row) => [row, [...row].reverse().join("")]);
const LONGEST_RUN = 5;
/** Words of fewer letters are often abbreviations, which have no vowels either. */
const LEAST_LETTERS = 7;

/**
 * Whether a text was typed to get past a question: the same few letters over and over, a run along the
 * keyboard, or long words that nobody could say. Knows no language and errs on the side of the
 * respondent: short answers, abbreviations, numbers and scripts without vowel letters pass.
 */
export function textFault(text: string): TextFault | null {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const letters = [...plain.replaceAll(/[^\p{L}\p{N}]/gu, "")];
  if (letters.length < LONGEST_RUN) return null;
  if (isRepeated(letters)) return "repeated";
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const part = (isSo: (word: string) => boolean) =>
    words.filter(isSo).reduce((sum, word) => sum + [...word].length, 0) / letters.length;
  if (part(runsAlongKeyboard) > 0.5) return "keyboard";
  return part(isUnspeakable) > 0.5 ? "unspeakable" : null;
}

/** One to three different letters make all of a longer text, or one short piece again and again. */
function isRepeated(letters: readonly string[]): boolean {
  // A number is a number however often its digits return; ideographs say a lot in few.
  if (letters.every((letter) => /[\p{N}\p{Script=Han}]/u.test(letter))) return false;
  const different = new Set(letters).size;
  if (different === 1 || (letters.length >= 8 && different === 2)) return true;
  const whole = letters.join("");
  return letters.length >= 9 && /^(.{2,4})\1{2,}.{0,3}$/u.test(whole);
}

function runsAlongKeyboard(word: string): boolean {
  if (/^\d+$/.test(word)) return false;
  // A hand that rests on the middle row: hardly any word of this length stays there ("alfalfas").
  if (/^[asdfghjkl]{9,}$|^[фывапролджэ]{11,}$/.test(word)) return true;
  for (let start = 0; start + LONGEST_RUN <= word.length; start++) {
    const run = word.slice(start, start + LONGEST_RUN);
    if (BOTH_WAYS.some((row) => row.includes(run))) return true;
  }
  return false;
}

/** In the Latin and the Cyrillic script every word of this length has its vowels. */
function isUnspeakable(word: string): boolean {
  const isLatin = /^[a-zæøœßłđıþð]+$/u.test(word);
  if (!isLatin && !/^\p{Script=Cyrillic}+$/u.test(word)) return false;
  const length = [...word].length;
  if (length < LEAST_LETTERS) return false;
  const vowels = word.match(/[aeiouyæøœıаеёиоуыэюяіїєўү]/gu)?.length ?? 0;
  return vowels === 0 || (length >= 12 && vowels / length < 0.12);
}

/** Texts shorter than this are the same by chance: "nothing to add". */
const LEAST_SHARED = 40;

/** What makes two texts the same: letters and digits alone. Null for texts too short to tell. */
export function sharedTextKey(text: string): string | null {
  const key = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return key.length < LEAST_SHARED ? null : key;
}
