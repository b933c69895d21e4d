import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { InvalidInput } from "@/lib/errors";
import { chooseLanguage } from "./choose-language";
import { newStart } from "./interview/interview-link";
import { saveScreen } from "./save-screen";
import { showScreen } from "./show-screen";
import { showStudy } from "./show-study";
import { startInterview } from "./start-interview";
import {
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  interviewAtTasks,
  offerInLanguages,
  post,
  respondentOf,
  sentForm,
} from "./testing";

describeOnBothDatabases("an interview in several languages", (db) => {
  async function offered(): Promise<FieldedStudy> {
    const study = await fieldStudy(db());
    await offerInLanguages(db(), study.revisionId, ["en", "ar", "de"]);
    return study;
  }

  async function started({ slug }: FieldedStudy, fields: Record<string, string> = {}) {
    const form = { start: newStart(), ...fields };
    const { token } = await startInterview({ db: db(), input: { slug, form } });
    return token;
  }

  async function viewOf(token: string, screen: string) {
    const shown = await showScreen({ db: db(), token, input: { screen } });
    if (shown.kind !== "screen") throw new Error(`Sent to ${shown.screen}.`);
    return shown.view;
  }

  it("greets in the language the link names, else the browser's, else the study's own", async () => {
    const { slug } = await offered();
    const greeting = async (query: Record<string, string>, accepts: string | null) => {
      const view = await showStudy({ db: db(), input: { slug, query, accepts } });
      return [view.locale, view.studyTitle.slice(0, 4), view.languages.join(" ")];
    };
    const all = "en ar de";
    expect(await greeting({}, "de-CH,de;q=0.9,ar;q=0.5")).toEqual(["de", "de: ", all]);
    expect(await greeting({ language: "ar" }, "de")).toEqual(["ar", "ar: ", all]);
    expect(await greeting({ language: "fr" }, "de")).toEqual(["de", "de: ", all]);
    expect(await greeting({}, "ja")).toEqual(["en", "What", all]);
    expect(await greeting({}, null)).toEqual(["en", "What", all]);
  });

  it("goes on in the language of the first screen, every word of it, down to the options", async () => {
    const study = await offered();
    const token = await started(study, { locale: "ar" });
    const view = await viewOf(token, "role");
    if (view.kind !== "question" || !("options" in view.question)) throw new Error(view.kind);
    const { text, options } = view.question;
    for (const words of [view.studyTitle, text, ...options.map(({ label }) => label)]) {
      expect(words).toMatch(/^ar: /);
    }
    expect(view.locale).toBe("ar");
    expect((await respondentOf(db(), await started(study, { locale: "xx" }))).locale).toBe("en");
    expect((await respondentOf(db(), await started(study))).locale).toBe("en");
  });

  it("stores with each answer the language it was given in, whatever came later", async () => {
    const study = await offered();
    const token = await started(study, { locale: "ar" });
    const save = (screen: string, answer: string, locale?: string) =>
      saveScreen({ db: db(), token, input: { screen, form: sentForm({ answer }), locale } });
    await save("role", "pmo", "ar");
    await chooseLanguage({ db: db(), token, input: { language: "de" } });
    expect((await viewOf(token, "region")).studyTitle).toMatch(/^de: /);
    // Sent from a page that was still open in another language.
    await save("region", "europe", "ar");
    const { id, locale } = await respondentOf(db(), token);
    expect(locale).toBe("de");
    const { t, read } = db();
    const stored = async () =>
      Object.fromEntries(
        (
          await read
            .select({ key: t.questionAnswer.screenKey, locale: t.questionAnswer.locale })
            .from(t.questionAnswer)
            .where(eq(t.questionAnswer.respondentId, id))
        ).map((row) => [row.key, row.locale]),
      );
    expect(await stored()).toEqual({ role: "ar", region: "ar" });
    await save("region", "americas");
    expect(await stored()).toEqual({ role: "ar", region: "de" });
  });

  it("takes no language that the study is not offered in", async () => {
    const token = await started(await offered());
    const form = sentForm({ answer: "pmo" });
    for (const language of ["fr", "", ["ar", "de"]]) {
      const input = { screen: "role", form, locale: language };
      await expect(saveScreen({ db: db(), token, input })).rejects.toThrow(InvalidInput);
      await expect(chooseLanguage({ db: db(), token, input: { language } })).rejects.toThrow(
        InvalidInput,
      );
    }
    expect((await respondentOf(db(), token)).locale).toBe("en");
  });

  it("takes points typed in the digits of the respondent's own keyboard", async () => {
    const study = await fieldStudy(db());
    const token = await interviewAtTasks(db(), study);
    await answerTasks(db(), token);
    const fields = { "amount-1": "٤٠", "amount-2": "६०" };
    expect(await post(db(), token, "resources", fields)).toBe("done");
    const { id } = await respondentOf(db(), token);
    const { t, read } = db();
    const [row] = await read
      .select({ amounts: t.allocation.amounts })
      .from(t.allocation)
      .where(eq(t.allocation.respondentId, id));
    expect(row.amounts.slice(0, 3)).toEqual([40, 60, 0]);
  });
});
