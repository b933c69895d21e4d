import { fileHeaders } from "@/app/_http/file-headers";
import { answerFor } from "@/app/_http/route";
import { NotFound } from "@/lib/errors";
import { isLanguage } from "@/lib/i18n/languages";
import { exportTranslations } from "@/lib/studies/languages/export-translations";

interface Context {
  readonly params: Promise<{ studyId: string; translation: string }>;
}

const TYPES = { csv: "text/csv; charset=utf-8", xlf: "application/xliff+xml; charset=utf-8" };

/** The texts for the translator of one language: "ar.csv", "ar.xlf". */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answerFor(async ({ actor, db }) => {
    const { studyId, translation } = await params;
    const [locale, format] = translation.split(".", 2);
    if (!isLanguage(locale) || (format !== "csv" && format !== "xlf")) throw new NotFound("file");
    const text = await exportTranslations({ db, actor, input: { studyId, locale, format } });
    return new Response(text, { headers: fileHeaders(TYPES[format], translation) });
  });
}
