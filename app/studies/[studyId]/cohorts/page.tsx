import { ActionForm } from "@/app/_ui/action-form";
import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesKey } from "@/app/_ui/charts/series-mark";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { namesCohort } from "@/db/schema/screen-settings";
import type { QuestionOption } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { cohortParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import { LockedNotice } from "../locked-notice";
import { PartGate } from "../part-gate";
import { editedOption } from "../questionnaire/[key]/edited-question";
import { isMixed, optionMarks } from "../questionnaire/option-marks";
import { editedStudy, type StudyPage } from "../study";
import { save } from "./actions";
import { CohortFields } from "./cohort-fields";
import { ruleText } from "./rule-text";
import { RulesForm } from "./rules-form";

export const metadata = { title: translator("studio")("cohortsTitle") };

export default async function CohortsPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const screener = page.content.screens.find(namesCohort);
  const t = translator("studio");
  return (
    <main id="content">
      <PageHeader title={t("cohortsTitle")} lead={t("cohortsLead")} />
      <LockedNotice page={page} />
      {page.isFrozen ? (
        <AskedCohorts page={page} />
      ) : (
        <div className="grid grid-cols-1 gap-6">
          <PartGate page={page} part="cohorts" />
          <ActionForm
            action={save.bind(null, studyId)}
            words={formWords(t("saveCohorts"))}
            keepsInReach
            seen={editSnapshot(cohortParts(page.content))}
          >
            <EditedCohorts page={page} />
          </ActionForm>
          {screener ? (
            <RulesForm studyId={studyId} content={page.content} screener={screener} />
          ) : null}
        </div>
      )}
    </main>
  );
}

function EditedCohorts({ page: { study, content } }: { page: StudyPage }) {
  const { cohorts } = content;
  const screener = content.screens.find(namesCohort)?.settings;
  const leadsTo = ({ outcome }: QuestionOption) => {
    if (outcome?.kind !== "cohort") return outcome?.kind ?? "";
    const place = cohorts.findIndex((cohort) => cohort.id === outcome.cohortId);
    return place < 0 ? "" : String(place);
  };
  return (
    <CohortFields
      cohorts={cohorts.map(({ id, name }) => ({ id, name }))}
      cohortsStay={study.state !== "draft"}
      screener={{
        text: screener?.text ?? "",
        hint: screener?.hint ?? "",
        optionOrder: screener?.optionOrder ?? "fixed",
        answers: (screener?.options ?? []).map((option) => ({
          ...editedOption(option),
          leadsTo: leadsTo(option),
        })),
      }}
    />
  );
}

function AskedCohorts({ page: { content } }: { page: StudyPage }) {
  const t = translator("studio");
  const screener = content.screens.find(namesCohort);
  const nameOf = new Map(content.cohorts.map((cohort) => [cohort.id, cohort.name]));
  const destination = ({ outcome }: QuestionOption) => {
    if (!outcome) return "";
    return outcome.kind === "screened-out" ? t("leadsOut") : (nameOf.get(outcome.cohortId) ?? "");
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      <Panel title={t("cohortsPanel")}>
        <ul className="grid gap-2">
          {content.cohorts.map((cohort) => (
            <li key={cohort.id} className="flex items-center gap-2">
              <SeriesKey number={cohort.number} paints={PAGE_PAINTS} />
              {cohort.name}
            </li>
          ))}
        </ul>
      </Panel>
      {screener ? (
        <Panel title={screener.settings.text} lead={t("orderCohortQuestion")}>
          {isMixed(screener.settings) ? <p>{t("optionOrderMixed")}</p> : null}
          <DataTable
            caption={screener.settings.text}
            columns={[
              { key: "answer", title: t("answer") },
              { key: "leadsTo", title: t("leadsTo") },
              ...(screener.settings.options.some(optionMarks)
                ? [{ key: "marks", title: t("answerMarks") }]
                : []),
            ]}
            rows={screener.settings.options.map((option) => ({
              key: option.id,
              cells: {
                answer: option.label,
                leadsTo: destination(option),
                marks: optionMarks(option),
              },
            }))}
          />
          {screener.settings.rules ? (
            <div className="grid gap-2">
              <h3>{t("rulesPanel")}</h3>
              <ol className="grid list-decimal gap-1 ps-5">
                {screener.settings.rules.map((rule) => (
                  <li key={JSON.stringify(rule)}>{ruleText(rule, content)}</li>
                ))}
              </ol>
            </div>
          ) : null}
        </Panel>
      ) : null}
    </div>
  );
}
