import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { isQuestion, optionsOf } from "@/db/schema/screen-settings";
import type { QuestionOption } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { StudyPage } from "../study";
import { askedDetails } from "./asked-details";
import { conditionText } from "./condition-text";
import { DetailList } from "./detail-list";
import { isMixed, optionMarks } from "./option-marks";

/** One screen as respondents are asked it: how it is answered, and who is shown it. */
export function AskedScreen({
  page: { content },
  screen,
}: {
  page: StudyPage;
  screen: StudyPage["content"]["screens"][number];
}) {
  const t = translator("studio");
  const options = isQuestion(screen) ? optionsOf(screen.settings) : [];
  const marksOf = (option: QuestionOption) =>
    [optionMarks(option), option.outcome?.kind === "screened-out" ? t("option_leadsOut") : ""]
      .filter(Boolean)
      .join(", ");
  return (
    <div className="grid grid-cols-1 gap-6">
      <Panel title={t("showWhenPanel")}>
        <p>{screen.showWhen ? conditionText(screen.showWhen, content) : t("showWhenAlways")}</p>
      </Panel>
      <Panel
        title={t(isQuestion(screen) ? "answersPanel" : "askedPanel")}
        lead={isQuestion(screen) ? t(`type_${screen.settings.type}_lead`) : undefined}
      >
        <DetailList details={askedDetails(screen, content)} />
        {isQuestion(screen) && isMixed(screen.settings) ? <p>{t("optionOrderMixed")}</p> : null}
        {isQuestion(screen) && options.length > 0 ? (
          <DataTable
            caption={screen.settings.text}
            columns={[
              { key: "answer", title: t("answer") },
              { key: "name", title: t("answerName") },
              ...(options.some(marksOf) ? [{ key: "marks", title: t("answerMarks") }] : []),
            ]}
            rows={options.map((option) => ({
              key: option.id,
              cells: { answer: option.label, name: option.id, marks: marksOf(option) },
            }))}
          />
        ) : null}
      </Panel>
    </div>
  );
}
