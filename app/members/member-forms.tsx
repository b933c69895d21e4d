"use client";

import type { ComponentProps, ReactNode } from "react";
import { ActionForm } from "@/app/_ui/action-form";
import { CopyField } from "@/app/_ui/copy-field";
import { Notice } from "@/app/_ui/notice";
import { translator } from "@/lib/i18n/translator";

/** A form whose action makes a link by which somebody chooses a password, shown this once. */
export function LinkForm({
  children,
  ...form
}: Omit<ComponentProps<typeof ActionForm>, "outcome"> & { children: ReactNode }) {
  const t = translator("accounts");
  return (
    <ActionForm
      {...form}
      outcome={({ secret }) =>
        secret ? (
          <Notice tone="success" title={t("linkMade")}>
            <CopyField
              label={t("passwordLink")}
              value={secret}
              words={{ copy: t("copy"), copied: t("copied") }}
            />
          </Notice>
        ) : null
      }
    >
      {children}
    </ActionForm>
  );
}
