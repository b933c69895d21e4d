import { redirect } from "next/navigation";
import { currentAccount } from "@/app/_http/current-actor";
import { wayBack } from "@/app/_http/way-back";
import { SignedOutLayout } from "@/app/_ui/signed-out-layout";
import { errorText, translator } from "@/lib/i18n/translator";
import { SignInForm } from "./sign-in-form";

export const metadata = { title: translator("accounts")("signInTitle") };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = wayBack((await searchParams).next);
  if (await currentAccount()) redirect(next);
  const t = translator("accounts");
  return (
    <SignedOutLayout title={t("signInTitle")}>
      <SignInForm
        next={next}
        words={{
          email: t("email"),
          password: t("password"),
          signIn: t("signIn"),
          signingIn: t("signingIn"),
          errorTitle: translator("common")("errorSummaryTitle"),
          wrongCredentials: errorText("wrongCredentials"),
          tooManyAttempts: errorText("tooManyAttempts", { seconds: 10 }),
          unavailable: errorText("unavailable"),
          unexpected: errorText("unexpected"),
        }}
      />
    </SignedOutLayout>
  );
}
