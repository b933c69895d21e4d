import { ActionForm } from "@/app/_ui/action-form";
import { SelectField, TextField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import { localOf } from "@/lib/i18n/local-moment";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { fieldworkParts } from "@/lib/studies/draft/edited-parts";
import { formWords } from "../../form-words";
import type { StudyPage } from "../study";
import { saveDates } from "./actions";

/** When the study is open, and where its first wave ends. */
export function DatesPanel({ page: { study } }: { page: StudyPage }) {
  const t = translator("sources");
  if (study.state === "closed") return null;
  const fieldwork = { ...USUAL_FIELDWORK, ...study.fieldwork };
  const { timeZone } = fieldwork;
  const local = (at: number | null) => (at === null ? "" : localOf(at, timeZone));
  const zones = new Set(["UTC", timeZone, ...Intl.supportedValuesOf("timeZone")]);
  return (
    <Panel title={t("datesTitle")} lead={t("datesLead")}>
      <ActionForm
        action={saveDates.bind(null, study.id)}
        words={formWords(translator("common")("save"))}
        submitLook="secondary"
        seen={editSnapshot(fieldworkParts(fieldwork))}
      >
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <TextField
            name="opens"
            type="datetime-local"
            label={t("opens")}
            hint={t("opensHint")}
            defaultValue={local(fieldwork.opensAt)}
          />
          <TextField
            name="closes"
            type="datetime-local"
            label={t("closes")}
            hint={t("closesHint")}
            defaultValue={local(fieldwork.closesAt)}
          />
          <SelectField
            name="timeZone"
            label={t("timeZone")}
            hint={t("timeZoneHint")}
            defaultValue={timeZone}
          >
            {[...zones].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </SelectField>
          <TextField
            name="graceMinutes"
            inputMode="numeric"
            label={t("grace")}
            hint={t("graceHint")}
            defaultValue={String(fieldwork.graceMinutes)}
            autoComplete="off"
          />
          <TextField
            name="softLaunchCompletes"
            inputMode="numeric"
            label={t("softLaunch")}
            hint={t("softLaunchHint")}
            defaultValue={String(fieldwork.softLaunchCompletes ?? "")}
            autoComplete="off"
          />
          <TextField
            name="expiryMinutes"
            inputMode="numeric"
            label={t("expiry")}
            hint={t("expiryHint")}
            defaultValue={String(fieldwork.expiryMinutes)}
            autoComplete="off"
          />
          <TextField
            name="startsPerAddress"
            inputMode="numeric"
            label={t("startsPerAddress")}
            hint={t("startsPerAddressHint")}
            defaultValue={String(fieldwork.startsPerAddress)}
            autoComplete="off"
          />
          <TextField
            name="startsPerLink"
            inputMode="numeric"
            label={t("startsPerLink")}
            hint={t("startsPerLinkHint")}
            defaultValue={String(fieldwork.startsPerLink)}
            autoComplete="off"
          />
        </div>
      </ActionForm>
    </Panel>
  );
}
