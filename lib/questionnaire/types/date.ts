import { z } from "zod";
import type { QuestionWords } from "@/db/schema/study-content";
import { plainDigits } from "@/lib/i18n/plain-digits";
import { bounded } from "./bounded";
import type { QuestionTypeOf, Reading } from "./question-type";

/** A day of the calendar, typed as day, month and year. */
export interface DateQuestion extends QuestionWords {
  type: "date";
  /** The first and the last day that can be answered, as ISO 8601 writes them; null for no limit. */
  earliest: string | null;
  latest: string | null;
}

declare module "@/db/schema/study-content" {
  interface QuestionTypes {
    date: DateQuestion;
  }
}

type DatePart = "day" | "month" | "year";

/** The field of a part of the date. */
export function datePartField(part: DatePart): string {
  return `date-${part}`;
}

/** The parts of a date in the order in which a language writes them: Unicode CLDR, Gregorian calendar. */
export function datePartsOf(language: string): DatePart[] {
  return new Intl.DateTimeFormat(language, {
    ...{ calendar: "gregory", day: "numeric", month: "numeric", year: "numeric" },
    timeZone: "UTC",
  })
    .formatToParts(0)
    .flatMap(({ type }) => (type === "day" || type === "month" || type === "year" ? [type] : []));
}

/** A day as a language writes it out: "30 November 2026". @param iso as ISO 8601 writes it */
export function dateInWords(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    ...{ calendar: "gregory", day: "numeric", month: "long", year: "numeric" },
    timeZone: "UTC",
  }).format(new Date(iso));
}

const limit = z.iso.date().nullable();

/** A date within limits, stored as ISO 8601 writes it: 2026-11-30. */
export const date: QuestionTypeOf<DateQuestion, string> = {
  marks: null,
  ownSettings: () => ({ earliest: limit, latest: limit }),
  blank: { earliest: null, latest: null },
  ownFields: { earliest: { kind: "day" }, latest: { kind: "day" } },
  impossible({ earliest, latest }) {
    const isEmpty = earliest !== null && latest !== null && earliest > latest;
    return isEmpty ? [{ path: "latest", key: "limitBeforeFirst", values: { earliest } }] : [];
  },
  gateFaults: ({ earliest, latest }) =>
    earliest !== null && latest !== null && earliest > latest
      ? [{ code: "questionLimits", values: { least: earliest, most: latest } }]
      : [],
  ownTexts: () => [],
  fields: (_, typed) => ({
    [datePartField("day")]: typed.optional(),
    [datePartField("month")]: typed.optional(),
    [datePartField("year")]: typed.optional(),
  }),
  read(question, form, reading) {
    const partOf = (part: DatePart) => plainDigits(String(form[datePartField(part)] ?? ""));
    const typed = { day: partOf("day"), month: partOf("month"), year: partOf("year") };
    if (Object.values(typed).every((text) => text === "")) {
      if (question.required) reading.refuse("date", "dateMissing");
      return null;
    }
    const iso = typedDate(typed, reading);
    if (iso === null) return null;
    const { earliest, latest } = question;
    const words = (day: string) => ({ date: dateInWords(day, reading.language) });
    if (earliest !== null && iso < earliest) reading.refuse("date", "dateEarly", words(earliest));
    if (latest !== null && iso > latest) reading.refuse("date", "dateLate", words(latest));
    return { value: iso, otherText: null };
  },
  fill(_, value) {
    const [year, month, day] = value.split("-").map(Number);
    return {
      [datePartField("day")]: [String(day)],
      [datePartField("month")]: [String(month)],
      [datePartField("year")]: [String(year)],
    };
  },
  stored: () => z.iso.date(),
  conditions: bounded("date", ({ earliest, latest }) => [earliest, latest]),
  chosen: () => [],
  hasCells: false,
  piped: { text: (_, value, { locale }) => dateInWords(value, locale) },
  isOwnWords: false,
  columns: (key) => [{ name: key, value: ({ value }) => String(value) }],
  figures: {
    measure: "day",
    parts: ({ text: label }, key) => [{ id: key, label }],
    of: (_, value) => [Date.parse(value) / DAY],
  },
  simulate({ earliest, latest }, random) {
    const first = Date.parse(earliest ?? "2000-01-01");
    const last = Math.max(first, Date.parse(latest ?? "2026-12-31"));
    return isoOf(first + DAY * random.below(1 + (last - first) / DAY));
  },
};

const DAY = 86_400_000;

function isoOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The day that was typed; null, with a refusal at the part that is to be mended, for none. */
function typedDate(typed: Record<DatePart, string>, { language, refuse }: Reading): string | null {
  const limits = { day: /^\d{1,2}$/, month: /^\d{1,2}$/, year: /^[1-9]\d{3}$/ };
  const keys = { day: "dateDay", month: "dateMonth", year: "dateYear" } as const;
  const most = { day: 31, month: 12, year: 9999 };
  let isReadable = true;
  for (const part of datePartsOf(language)) {
    const number = Number(typed[part]);
    if (limits[part].test(typed[part]) && number >= 1 && number <= most[part]) continue;
    refuse(datePartField(part), keys[part]);
    isReadable = false;
  }
  if (!isReadable) return null;
  const two = (text: string) => text.padStart(2, "0");
  const iso = `${typed.year}-${two(typed.month)}-${two(typed.day)}`;
  // Days that a month does not have would go on into the next one.
  if (z.iso.date().safeParse(iso).success) return iso;
  refuse(datePartField("day"), "dateNotReal");
  return null;
}
