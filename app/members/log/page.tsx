import Link from "next/link";
import { inPage } from "@/app/_http/in-page";
import { pageNumber } from "@/app/_http/search-parameters";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pager } from "@/app/_ui/pager";
import { Panel } from "@/app/_ui/panel";
import { listAuditEntries } from "@/lib/accounts/audit-log/list-audit-entries";
import { AUDIT_ENTRIES_A_PAGE } from "@/lib/accounts/schema";
import { translator } from "@/lib/i18n/translator";
import { zonedTime } from "@/lib/i18n/zoned-time";

export const metadata = { title: translator("accounts")("auditLog") };

export default async function AuditLogPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const page = pageNumber((await searchParams).page);
  const { entries, total } = await inPage((context) =>
    listAuditEntries({ ...context, input: { page } }),
  );
  const t = translator("accounts");
  const rows = entries.map((entry) => ({
    key: String(entry.sequence),
    cells: {
      entry: (
        <>
          {entry.actorName ?? t("auditSystem")}
          <span className="block text-xs font-normal text-ink-soft">
            {zonedTime(entry.at, "UTC")}
            <span className="block">{t("auditNumbered", { number: String(entry.sequence) })}</span>
          </span>
        </>
      ),
      what: (
        <>
          {entry.verb}
          <span className="block text-ink-soft">{entry.subjectType}</span>
          <span className="block font-mono text-xs text-ink-soft wrap-anywhere">
            {entry.subjectId}
          </span>
        </>
      ),
      detail: (
        <ul className="grid min-w-64 gap-1">
          {Object.entries(entry.detail).map(([name, value]) => (
            <li key={name} className="wrap-anywhere">
              {name}: {typeof value === "string" ? value : JSON.stringify(value)}
            </li>
          ))}
        </ul>
      ),
    },
  }));
  return (
    <main id="content">
      <PageHeader
        title={t("auditLog")}
        lead={t("auditLogLead")}
        action={
          <Link className="link" href="/members">
            {t("members")}
          </Link>
        }
      />
      <Panel title={t("auditEntries")} lead={t("auditEntriesLead")}>
        {rows.length > 0 ? (
          <DataTable
            caption={t("auditEntries")}
            columns={[
              { key: "entry", title: t("auditWho") },
              { key: "what", title: t("auditWhat") },
              { key: "detail", title: t("auditDetail") },
            ]}
            rows={rows}
          />
        ) : (
          <EmptyState title={t("auditEmpty")} text={t("auditEmptyText")} />
        )}
        <Pager
          label={t("auditPages")}
          page={page}
          perPage={AUDIT_ENTRIES_A_PAGE}
          total={total}
          addressOf={(wanted) => `/members/log?page=${wanted}`}
        />
      </Panel>
    </main>
  );
}
