import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { InvalidInput } from "@/lib/errors";
import { languagesOf } from "@/lib/translations/in-language";
import { requireInterview } from "./interview/interview";
import type { SentForm } from "./interview/schema";

/**
 * Has an interview go on in another language. Answers that were given keep the one they were given
 * in.
 *
 * @throws InvalidInput for a language that the study is not offered in
 */
export async function chooseLanguage({
  db,
  token,
  input,
}: {
  db: Database;
  token: string;
  input: { language: SentForm[string] };
}): Promise<void> {
  await db.write(async (tx) => {
    const { content, study, respondent } = await requireInterview(db, tx, token);
    const offered = languagesOf(content, study.defaultLocale);
    const locale = offered.find((each) => each === input.language);
    if (!locale) throw new InvalidInput([{ path: "language", key: "notOffered" }]);
    const { t } = db;
    await tx.update(t.respondent).set({ locale }).where(eq(t.respondent.id, respondent.id));
  });
}
