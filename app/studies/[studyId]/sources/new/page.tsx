import { ActionForm } from "@/app/_ui/action-form";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { PRESETS } from "@/lib/panels/presets";
import { formWords } from "../../../form-words";
import { editedStudy } from "../../study";
import { addPanel } from "../actions";
import { BackToSources } from "../back-to-sources";
import { PanelFields } from "../panel-fields";

export const metadata = { title: translator("sources")("newTitle") };

export default async function NewPanelPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const { content } = await editedStudy(studyId);
  const t = translator("sources");
  const { idParameter, hosts, exits } = PRESETS.generic;
  return (
    <main id="content">
      <BackToSources studyId={studyId} />
      <PageHeader title={t("newTitle")} lead={t("newLead")} />
      <Panel title={t("panel")}>
        <ActionForm action={addPanel.bind(null, studyId)} words={formWords(t("add"), t("adding"))}>
          <PanelFields
            panel={{
              ...{ name: "", preset: "generic", idParameter, hosts, exits },
              ...{ cohortId: null, qualityExit: false },
            }}
            cohorts={content.cohorts.map(({ id, name }) => ({ id, name }))}
          />
        </ActionForm>
      </Panel>
    </main>
  );
}
