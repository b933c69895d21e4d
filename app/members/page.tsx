import { pageAccount } from "@/app/_http/current-actor";
import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { DataTable } from "@/app/_ui/data-table";
import { SelectField, TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import type { Role } from "@/db/schema/accounts";
import { listMembers } from "@/lib/accounts/list-members";
import { translator } from "@/lib/i18n/translator";
import { add, change } from "./actions";

const ROLES: readonly Role[] = ["viewer", "researcher", "admin"];

export const metadata = { title: translator("accounts")("members") };

export default async function MembersPage() {
  const { actor, organisationName } = await pageAccount();
  const members = await inPage((context) => listMembers(context));
  const t = translator("accounts");
  const common = translator("common");
  const words = { saving: common("saving"), errorTitle: common("errorSummaryTitle") };
  const roleOptions = ROLES.map((role) => (
    <option key={role} value={role}>
      {t(`role_${role}`)}
    </option>
  ));
  const rows = members.map((member) => ({
    key: member.userId,
    cells: {
      name: (
        <>
          {member.userId === actor.userId ? t("you", { name: member.name }) : member.name}
          <span className="block font-normal text-ink-soft">{member.email}</span>
        </>
      ),
      role: t(`role_${member.role}`),
      state: member.disabledAt === null ? t("memberActive") : t("memberDisabled"),
      change: (
        <details>
          <summary className="link" aria-label={t("changeMemberOf", { name: member.name })}>
            {t("changeMember")}
          </summary>
          <ActionForm
            action={change}
            scope={member.userId}
            submitLook="secondary"
            className="mt-3 grid min-w-48 gap-3"
            words={{ ...words, submit: common("save"), saved: t("changesSaved") }}
          >
            <input type="hidden" name="userId" value={member.userId} />
            <SelectField name="role" label={t("memberRole")} defaultValue={member.role}>
              {roleOptions}
            </SelectField>
            <label className="flex items-center gap-2">
              <input type="checkbox" name="enabled" defaultChecked={member.disabledAt === null} />
              {t("accountWorks")}
            </label>
          </ActionForm>
        </details>
      ),
    },
  }));
  return (
    <main id="content">
      <PageHeader
        title={t("members")}
        lead={t("membersLead", { organisation: organisationName })}
      />
      <div className="grid gap-6">
        <Panel title={t("members")} lead={t("roleHelp")}>
          <DataTable
            caption={t("members")}
            columns={[
              { key: "name", title: t("memberName") },
              { key: "role", title: t("memberRole") },
              { key: "state", title: t("memberState") },
              { key: "change", title: t("changeMember") },
            ]}
            rows={rows}
          />
        </Panel>
        <Panel title={t("addMember")} lead={t("addMemberLead")}>
          <ActionForm
            action={add}
            className="grid max-w-xl gap-5"
            words={{ ...words, submit: t("addThem"), saved: t("memberAdded") }}
          >
            <TextField name="name" label={t("memberName")} autoComplete="off" required />
            <TextField name="email" type="email" label={t("email")} autoComplete="off" required />
            <TextField
              name="password"
              type="password"
              label={t("password")}
              hint={t("passwordHint")}
              autoComplete="new-password"
              required
            />
            <SelectField name="role" label={t("memberRole")} defaultValue="viewer">
              {roleOptions}
            </SelectField>
          </ActionForm>
        </Panel>
      </div>
    </main>
  );
}
