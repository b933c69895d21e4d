import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { ActionForm } from "@/app/_ui/action-form";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { PageHeader } from "@/app/_ui/page-header";
import { isQuestion, namesCohort } from "@/db/schema/screen-settings";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { conditionParts, questionParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../../form-words";
import { LockedNotice } from "../../locked-notice";
import { editedStudy, type StudyPage } from "../../study";
import { AskedScreen } from "../asked-screen";
import { orderedScreens } from "../ordered-screens";
import { remove, save, saveCondition } from "./actions";
import { dependablesBefore, editedConditions } from "./dependables";
import { editedQuestion, newConsent, newQuestion } from "./edited-question";
import { QuestionFields } from "./question-fields";
import { ShowWhenFields } from "./show-when-fields";

export const metadata = { title: translator("studio")("questionnaireTitle") };

/** Keys have no hyphens, so that no screen is called like these. */
const NEW = { "new-question": "newQuestionTitle", "new-consent": "newConsentTitle" } as const;

interface Context {
  params: Promise<{ studyId: string; key: string }>;
}

/** One screen of the questionnaire: a question whole, of others who is shown them. */
export default async function ScreenPage({ params }: Context) {
  const { studyId, key } = await params;
  const page = await editedStudy(studyId);
  const t = translator("studio");
  const back = (
    <Link className="link" href={`/studies/${studyId}/questionnaire`}>
      {t("backToQuestionnaire")}
    </Link>
  );
  if (key === "new-question" || key === "new-consent") {
    if (page.isFrozen) redirect(`/studies/${studyId}/questionnaire`);
    return (
      <main id="content">
        <PageHeader title={t(NEW[key])} lead={back} />
        <NewQuestion page={page} isConsent={key === "new-consent"} />
      </main>
    );
  }
  const screen = page.content.screens.find((candidate) => candidate.key === key);
  if (!screen) notFound();
  const told = orderedScreens(page).find((candidate) => candidate.key === key);
  const seen = editSnapshot(questionParts(page.content, key));
  const editable = isQuestion(screen) && !namesCohort(screen) ? screen : null;
  return (
    <main id="content">
      <PageHeader
        title={told?.text || told?.kind || key}
        lead={back}
        action={
          editable && !page.isFrozen ? (
            <ConfirmDialog
              words={{
                open: t("removeQuestion"),
                title: t("removeQuestionTitle", { question: editable.settings.text }),
                confirm: t("removeQuestion"),
                confirming: t("removing"),
                cancel: translator("common")("cancel"),
              }}
              action={remove.bind(null, studyId, key, seen)}
            >
              <p>{t("removeQuestionText")}</p>
            </ConfirmDialog>
          ) : null
        }
      />
      <LockedNotice page={page} />
      {page.isFrozen ? (
        <AskedScreen page={page} screen={screen} />
      ) : editable ? (
        <ActionForm
          action={save.bind(null, studyId, key)}
          words={formWords(t("saveQuestion"))}
          keepsInReach
          seen={seen}
        >
          <QuestionFields
            question={editedQuestion(editable.settings)}
            name={key}
            nameStays={page.study.state !== "draft"}
            isNew={false}
            isFirst={false}
          />
          <Conditions page={page} name={key} />
        </ActionForm>
      ) : namesCohort(screen) ? (
        <p>
          {t.rich("cohortQuestionElsewhere", {
            cohorts: (chunks) => (
              <Link className="link" href={`/studies/${studyId}/cohorts`}>
                {chunks}
              </Link>
            ),
          })}
        </p>
      ) : (
        <ActionForm
          action={saveCondition.bind(null, studyId, key)}
          words={formWords(t("saveCondition"))}
          seen={editSnapshot(conditionParts(page.content, key))}
        >
          <Conditions page={page} name={key} />
        </ActionForm>
      )}
    </main>
  );
}

function NewQuestion({ page, isConsent }: { page: StudyPage; isConsent: boolean }) {
  const t = translator("studio");
  return (
    <ActionForm
      action={save.bind(null, page.study.id, null)}
      words={formWords(t("addThisQuestion"))}
      keepsInReach
    >
      <QuestionFields
        question={isConsent ? newConsent() : newQuestion()}
        name={isConsent ? "consent" : ""}
        nameStays={false}
        isNew
        isFirst={isConsent}
      />
      <Conditions page={page} name={null} />
    </ActionForm>
  );
}

function Conditions({ page, name }: { page: StudyPage; name: string | null }) {
  const { content } = page;
  const showWhen = content.screens.find((screen) => screen.key === name)?.showWhen ?? null;
  return (
    <ShowWhenFields
      match={showWhen?.match ?? "all"}
      conditions={editedConditions(showWhen)}
      dependables={dependablesBefore(content, name)}
    />
  );
}
