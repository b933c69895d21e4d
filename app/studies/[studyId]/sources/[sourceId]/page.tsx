import { ActionForm } from "@/app/_ui/action-form";
import { ButtonLink } from "@/app/_ui/button";
import { CopyField } from "@/app/_ui/copy-field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { PRESETS } from "@/lib/panels/presets";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { sourceParts } from "@/lib/studies/draft/edited-parts";
import type { ListedSource } from "@/lib/studies/sources/list-sources";
import { formWords } from "../../../form-words";
import { editedStudy } from "../../study";
import { studyLink } from "../../study-link";
import { savePanel } from "../actions";
import { BackToSources } from "../back-to-sources";
import { PanelFields } from "../panel-fields";
import { readPanel } from "../read-panel";
import { KeyPanel } from "./key-panel";

interface Context {
  params: Promise<{ studyId: string; sourceId: string }>;
}

export async function generateMetadata({ params }: Context) {
  const { studyId, sourceId } = await params;
  return { title: (await readPanel(studyId, sourceId)).name };
}

export default async function PanelPage({ params }: Context) {
  const { studyId, sourceId } = await params;
  const { study, content } = await editedStudy(studyId);
  const source = await readPanel(studyId, sourceId);
  const t = translator("sources");
  const { name, settings } = source;
  const { preset = "generic", idParameter = "", hosts = [], exits = {} } = settings;
  const { cohortId = null, qualityExit = false } = settings;
  return (
    <main id="content">
      <BackToSources studyId={studyId} />
      <PageHeader
        title={name}
        action={
          <ButtonLink href={`/studies/${studyId}/sources/${sourceId}/exits`} look="primary">
            {t("tryExits")}
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Panel title={t("panelLink")} lead={t("panelLinkHint")}>
          <CopyField
            label={t("link")}
            value={`${studyLink(study.slug, source.code)}&${placeholdersOf(source)}`}
            words={{ copy: t("copy"), copied: t("copied") }}
          />
        </Panel>
        <Panel title={t("panel")}>
          <ActionForm
            action={savePanel.bind(null, studyId, sourceId)}
            words={formWords(translator("common")("save"))}
            seen={editSnapshot(sourceParts(source))}
            submitLook="secondary"
          >
            <PanelFields
              panel={{ name, preset, idParameter, hosts, exits, cohortId, qualityExit }}
              cohorts={content.cohorts.map(({ id, name: cohort }) => ({ id, name: cohort }))}
            />
          </ActionForm>
        </Panel>
        <KeyPanel studyId={studyId} source={source} />
      </div>
    </main>
  );
}

/** What the panel adds to the link, in its own way of writing placeholders where that is known. */
function placeholdersOf({ settings, signedBy }: ListedSource): string {
  const { preset = "generic", idParameter = "" } = settings;
  const known = PRESETS[preset];
  const query = known.idParameter === idParameter ? known.entryQuery : `${idParameter}=ID`;
  return signedBy === null ? query : `${query}&${signedBy}=SIGNATURE`;
}
