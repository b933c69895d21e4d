import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { ButtonLink } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { requireAbility } from "@/lib/auth/actor";
import { translator } from "@/lib/i18n/translator";
import { formWords } from "../form-words";
import { makeStudy } from "./actions";
import { StartChoice } from "./start-choice";

export const metadata = { title: translator("studio")("newTitle") };

export default async function NewStudyPage() {
  await inPage(async ({ actor }) => requireAbility(actor, "edit studies"));
  const t = translator("studio");
  return (
    <main id="content" className="max-w-3xl">
      <PageHeader title={t("newTitle")} lead={t("newLead")} />
      <ActionForm
        action={makeStudy}
        words={formWords(t("create"), t("creating"))}
        footer={
          <ButtonLink href="/studies" look="quiet">
            {translator("common")("cancel")}
          </ButtonLink>
        }
      >
        <TextField
          name="name"
          label={t("newName")}
          hint={t("newNameHint")}
          maxLength={120}
          autoComplete="off"
          required
        />
        <StartChoice />
      </ActionForm>
    </main>
  );
}
