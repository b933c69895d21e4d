import { describe, expect, it } from "vitest";
import { sharedTextKey, textFault } from "./open-text";

const LANGUAGES =
  "en de fr es pt it nl pl cs sk sl hr sr bg mk ru uk be kk ky mn tr az hu fi et sv is ro sq cy ga vi id sw el ar fa he zh ja ko hi bn ta te th".split(
    " ",
  );

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
    "a a a a a a",
    "asdf",
    "qwer qwer",
    "ａｓｄｆｇｈ",
    "sdfsdf",
    "qweqwe",
    "kjhkjh",
    "фыва фыва",
    "شسيب",
    "ضصثقف",
    "ㅁㄴㅇㄹ",
    "ああああああ",
    "ककककक",
    "no asdfghjkl",
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
    // Short and whole answers.
    "-",
    "—",
    "...",
    "PMO",
    "NA",
    "n/a n/a n/a n/a",
    "none none none",
    "yes yes yes",
    "nein, nein, nein, nein",
    "PMO PMO PMO",
    "Bla bla bla",
    "Nooooooooo",
    "hmmmmm",
    "CRM/ERP",
    "ISO 27001, PRINCE2",
    "PMPRMPP",
    "mngmnt",
    "E123456789",
    "555555",
    "https://www.pmi.org",
    "strewn",
    "Wert",
    // Syllables that r, l, w or ъ carry, and runs of keys that are in words.
    "čtvrthrst",
    "zmrzl vlk",
    "чврстпрст",
    "Llwchwr",
    "въгълът",
    "көңүлдүү",
    "напролом",
    "ночи напролёт",
    "хлорпарафин",
    "بلا تنسيق",
    "بلاتنظيم",
    // Scripts whose vowels are marks, and those without spaces.
    "दादा दादी दीदी",
    "नाना नानी नाना",
    "कुछ नहीं",
    "पीएमओ",
    "लोगों को समय चाहिए",
    "لا",
    "لااااااااا",
    "ـــــــــــ",
    "إدارة المشاريع",
    "なし",
    "特になし",
    "ーーーーー",
    "わからないわからない",
    "リスクマネジメント",
    "プロジェクト管理",
    "无",
    "不知道",
    "项目管理办公室",
    "哈哈哈哈哈哈哈哈",
    "네네네",
    "없음",
    "ดีดีดี",
    "ไม่มี",
  ])("of people pass: %s", (text) => {
    expect(textFault(text)).toBeNull();
  });

  it("pass in at least 9,999 of 10,000 real names and dates of 47 languages", () => {
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
    expect(sharedTextKey("I do not have anything else to add at this time.")).toBeNull();
    // Hindi writes vowels as marks: other vowels are other words.
    expect(sharedTextKey("दादा ".repeat(13))).not.toBe(sharedTextKey("दीदी ".repeat(13)));
  });
});
