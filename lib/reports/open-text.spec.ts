import { describe, expect, it } from "vitest";
import { sharedTextKey, textFault } from "./open-text";

const LANGUAGES = [
  "en",
  "de",
  "fr",
  "es",
  "pt",
  "it",
  "nl",
  "pl",
  "cs",
  "ru",
  "uk",
  "tr",
  "ar",
  "he",
  "zh",
  "ja",
  "ko",
  "hi",
];

/** Real words of many languages: what the platform calls regions, languages, currencies and scripts. */
function realWords(locale: string): string[] {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const names: string[] = [];
  for (const type of ["region", "language", "currency"] as const) {
    const words = new Intl.DisplayNames(locale, { type, fallback: "none" });
    for (const one of letters) {
      for (const two of letters) {
        const codes = type === "currency" ? letters.map((three) => one + two + three) : [one + two];
        for (const code of codes) {
          const name = words.of(type === "language" ? code : code.toUpperCase());
          if (name) names.push(name);
        }
      }
    }
  }
  const month = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  for (let day = 0; day < 365; day += 3) names.push(month.format(day * 86_400_000));
  return names;
}

describe("open texts", () => {
  it.each([
    "asdfgh",
    "qwertyuiop",
    "asdf ghjkl asdfghjk",
    "aaaaaaaa",
    "asdasdasd",
    "hahahahaha",
    "xkcdqwzrt",
    "sdfkjhgwr bvncxkj",
    "йцукенг",
    "пвртснгшк",
    "…aaaa!!!aaaa…",
  ])("that were typed to get past are told: %s", (text) => {
    expect(textFault(text)).not.toBeNull();
  });

  it.each([
    "",
    "no",
    "n/a",
    "ok",
    "Project management",
    "SDLC, WBS, KPMG, PMBOK",
    "We need more people who can say no.",
    "Angstschweiß",
    "strengths",
    "rhythm",
    "Größe",
    "2024-11-21",
    "100000000",
    "999",
    "нет времени",
    "我们需要更多的人",
    "人人人人人",
    "لا يوجد وقت",
    "시간이 없다",
    "時間がない",
    "Property rights",
    "banana",
    "Mississippi",
    "better better better",
  ])("of people pass: %s", (text) => {
    expect(textFault(text)).toBeNull();
  });

  it("pass in at least 9,999 of 10,000 real names and dates of 18 languages", () => {
    let checked = 0;
    const flagged: string[] = [];
    for (const locale of LANGUAGES) {
      for (const name of realWords(locale)) {
        checked++;
        if (textFault(name)) flagged.push(`${locale} ${name}: ${textFault(name)}`);
      }
    }
    process.stdout.write(
      `Open texts: ${flagged.length} of ${checked} real names flagged. ${flagged}\n`,
    );
    expect(checked).toBeGreaterThan(10_000);
    expect(flagged.length / checked).toBeLessThan(0.0001);
  });

  it("are told in part even when random keys with vowels between make them", () => {
    let caught = 0;
    let state = 7;
    const letters = "asdfghjklqwertyuiopzxcvbnm";
    for (let text = 0; text < 500; text++) {
      let mashed = "";
      while (mashed.length < 14) {
        state = (state * 48_271) % 2_147_483_647;
        // A hand that mashes stays on the middle row, two times in three.
        const row = state % 3 === 0 ? letters : letters.slice(0, 9);
        mashed += row[Math.floor(state / 3) % row.length];
      }
      if (textFault(mashed)) caught++;
    }
    process.stdout.write(`Open texts: ${caught} of 500 mashed ones flagged.\n`);
    expect(caught).toBeGreaterThan(100);
  });

  it("count as the same only when they are long", () => {
    const long = "The PMO should help us to choose, not to report on what was chosen.";
    expect(sharedTextKey(long)).toBe(sharedTextKey(`  ${long.toUpperCase().replace(",", "")} `));
    expect(sharedTextKey("I have nothing else to add")).toBeNull();
  });
});
