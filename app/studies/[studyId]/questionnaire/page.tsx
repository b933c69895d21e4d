import { ActionForm } from "@/app/_ui/action-form";
import { TextArea, TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { isAllocation, isAnchor, isQuestion, namesCohort } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy, type StudyPage } from "../study";
import { save } from "./actions";
import { AllocationFields } from "./allocation-fields";
import { ExerciseForm } from "./exercise-form";
import { type OrderedScreen, OrderFields } from "./order-fields";

export const metadata = { title: translator("studio")("questionnaireTitle") };

const TEXTS = [
  "welcomeTitle",
  "welcomeText",
  "choiceQuestion",
  "bestLabel",
  "worstLabel",
  "thanksText",
  "screenedOutText",
  "overQuotaText",
] as const;

export default async function QuestionnairePage({
  params,
}: {
  params: Promise<{ studyId: string }>;
}) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("questionnaireTitle")} lead={t("questionnaireLead")} />
      <LockedNotice page={page} />
      {page.isFrozen ? (
        <AskedQuestionnaire page={page} />
      ) : (
        <div className="grid grid-cols-1 gap-6">
          <PartGate page={page} part="questionnaire" />
          <ActionForm
            action={save.bind(null, studyId)}
            words={formWords(t("saveQuestionnaire"))}
            keepsInReach
          >
            <QuestionnaireFields page={page} />
          </ActionForm>
          <ExerciseForm page={page} />
        </div>
      )}
    </main>
  );
}

function QuestionnaireFields({ page }: { page: StudyPage }) {
  const t = translator("studio");
  const { screens, revision } = page.content;
  const { texts } = revision;
  const allocations = screens.filter(isAllocation);
  const ordered = orderedScreens(page);
  const half = (name: "bestLabel" | "worstLabel") => (
    <TextField
      name={`texts.${name}`}
      label={t(`text_${name}`)}
      defaultValue={texts[name]}
      maxLength={60}
      autoComplete="off"
    />
  );
  return (
    <>
      <Panel title={t("textsPanel")}>
        <TextField
          name="texts.welcomeTitle"
          label={t("text_welcomeTitle")}
          hint={t("text_welcomeTitle_hint")}
          defaultValue={texts.welcomeTitle}
          maxLength={160}
          autoComplete="off"
        />
        <TextArea
          name="texts.welcomeText"
          label={t("text_welcomeText")}
          hint={t("text_welcomeText_hint")}
          defaultValue={texts.welcomeText}
          maxLength={4_000}
          rows={6}
        />
        <TextArea
          name="texts.choiceQuestion"
          label={t("text_choiceQuestion")}
          hint={t("text_choiceQuestion_hint")}
          defaultValue={texts.choiceQuestion}
          maxLength={500}
          rows={2}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          {half("bestLabel")}
          {half("worstLabel")}
        </div>
        <TextArea
          name="texts.thanksText"
          label={t("text_thanksText")}
          defaultValue={texts.thanksText}
          maxLength={4_000}
        />
        <TextArea
          name="texts.screenedOutText"
          label={t("text_screenedOutText")}
          defaultValue={texts.screenedOutText}
          maxLength={4_000}
        />
        <TextArea
          name="texts.overQuotaText"
          label={t("text_overQuotaText")}
          hint={t("text_overQuotaText_hint")}
          defaultValue={texts.overQuotaText ?? ""}
          maxLength={4_000}
        />
      </Panel>
      <AllocationFields
        key={allocations.map((screen) => screen.key).join(" ")}
        allocations={allocations.map(({ key, settings }) => ({ key, ...settings }))}
      />
      <Panel title={t("orderPanel")} lead={t("orderPanelLead")}>
        <OrderFields
          key={ordered.map((screen) => `${screen.key} ${screen.text}`).join(" ")}
          screens={ordered}
        />
      </Panel>
    </>
  );
}

function orderedScreens({ content }: StudyPage): OrderedScreen[] {
  const t = translator("studio");
  const exercises = exercisesOf(content);
  return content.screens.map((screen) => {
    const { key } = screen;
    const exercise = exercises.find((candidate) => candidate.key === key);
    if (exercise) {
      const { taskCount } = exercise.design ?? exercise.designSettings;
      return {
        key,
        kind: t("orderExercise", { tasks: taskCount }),
        text: exercise.settings.title ?? "",
      };
    }
    if (isQuestion(screen)) {
      const kind = t(namesCohort(screen) ? "orderCohortQuestion" : "orderQuestion");
      return { key, kind, text: screen.settings.text };
    }
    if (isAllocation(screen))
      return { key, kind: t("orderAllocation"), text: screen.settings.text };
    const text = isAnchor(screen) ? screen.settings.text : "";
    return { key, kind: t("orderAnchor"), text };
  });
}

function AskedQuestionnaire({ page }: { page: StudyPage }) {
  const t = translator("studio");
  const { texts } = page.content.revision;
  return (
    <div className="grid grid-cols-1 gap-6">
      <Panel title={t("textsPanel")}>
        <dl className="grid gap-4">
          {TEXTS.map((name) => (
            <div key={name} className="grid gap-1">
              <dt className="text-sm text-ink-soft">{t(`text_${name}`)}</dt>
              <dd className="max-w-[65ch] whitespace-pre-line">{texts[name]}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title={t("orderPanel")}>
        <ol className="grid gap-2">
          {orderedScreens(page).map(({ key, kind, text }) => (
            <li key={key} className="rounded-md border border-line px-3 py-2">
              <span className="font-medium">{kind}</span>
              {text ? <span className="text-ink-soft"> {text}</span> : null}
            </li>
          ))}
        </ol>
      </Panel>
      {page.content.screens.filter(isAllocation).map(({ key, settings }) => (
        <Panel key={key} title={settings.text} lead={settings.hint}>
          <p>
            {t(`format_${settings.format}`)}
            {settings.format === "constant-sum" ? `: ${settings.total}` : ""}
            {settings.format === "top-n" ? `: ${settings.topN}` : ""}
          </p>
        </Panel>
      ))}
    </div>
  );
}
