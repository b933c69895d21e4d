import { notFound } from "next/navigation";
import { ActionForm } from "@/app/_ui/action-form";
import { TextField } from "@/app/_ui/field";
import { SignedOutLayout } from "@/app/_ui/signed-out-layout";
import { database } from "@/db/client";
import { needsSetup } from "@/lib/accounts/set-up-first-admin";
import { translator } from "@/lib/i18n/translator";
import { setUp } from "./actions";

export const metadata = { title: translator("accounts")("setUpTitle") };

export default async function SetUpPage() {
  if (!(await needsSetup(await database()))) notFound();
  const t = translator("accounts");
  return (
    <SignedOutLayout title={t("setUpTitle")} lead={t("setUpLead")}>
      <ActionForm
        action={setUp}
        words={{
          submit: t("setUp"),
          saving: t("settingUp"),
          saved: "",
          errorTitle: translator("common")("errorSummaryTitle"),
        }}
      >
        <TextField name="secret" label={t("setUpSecret")} autoComplete="off" required />
        <TextField name="organisationName" label={t("organisationName")} required />
        <TextField name="name" label={t("yourName")} autoComplete="name" required />
        <TextField name="email" type="email" label={t("email")} autoComplete="username" required />
        <TextField
          name="password"
          type="password"
          label={t("password")}
          hint={t("passwordHint")}
          autoComplete="new-password"
          required
        />
      </ActionForm>
    </SignedOutLayout>
  );
}
