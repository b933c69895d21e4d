import type { FileIssues } from "@/lib/files/file-issues";

/** What the columns of a list of people can say that the study asks about. */
export const CONTACT_COLUMNS = ["email", "name", "cohort", "language"] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

/** What mail programs and spreadsheets call a column of addresses, without blanks, hyphens and accents. */
const ADDRESS = new Set(
  (
    "email mail emailaddress mailaddress address emailadresse mailadresse adresseemail " +
    "adressemail courriel adressecourriel correo correoelectronico direcciondecorreo " +
    "enderecodeemail indirizzoemail posta メール メールアドレス 邮箱 电子邮件 电子邮箱 ईमेल " +
    "البريدالإلكتروني"
  )
    .split(" ")
    .map(bare),
);

function bare(heading: string): string {
  return heading
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[\s._:\u2010-\u2013-]|(?<=[a-z])\p{M}/gu, "");
}

/**
 * Where each column stands, from 0, -1 for none. A column of addresses is known by what people call
 * one ("E-Mail"), where only one is called so; the others by their own names, since what stands in a
 * "Gruppe" or a "Sprache" need not be a cohort or a language of the study.
 *
 * @param mapped what the list's own columns are called, where somebody has said so
 * @returns null where a column cannot be told; `issues` then says which
 */
export function contactColumns(
  { file, header }: { readonly file: string; readonly header: readonly string[] },
  mapped: Partial<Record<ContactColumn, string>>,
  issues: FileIssues,
): Readonly<Record<ContactColumn, number>> | null {
  const known = issues.count;
  const place = { file, line: 1, column: 1 };
  const named = (name: string) =>
    header.findIndex((heading) => heading.toLowerCase() === name.toLowerCase());
  const at = { email: -1, name: -1, cohort: -1, language: -1 };
  for (const column of CONTACT_COLUMNS) {
    const wanted = mapped[column]?.trim() ?? "";
    at[column] = named(wanted || column);
    if (wanted !== "" && at[column] < 0) {
      const columns = header.join(", ");
      issues.add(place, "contactColumnUnknown", { column: wanted, columns });
    }
  }
  if (at.email < 0 && !mapped.email) {
    const [only, ...others] = header.flatMap((heading, index) =>
      ADDRESS.has(bare(heading)) ? [index] : [],
    );
    if (others.length > 0) {
      const columns = [only, ...others].map((index) => header[index]).join(", ");
      issues.add(place, "contactColumnDoubt", { columns });
    } else if (only === undefined) {
      const layout = CONTACT_COLUMNS.join(",");
      issues.add(place, "fileColumnMissing", { column: "email", layout });
    } else {
      at.email = only;
      issues.note(file, "fileReadColumn", { column: header[only], as: "email" });
    }
  }
  return issues.count > known ? null : at;
}
