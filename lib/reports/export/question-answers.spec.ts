import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { describeOnBothDatabases } from "@/db/testing";
import { systemActor } from "@/lib/auth/actor";
import type { SentForm } from "@/lib/fielding/interview/schema";
import {
  answerTasks,
  type FieldedStudy,
  fieldStudy,
  post,
  startedInterview,
} from "@/lib/fielding/testing";
import { asking, EVERY_ANSWER, EVERY_TYPE, questionScreen } from "@/lib/questionnaire/testing";
import { readCohortReport } from "../report/read-cohort-report";
import { exportedTexts } from "../testing";

const SHORT = { asksRegion: false, taskCount: 2 };

describeOnBothDatabases("answers to questions of every type", (db) => {
  const optional = EVERY_TYPE.map((screen) => ({
    ...screen,
    settings: { ...screen.settings, required: false },
  }));

  async function respondentsFile({ studyId, organisationId }: FieldedStudy) {
    const { "respondents.csv": text } = await exportedTexts({
      db: db(),
      actor: systemActor(organisationId),
      input: { studyId, files: ["respondents.csv"] },
    });
    const rows: string[][] = parse(text, { bom: true });
    const [header, ...cells] = rows;
    return { header, rows: cells.map((row) => new Map(header.map((name, at) => [name, row[at]]))) };
  }
  async function complete(
    study: FieldedStudy,
    role: string,
    answers: Readonly<Record<string, SentForm>>,
  ): Promise<string> {
    const token = await startedInterview(db(), study);
    await post(db(), token, "role", { answer: role });
    for (const [key, fields] of Object.entries(answers)) await post(db(), token, key, fields);
    await answerTasks(db(), token);
    await post(db(), token, "resources", { "amount-1": "100" });
    return token;
  }
  const none = Object.fromEntries(optional.map(({ key }) => [key, {}]));

  it("are exported in columns of their own, in questionnaire order, empty where none was given", async () => {
    const study = await fieldStudy(db(), { ...SHORT, questions: optional });
    await complete(study, "pmo", EVERY_ANSWER as Record<string, SentForm>);
    await complete(study, "senior", none);
    await complete(study, "pmo", { ...none, wish: { answer: "=1+1" } });
    await complete(study, "pmo", { ...none, wish: { answer: "NA" } });
    const { header, rows } = await respondentsFile(study);
    const own = header.slice(header.indexOf("role") + 1, header.indexOf("resources_1"));
    expect(own).toEqual([
      ...["sector", "sector_other_text"],
      ...["customers_teams", "customers_executives", "customers_clients", "customers_others"],
      ...["customers_nobody", "customers_other_text"],
      ...["tasks_1", "tasks_2", "tasks_3"],
      ...["staff", "wish"],
      ...["budget_people", "budget_tools", "budget_travel"],
      ...["since", "agreement_clear", "agreement_fair"],
      ...["time_meetings", "time_work"],
    ]);
    expect(own.map((name) => rows[0].get(name))).toEqual([
      ...["elsewhere", "A charity"],
      ...["1", "0", "1", "1", "0", "The public"],
      ...["plans", "risks", "minutes"],
      ...["12.5", "Fewer reports"],
      ...["70", "30", "0"],
      ...["2024-02-29", "3", "1"],
      ...["80", "40"],
    ]);
    expect(own.map((name) => rows[1].get(name)).join("")).toBe("");
    // A respondent's words are no formula, and no code of ours.
    expect([rows[2].get("wish"), rows[3].get("wish")]).toEqual(["'=1+1", "'NA"]);
  });

  it("tell what was not asked from what was not answered, whatever an edit left behind", async () => {
    const pet = asking("single", ["cat", "none"]);
    const name = questionScreen(
      "pet_name",
      { type: "text", text: "Its name?", hint: "", required: false, maxLength: 20 },
      {
        match: "all",
        conditions: [{ kind: "answer", screenKey: "pet", is: "one-of", options: ["cat"] }],
      },
    );
    const study = await fieldStudy(db(), {
      ...SHORT,
      questions: [questionScreen("pet", pet), name],
    });
    await complete(study, "pmo", { pet: { answer: "cat" }, pet_name: { answer: "Tom" } });
    await complete(study, "pmo", { pet: { answer: "cat" }, pet_name: {} });
    await complete(study, "pmo", { pet: { answer: "none" } });
    const edited = await startedInterview(db(), study);
    await post(db(), edited, "role", { answer: "pmo" });
    await post(db(), edited, "pet", { answer: "cat" });
    await post(db(), edited, "pet_name", { answer: "Rex" });
    await post(db(), edited, "pet", { answer: "none" });
    const cells = async () => {
      const { rows } = await respondentsFile(study);
      return rows.map((row) => row.get("pet_name"));
    };
    expect(await cells()).toEqual(["Tom", "", "NA", ""]);
    await answerTasks(db(), edited);
    await post(db(), edited, "resources", { "amount-1": "100" });
    expect(await cells()).toEqual(["Tom", "", "NA", "NA"]);
  });

  it("filter a report by any of several answers; those who are not asked any more do not pass", async () => {
    const study = await fieldStudy(db(), { ...SHORT, questions: optional });
    const customers = (...answer: string[]) => ({ ...none, customers: { answer } });
    await complete(study, "pmo", customers("teams", "clients"));
    await complete(study, "senior", customers("clients"));
    await complete(study, "pmo", customers("teams"));
    await complete(study, "pmo", none);
    const counted = async (filters: Record<string, string[]>) => {
      const actor = systemActor(study.organisationId);
      const input = { studyId: study.studyId, filters };
      return (await readCohortReport({ db: db(), actor, input })).counted;
    };
    expect(await counted({})).toBe(4);
    expect(await counted({ customers: ["clients"] })).toBe(2);
    expect(await counted({ customers: ["clients", "teams"] })).toBe(3);
    expect(await counted({ customers: ["teams"], role: ["pmo"] })).toBe(2);
    await expect(counted({ tasks: ["plans"] })).rejects.toThrow("unknownFilter");
    // From now on only senior leaders are asked; the others' answers are left from before.
    const { t, write } = db();
    const showWhen = {
      match: "all" as const,
      conditions: [
        { kind: "cohort" as const, is: "one-of" as const, cohortIds: [study.cohorts[1]] },
      ],
    };
    await write((tx) => tx.update(t.screen).set({ showWhen }).where(eq(t.screen.key, "customers")));
    // Other filters than above, whose figures were kept: a frozen study does not change like this.
    expect(await counted({ customers: ["clients", "executives"] })).toBe(1);
    expect(await counted({ customers: ["teams", "executives"] })).toBe(0);
  });
});
