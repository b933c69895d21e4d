import Link from "next/link";
import { ActionForm } from "@/app/_ui/action-form";
import { ButtonLink } from "@/app/_ui/button";
import { TextArea, TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { isAllocation } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { PRIVACY_TEXTS } from "@/lib/questionnaire/privacy-texts";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { questionnaireParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedStudy, type StudyPage } from "../study";
import { save } from "./actions";
import { AllocationFields } from "./allocation-fields";
import { AskedTexts } from "./asked-texts";
import { ExerciseForm } from "./exercise-form";
import { OrderFields } from "./order-fields";
import { orderedScreens } from "./ordered-screens";
import { ScreenLine } from "./screen-line";

export const metadata = { title: translator("studio")("questionnaireTitle") };

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
            seen={editSnapshot(questionnaireParts(page.content))}
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
      isStudyWords
      name={`texts.${name}`}
      label={t(`text_${name}`)}
      defaultValue={texts[name]}
      maxLength={60}
      autoComplete="off"
    />
  );
  return (
    <>
      <Panel title={t("orderPanel")} lead={t("orderPanelLead")}>
        <OrderFields base={`/studies/${page.study.id}/questionnaire`} screens={ordered} />
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/studies/${page.study.id}/questionnaire/new-question`}>
            {t("addQuestion")}
          </ButtonLink>
          {screens.some((screen) => screen.key === "consent") ? null : (
            <ButtonLink href={`/studies/${page.study.id}/questionnaire/new-consent`}>
              {t("addConsent")}
            </ButtonLink>
          )}
        </div>
      </Panel>
      <Panel title={t("textsPanel")}>
        <TextField
          isStudyWords
          name="texts.welcomeTitle"
          label={t("text_welcomeTitle")}
          hint={t("text_welcomeTitle_hint")}
          defaultValue={texts.welcomeTitle}
          maxLength={160}
          autoComplete="off"
        />
        <TextArea
          isStudyWords
          name="texts.welcomeText"
          label={t("text_welcomeText")}
          hint={t("text_welcomeText_hint")}
          defaultValue={texts.welcomeText}
          maxLength={4_000}
          rows={6}
        />
        <TextArea
          isStudyWords
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
          isStudyWords
          name="texts.thanksText"
          label={t("text_thanksText")}
          defaultValue={texts.thanksText}
          maxLength={4_000}
        />
        <TextArea
          isStudyWords
          name="texts.screenedOutText"
          label={t("text_screenedOutText")}
          defaultValue={texts.screenedOutText}
          maxLength={4_000}
        />
        <TextArea
          isStudyWords
          name="texts.overQuotaText"
          label={t("text_overQuotaText")}
          hint={t("text_overQuotaText_hint")}
          defaultValue={texts.overQuotaText ?? ""}
          maxLength={4_000}
        />
      </Panel>
      <Panel title={t("privacyPanel")} lead={t("privacyPanelLead")}>
        {PRIVACY_TEXTS.map((name) => (
          <TextArea
            key={name}
            isStudyWords
            name={`texts.${name}`}
            label={t(`text_${name}`)}
            hint={t(`text_${name}_hint`)}
            defaultValue={texts[name] ?? ""}
            maxLength={name === "purposeText" || name === "consentText" ? 1_000 : 500}
            rows={2}
          />
        ))}
      </Panel>
      <AllocationFields
        allocations={allocations.map(({ key, settings }) => ({ key, ...settings }))}
      />
    </>
  );
}

function AskedQuestionnaire({ page }: { page: StudyPage }) {
  const t = translator("studio");
  return (
    <div className="grid grid-cols-1 gap-6">
      <Panel title={t("orderPanel")}>
        <ol className="grid gap-2">
          {orderedScreens(page).map((screen) => (
            <li
              key={screen.key}
              className="flex items-center justify-between gap-3 rounded-md border border-line px-3 py-2"
            >
              <ScreenLine screen={screen} />
              <Link
                className="link shrink-0"
                href={`/studies/${page.study.id}/questionnaire/${screen.key}`}
                aria-label={t("showScreen", { screen: screen.text || screen.kind })}
              >
                {t("show")}
              </Link>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t("textsPanel")}>
        <AskedTexts texts={page.content.revision.texts} />
      </Panel>
    </div>
  );
}
