"use client";

import { useState } from "react";
import { SelectField, TextArea, TextField } from "@/app/_ui/field";
import { translator } from "@/lib/i18n/translator";
import { EXITS, type ExitName } from "@/lib/panels/exits";
import { PRESETS, type PresetName } from "@/lib/panels/presets";

export interface EditedPanel {
  readonly name: string;
  readonly preset: PresetName;
  readonly idParameter: string;
  readonly hosts: readonly string[];
  readonly exits: Readonly<Partial<Record<ExitName, string>>>;
  /** The cohort of everybody who comes this way; null for the screener to find out. */
  readonly cohortId: string | null;
  readonly qualityExit: boolean;
}

/** A panel's fields; choosing another panel fills in what is known of it. */
export function PanelFields({
  panel,
  cohorts,
}: {
  panel: EditedPanel;
  cohorts: readonly { id: string; name: string }[];
}) {
  const t = translator("sources");
  const [chosen, setChosen] = useState({ ...panel, hosts: panel.hosts.join("\n") });
  const choose = (preset: PresetName) => {
    const { name, idParameter, hosts, exits } = PRESETS[preset];
    const wasNamedForIt = chosen.name === "" || chosen.name === PRESETS[chosen.preset].name;
    setChosen({
      ...chosen,
      name: wasNamedForIt ? (name ?? "") : chosen.name,
      ...{ preset, idParameter, exits },
      hosts: hosts.join("\n"),
    });
  };
  return (
    <>
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <SelectField
          name="settings.preset"
          label={t("preset")}
          hint={t("presetHint")}
          value={chosen.preset}
          onChange={(event) => choose(event.currentTarget.value as PresetName)}
        >
          {(Object.keys(PRESETS) as PresetName[]).map((preset) => (
            <option key={preset} value={preset}>
              {t(`preset_${preset}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          value={chosen.name}
          onChange={(event) => setChosen({ ...chosen, name: event.currentTarget.value })}
          maxLength={80}
          autoComplete="off"
          required
        />
      </div>
      <TextField
        name="settings.idParameter"
        label={t("idParameter")}
        hint={t("idParameterHint")}
        value={chosen.idParameter}
        onChange={(event) => setChosen({ ...chosen, idParameter: event.currentTarget.value })}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        required
      />
      {cohorts.length > 1 ? (
        <SelectField
          name="settings.cohortId"
          label={t("panelCohort")}
          hint={t("panelCohortHint")}
          defaultValue={panel.cohortId ?? ""}
        >
          <option value="">{t("panelCohortAsked")}</option>
          {cohorts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <fieldset className="grid grid-cols-1 gap-5">
        <legend className="text-lg font-semibold">{t("exitsTitle")}</legend>
        <div className="grid gap-1 text-sm text-ink-soft">
          <p>{t("exitsLead")}</p>
          <p>{t(`presetNote_${chosen.preset}`)}</p>
        </div>
        {EXITS.map(({ name }) => (
          <TextField
            key={name}
            name={`settings.exits.${name}`}
            label={t(`exit_${name}`)}
            value={chosen.exits[name] ?? ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setChosen({ ...chosen, exits: { ...chosen.exits, [name]: value } });
            }}
            maxLength={1_000}
            autoComplete="off"
            spellCheck={false}
            inputMode="url"
            className="font-mono text-sm"
          />
        ))}
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            name="settings.qualityExit"
            defaultChecked={panel.qualityExit}
            aria-describedby="quality-exit-hint"
            className="mt-1.5"
          />
          <span>
            {t("qualityExit")}
            <span id="quality-exit-hint" className="block text-sm text-ink-soft">
              {t("qualityExitHint")}
            </span>
          </span>
        </label>
      </fieldset>
      <TextArea
        name="settings.hosts"
        label={t("hosts")}
        hint={t("hostsHint")}
        value={chosen.hosts}
        onChange={(event) => setChosen({ ...chosen, hosts: event.currentTarget.value })}
        rows={2}
        spellCheck={false}
        className="font-mono text-sm"
      />
    </>
  );
}
