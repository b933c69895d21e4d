"use client";

import { ActionForm } from "@/app/_ui/action-form";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import type { ListedSource } from "@/lib/studies/sources/list-sources";
import { formWords } from "../../../form-words";
import { dropKey, makeKey } from "../actions";

/** Whether a panel's links and exits are signed, and the key at the moment it is made. */
export function KeyPanel({ studyId, source }: { studyId: string; source: ListedSource }) {
  const t = translator("sources");
  const { id, name, signedBy: parameter, keySeen } = source;
  return (
    <Panel title={t("keyTitle")} lead={t("keyLead")}>
      <p>{parameter === null ? t("keyNone") : t("keySet", { parameter })}</p>
      <p className="text-sm text-ink-soft">{t("keyHow")}</p>
      <ActionForm
        action={makeKey.bind(null, studyId, id)}
        words={formWords(t(parameter === null ? "keyMake" : "keyMakeOther"), t("keyMaking"))}
        submitLook="secondary"
        className="grid max-w-xl gap-4"
        scope="key"
        seen={keySeen}
        outcome={({ secret }) =>
          secret && parameter !== null ? (
            <Notice tone="success" title={t("keyShown")}>
              <CopyField
                label={t("key")}
                value={secret}
                words={{ copy: t("copy"), copied: t("copied") }}
              />
            </Notice>
          ) : null
        }
      >
        <TextField
          name="parameter"
          label={t("keyParameter")}
          defaultValue={parameter ?? "sig"}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          required
        />
      </ActionForm>
      {parameter === null ? null : (
        <div>
          <ConfirmDialog
            action={dropKey.bind(null, studyId, id, keySeen)}
            words={{
              open: t("keyDrop"),
              title: t("keyDropTitle", { name }),
              confirm: t("keyDrop"),
              confirming: t("keyDropping"),
              cancel: translator("common")("cancel"),
            }}
          >
            <p>{t("keyDropText")}</p>
          </ConfirmDialog>
        </div>
      )}
    </Panel>
  );
}
