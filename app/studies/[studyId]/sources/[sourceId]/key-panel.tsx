"use client";

import { useActionState } from "react";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { dropKey, makeKey } from "../actions";

/** Whether a panel's links and exits are signed, and the key at the moment it is made. */
export function KeyPanel({
  studyId,
  sourceId,
  name,
  parameter,
}: {
  studyId: string;
  sourceId: string;
  name: string;
  /** The parameter that carries signatures; null where nothing is signed. */
  parameter: string | null;
}) {
  const t = translator("sources");
  const [state, make, pending] = useActionState(makeKey.bind(null, studyId, sourceId), {
    issues: [],
    savedAt: null,
    secret: null,
  });
  return (
    <Panel title={t("keyTitle")} lead={t("keyLead")}>
      <p>{parameter === null ? t("keyNone") : t("keySet", { parameter })}</p>
      <p className="text-sm text-ink-soft">{t("keyHow")}</p>
      {state.secret && parameter !== null ? (
        <Notice tone="success" title={t("keyShown")}>
          <CopyField
            label={t("key")}
            value={state.secret}
            words={{ copy: t("copy"), copied: t("copied") }}
          />
        </Notice>
      ) : null}
      <form action={make} className="grid max-w-xl gap-4">
        <TextField
          name="parameter"
          label={t("keyParameter")}
          defaultValue={parameter ?? "sig"}
          error={state.issues[0]?.message}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" disabled={pending}>
            {pending ? t("keyMaking") : t(parameter === null ? "keyMake" : "keyMakeOther")}
          </Button>
        </div>
      </form>
      {parameter === null ? null : (
        <div>
          <ConfirmDialog
            action={dropKey.bind(null, studyId, sourceId)}
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
