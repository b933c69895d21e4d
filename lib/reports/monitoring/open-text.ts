/** Why a text does not look like an answer. */
export type TextFault = "repeated" | "keyboard" | "unspeakable";

/**
 * Keys side by side on a keyboard, with how many of them in a row no word has. Longer where words come
 * close: "property", "strewn", and the Russian "напролом", "хлорпарафин" run along five.
 */
const KEYBOARD_ROWS: readonly (readonly [keys: string, least: number])[] = [
  ["qwer", 4],
  ["qwertyuiop", 5],
  ["qwertzuiop", 5],
  ["azertyuiop", 5],
  ["asdfghjkl", 4],
  ["qsdfghjklm", 4],
  ["zxcvbnm", 4],
  ["yxcvbnm", 4],
  ["wxcvbn", 4],
  ["фыва", 4],
  ["йцукенгшщзхъ", 5],
  ["фывапролджэ", 6],
  ["ячсмитьбю", 6],
  ["شسيب", 4],
  ["ضصثقفغعهخحجد", 5],
  ["ㅁㄴㅇㄹ", 4],
  ["ㅂㅈㄷㄱ", 4],
];
const RUNS = KEYBOARD_ROWS.flatMap(([keys, least]) => runsOf(keys, least));
/** "asdasd", "qweqwe": three keys in a row are a word's ("wer"), and twice the same three are not. */
const SHORT_RUNS = new Set(
  ["qwertyuiop", "asdfghjkl", "zxcvbnm", "фывапролджэ"].flatMap((keys) =>
    [3, 4].flatMap((length) => runsOf(keys, length)),
  ),
);

/** All pieces of that length along a row of keys, in either direction. */
function runsOf(keys: string, length: number): string[] {
  const row = [...keys.normalize("NFKC")];
  return [row, row.toReversed()].flatMap((way) =>
    Array.from({ length: way.length - length + 1 }, (_, start) =>
      way.slice(start, start + length).join(""),
    ),
  );
}

const MIN_REPEATED = 5;
/** Words of fewer letters are often abbreviations, which have no vowels either. */
const MIN_UNSPEAKABLE = 7;
/** Longer words in capitals are no abbreviations any more. */
const LONGEST_IN_CAPITALS = 12;

/**
 * Whether a text was typed to get past a question: most of its letters in words that are the same few
 * letters over and over, a run along the keyboard, or long and of no sound anybody could say. Knows no
 * language and errs on the side of the respondent: short answers, abbreviations, numbers, a word said
 * several times and scripts without vowel letters pass.
 */
export function textFault(text: string): TextFault | null {
  const words = text.normalize("NFKC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const letters = words.map(lettersOf);
  const all = letters.flat();
  if (isOneLetter(all)) return "repeated";
  const weights = { repeated: 0, keyboard: 0, unspeakable: 0 };
  words.forEach((word, index) => {
    const fault = wordFault(word, letters[index]);
    if (fault) weights[fault] += letters[index].length;
  });
  const { repeated, keyboard, unspeakable } = weights;
  if (2 * (repeated + keyboard + unspeakable) <= all.length) return null;
  if (keyboard >= repeated && keyboard >= unspeakable) return "keyboard";
  return repeated >= unspeakable ? "repeated" : "unspeakable";
}

/** Letters with the marks that belong to them (in Hindi the vowels), and digits. */
function lettersOf(word: string): string[] {
  return word.toLowerCase().match(/\p{L}\p{M}*|\p{N}/gu) ?? [];
}

function wordFault(word: string, letters: readonly string[]): TextFault | null {
  if (isRepeated(letters)) return "repeated";
  const isAbbreviation = letters.length <= LONGEST_IN_CAPITALS && /^\p{Lu}+$/u.test(word);
  if (isAbbreviation) return null;
  // Accents change neither the key nor the sound as far as this goes.
  const plain = letters.join("").normalize("NFKD").replaceAll(/\p{M}/gu, "");
  if (runsAlongKeyboard(letters.join("")) || runsAlongKeyboard(plain)) return "keyboard";
  return isUnspeakable(plain) ? "unspeakable" : null;
}

/** A number is a number however often its digits return; ideographs say a lot in few. */
function isBeyondRepeating(letter: string): boolean {
  return /^[\p{N}\p{Script=Han}\p{Lm}]/u.test(letter);
}

function isOneLetter(letters: readonly string[]): boolean {
  return (
    letters.length >= MIN_REPEATED && new Set(letters).size === 1 && !isBeyondRepeating(letters[0])
  );
}

/** One or two different letters make all of a long word, or one short piece again and again. */
function isRepeated(letters: readonly string[]): boolean {
  if (letters.every(isBeyondRepeating)) return false;
  if (isOneLetter(letters)) return true;
  const different = [...new Set(letters)];
  if (letters.length < 8 || different.length > 7) return false;
  // One sign for each letter with its marks, so that pieces can be looked for.
  const shape = letters
    .map((letter) => String.fromCharCode(97 + different.indexOf(letter)))
    .join("");
  if (different.length === 2) return !/^ab+$|^a+b$/.test(shape);
  return letters.length >= 9 && /^(.{2,4})\1{2,}.{0,3}$/.test(shape);
}

function runsAlongKeyboard(word: string): boolean {
  // A hand that rests on the middle row: hardly any word of this length stays there ("alfalfas").
  if (/^[asdfghjkl]{9,}$|^[sdfghjkl]{6,}$|^[фывапролджэ]{11,}$/.test(word)) return true;
  const [, piece] = word.match(/^(.{3,4})\1+$/u) ?? [];
  if (piece !== undefined && SHORT_RUNS.has(piece)) return true;
  return RUNS.some((run) => word.includes(run));
}

/**
 * In the Latin and the Cyrillic script every long word has its vowels, or an r, l or w between
 * consonants that is one ("čtvrthrst", "Llwchwr").
 *
 * @param word without accents
 */
function isUnspeakable(word: string): boolean {
  const isLatin = /^[a-zæøœßłđıþð]+$/u.test(word);
  if (!isLatin && !/^\p{Script=Cyrillic}+$/u.test(word)) return false;
  const length = [...word].length;
  if (length < MIN_UNSPEAKABLE) return false;
  const vowels = word.match(/[aeiouyæøœıаеёиоуыэюяіїєўүұөәъ]/gu)?.length ?? 0;
  if (vowels > 0) return length >= 12 && vowels / length < 0.12;
  return word.split(/(?<=.)[rlwрл](?=.)/u).some((consonants) => consonants.length >= 5);
}

/** Texts shorter than this are the same by chance: "there is nothing else that I would like to add". */
const MIN_SHARED = 60;

/** What makes two texts the same: letters and digits alone. Null for texts too short to tell. */
export function sharedTextKey(text: string): string | null {
  const key = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return key.length < MIN_SHARED ? null : key;
}
