import Link from "next/link";
import { pageAccount } from "@/app/_http/current-actor";
import { inPage } from "@/app/_http/in-page";
import { pageNumber, textOf } from "@/app/_http/search-parameters";
import { ActionForm } from "@/app/_ui/action-form";
import { Button } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { SelectField, TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Pager } from "@/app/_ui/pager";
import { Panel } from "@/app/_ui/panel";
import type { Role } from "@/db/schema/accounts";
import { listMembers, type Member } from "@/lib/accounts/members/list-members";
import { MEMBERS_A_PAGE, membersWanted } from "@/lib/accounts/schema";
import { translator } from "@/lib/i18n/translator";
import { add, change, makeLink } from "./actions";
import { LinkForm } from "./member-forms";

const ROLES: readonly Role[] = ["viewer", "researcher", "admin"];
const SORTS = membersWanted.shape.sort.options;

export const metadata = { title: translator("accounts")("members") };

export default async function MembersPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { actor, organisationName } = await pageAccount();
  const asked = await searchParams;
  const search = textOf(asked.search).slice(0, 254);
  const sort = SORTS.find((each) => each === asked.sort) ?? "name";
  const page = pageNumber(asked.page);
  const { members, total } = await inPage((context) =>
    listMembers({ ...context, input: { search, sort, page } }),
  );
  const t = translator("accounts");
  const common = translator("common");
  const words = { saving: common("saving"), errorTitle: common("errorSummaryTitle") };
  const roleOptions = ROLES.map((role) => (
    <option key={role} value={role}>
      {t(`role_${role}`)}
    </option>
  ));
  const stateOf = ({ disabledAt, hasPassword }: Member) => {
    if (disabledAt !== null) return t("memberDisabled");
    return hasPassword ? t("memberActive") : t("memberInvited");
  };
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
      state: stateOf(member),
      change: (
        <details>
          <summary className="link" aria-label={t("changeMemberOf", { name: member.name })}>
            {t("changeMember")}
          </summary>
          <div className="mt-3 grid min-w-48 gap-5">
            <ActionForm
              action={change}
              scope={member.userId}
              submitLook="secondary"
              className="grid gap-3"
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
            {member.disabledAt === null && member.userId !== actor.userId ? (
              <LinkForm
                action={makeLink}
                scope={`link-${member.userId}`}
                submitLook="secondary"
                className="grid gap-3 border-t border-line pt-4"
                words={{
                  ...words,
                  submit: member.hasPassword ? t("makeResetLink") : t("makeInvitationLink"),
                  saved: "",
                }}
              >
                <input type="hidden" name="userId" value={member.userId} />
                <p className="text-sm text-ink-soft">
                  {member.hasPassword ? t("resetLinkHelp") : t("invitationLinkHelp")}
                </p>
              </LinkForm>
            ) : null}
          </div>
        </details>
      ),
    },
  }));
  return (
    <main id="content">
      <PageHeader
        title={t("members")}
        lead={t("membersLead", { organisation: organisationName })}
        action={
          <Link className="link" href="/members/log">
            {t("auditLog")}
          </Link>
        }
      />
      <div className="grid gap-6">
        <Panel title={t("members")} lead={t("roleHelp")}>
          <form className="flex flex-wrap items-end gap-4">
            <TextField name="search" label={t("searchMembers")} defaultValue={search} />
            <SelectField name="sort" label={t("sortMembers")} defaultValue={sort}>
              {SORTS.map((each) => (
                <option key={each} value={each}>
                  {t(`sort_${each}`)}
                </option>
              ))}
            </SelectField>
            <Button type="submit">{t("showMembers")}</Button>
          </form>
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
          <Pager
            label={t("memberPages")}
            page={page}
            perPage={MEMBERS_A_PAGE}
            total={total}
            addressOf={(wanted) =>
              `/members?${new URLSearchParams({ search, sort, page: String(wanted) })}`
            }
          />
        </Panel>
        <Panel title={t("addMember")} lead={t("addMemberLead")}>
          <LinkForm
            action={add}
            className="grid max-w-xl gap-5"
            words={{ ...words, submit: t("addThem"), saved: t("memberAdded") }}
          >
            <TextField name="name" label={t("memberName")} autoComplete="off" required />
            <TextField name="email" type="email" label={t("email")} autoComplete="off" required />
            <SelectField name="role" label={t("memberRole")} defaultValue="viewer">
              {roleOptions}
            </SelectField>
          </LinkForm>
        </Panel>
      </div>
    </main>
  );
}
