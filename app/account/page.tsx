import { currentAccount, pageAccount } from "@/app/_http/current-actor";
import { inPage } from "@/app/_http/in-page";
import { ActionButton } from "@/app/_ui/action-button";
import { ActionForm } from "@/app/_ui/action-form";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { DataTable } from "@/app/_ui/data-table";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { listSessions } from "@/lib/accounts/sessions/list-sessions";
import { translator } from "@/lib/i18n/translator";
import { zonedTime } from "@/lib/i18n/zoned-time";
import { change, end, endEverywhere } from "./actions";

export const metadata = { title: translator("accounts")("yourAccount") };

export default async function AccountPage() {
  const { email } = await pageAccount();
  const own = (await currentAccount())?.session.id;
  const sessions = await inPage((context) => listSessions(context));
  const t = translator("accounts");
  const common = translator("common");
  const rows = sessions.map((session) => {
    const device = session.device ?? t("unknownDevice");
    return {
      key: session.id,
      cells: {
        device: session.id === own ? t("thisDevice", { device }) : device,
        since: zonedTime(session.createdAt, "UTC"),
        seen: zonedTime(session.seenAt, "UTC"),
        ends: zonedTime(session.endsAt, "UTC"),
        end:
          session.id === own ? null : (
            <ActionButton action={end.bind(null, session.id)} label={t("endSessionOn", { device })}>
              {t("endSession")}
            </ActionButton>
          ),
      },
    };
  });
  return (
    <main id="content">
      <PageHeader title={t("yourAccount")} lead={email} />
      <div className="grid gap-6">
        <Panel
          title={t("sessions")}
          lead={t("sessionsLead")}
          action={
            <ConfirmDialog
              words={{
                open: t("endEverywhere"),
                title: t("endEverywhereTitle"),
                confirm: t("endEverywhere"),
                confirming: t("endingEverywhere"),
                cancel: common("cancel"),
              }}
              action={endEverywhere}
            >
              <p>{t("endEverywhereText", { count: sessions.length })}</p>
            </ConfirmDialog>
          }
        >
          <DataTable
            caption={t("sessions")}
            columns={[
              { key: "device", title: t("device") },
              { key: "since", title: t("signedInSince") },
              { key: "seen", title: t("lastUsed") },
              { key: "ends", title: t("endsAt") },
              { key: "end", title: t("endSession") },
            ]}
            rows={rows}
          />
        </Panel>
        <Panel title={t("changePassword")} lead={t("changePasswordLead")}>
          <ActionForm
            action={change}
            className="grid max-w-xl gap-5"
            words={{
              submit: t("changePassword"),
              saving: common("saving"),
              saved: t("passwordChanged"),
              errorTitle: common("errorSummaryTitle"),
            }}
          >
            <TextField
              name="current"
              type="password"
              label={t("currentPassword")}
              autoComplete="current-password"
              required
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
        </Panel>
      </div>
    </main>
  );
}
