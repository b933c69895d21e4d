import { yieldingToRequests } from "@/db/yielding";
import { type CsvRow, fromSafeCell, readCsv, type SentFile } from "@/lib/files/csv";
import type { FileIssues } from "@/lib/files/file-issues";
import { asSeen } from "@/lib/i18n/as-seen";
import { MAX_RESPONDENT_VALUE } from "@/lib/questionnaire/limits";
import { type ContactColumn, contactColumns } from "./contact-columns";
import { LETTER_FIELDS } from "./letter";
import { contactEmail, MAX_CONTACT_COLUMNS, MAX_CONTACTS } from "./schema";

export interface FileContact {
  readonly email: string;
  readonly name: string;
  readonly cohortId: string | null;
  readonly locale: string | null;
  /** The list's own columns by name, empty cells left out. */
  readonly columns: Readonly<Record<string, string>>;
}

/** The rows without a fault, in order, and how many have one. */
export interface ReadContacts {
  readonly contacts: readonly FileContact[];
  readonly faulty: number;
}

/**
 * Reads `email,name,cohort,language,<own columns>`; only email is needed. What is refused is in
 * `issues`, with file, line and column.
 *
 * @param cohorts those a contact can be put into, named as the study names them
 * @param locales the languages the study is offered in
 * @param mapped what the list calls these columns, where it calls them otherwise
 * @returns null when no row can be read: no table, no column of addresses, too many of anything
 */
export async function readContacts(
  file: SentFile,
  cohorts: readonly { id: string; name: string }[],
  locales: readonly string[],
  issues: FileIssues,
  mapped: Partial<Record<ContactColumn, string>> = {},
): Promise<ReadContacts | null> {
  const known = issues.count;
  const table = await readCsv(file, issues);
  if (!table) return null;
  const header = table.header.map((name) => fromSafeCell(name).trim());
  const place = (line: number, column: number) => ({ file: table.name, line, column: column + 1 });
  const columnAt = contactColumns({ file: table.name, header }, mapped, issues);
  if (!columnAt) return null;
  const at = (name: ContactColumn) => columnAt[name];
  const own = new Set(Object.values(columnAt));
  const further = header.flatMap((name, column) => (own.has(column) ? [] : [{ name, column }]));
  for (const { name, column } of further) {
    const isTaken = (LETTER_FIELDS as readonly string[]).includes(name);
    if (isTaken || /[{}]/.test(name)) issues.add(place(1, column), "contactColumn", { name });
  }
  if (further.length > MAX_CONTACT_COLUMNS) {
    issues.add(place(1, 0), "contactColumns", { maximum: MAX_CONTACT_COLUMNS });
  }
  if (table.rows.length === 0) issues.add(place(1, 0), "fileNoRows");
  if (table.rows.length > MAX_CONTACTS) {
    issues.add(place(1, 0), "contactsTooMany", { maximum: MAX_CONTACTS });
  }
  if (issues.count > known) return null;
  const cohortOf = new Map(cohorts.map(({ id, name }) => [asSeen(name), id]));
  const lines = new Map<string, number>();
  const contactOf = ({ line, fields }: CsvRow): FileContact => {
    const text = (column: number) => (column < 0 ? "" : fromSafeCell(fields[column]).trim());
    const written = text(at("email"));
    const email = contactEmail.safeParse(written).data ?? "";
    const first = lines.get(email);
    if (email === "") issues.add(place(line, at("email")), "contactEmail", { value: written });
    else if (first !== undefined) {
      issues.add(place(line, at("email")), "contactTwice", { email, first });
    } else lines.set(email, line);
    const cohort = text(at("cohort"));
    const cohortId = cohortOf.get(asSeen(cohort)) ?? null;
    if (cohort !== "" && cohortId === null) {
      const names = cohorts.map(({ name }) => name).join(", ");
      issues.add(place(line, at("cohort")), "contactCohort", { cohort, names });
    }
    const language = text(at("language"));
    const locale = offeredLanguage(language, locales);
    if (language !== "" && locale === null) {
      const values = { locale: language, languages: locales.join(", ") };
      issues.add(place(line, at("language")), "contactLanguage", values);
    }
    const columns: Record<string, string> = {};
    for (const { name, column } of [...further, { name: "name", column: at("name") }]) {
      const value = text(column);
      if (value.length > MAX_RESPONDENT_VALUE || /[\r\n]/.test(value)) {
        const values = { column: name, maximum: MAX_RESPONDENT_VALUE };
        issues.add(place(line, column), "contactText", values);
      }
      if (value !== "" && name !== "name") columns[name] = value;
    }
    return { email, name: text(at("name")), cohortId, locale, columns };
  };
  const pause = yieldingToRequests();
  const contacts: FileContact[] = [];
  let faulty = 0;
  for (const row of table.rows) {
    await pause();
    const before = issues.count;
    const contact = contactOf(row);
    if (issues.count > before) faulty++;
    else contacts.push(contact);
  }
  return { contacts, faulty };
}

/** The language of the study that "de", "DE" or "de-AT" says; null for one it is not offered in. */
function offeredLanguage(said: string, locales: readonly string[]): string | null {
  const [language] = said.toLowerCase().split(/[-_]/);
  return locales.find((locale) => [said.toLowerCase(), language].includes(locale)) ?? null;
}
