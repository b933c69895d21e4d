import { ActionForm } from "@/app/_ui/action-form";
import { TextField } from "@/app/_ui/field";
import { SignedOutLayout } from "@/app/_ui/signed-out-layout";
import { database } from "@/db/client";
import { readPasswordLink } from "@/lib/accounts/passwords/read-password-link";
import { NotFound } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import { setPassword } from "./actions";

export const metadata = { title: translator("accounts")("choosePassword") };

/** Where an invitation or a reset leads: its person chooses a password, once. */
export default async function PasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = translator("accounts");
  const account = await readPasswordLink({ db: await database(), token }).catch(
    (error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    },
  );
  if (!account) return <SignedOutLayout title={t("linkOver")} lead={t("linkOverLead")} />;
  return (
    <SignedOutLayout
      title={t("choosePassword")}
      lead={t("choosePasswordLead", { name: account.name, email: account.email })}
    >
      <ActionForm
        action={setPassword.bind(null, token)}
        words={{
          submit: t("setPassword"),
          saving: translator("common")("saving"),
          saved: "",
          errorTitle: translator("common")("errorSummaryTitle"),
        }}
      >
        <input
          type="email"
          name="email"
          value={account.email}
          autoComplete="username"
          readOnly
          hidden
        />
        <TextField
          name="password"
          type="password"
          label={t("newPassword")}
          hint={t("passwordHint")}
          autoComplete="new-password"
          required
        />
      </ActionForm>
    </SignedOutLayout>
  );
}
