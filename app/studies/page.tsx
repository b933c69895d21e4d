import Link from "next/link";
import { inPage } from "@/app/_http/in-page";
import { ButtonLink } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed } from "@/lib/auth/actor";
import { translator } from "@/lib/i18n/translator";
import { countText, momentText } from "@/lib/reports/figure-text";
import { type ListedStudy, listStudies } from "@/lib/studies/lifecycle/list-studies";
import { StateBadge } from "./state-badge";

export const metadata = { title: translator("studio")("listTitle") };

export default async function StudiesPage() {
  const { studies, canEdit } = await inPage(async ({ actor, db }) => ({
    studies: await listStudies({ db, actor }),
    canEdit: isAllowed(actor, "edit studies"),
  }));
  const t = translator("studio");
  const createStudyInput = canEdit ? (
    <ButtonLink href="/studies/new" look="primary">
      {t("createStudyInput")}
    </ButtonLink>
  ) : undefined;
  return (
    <main id="content">
      <PageHeader
        title={t("listTitle")}
        lead={t(canEdit ? "listLead" : "listLeadViewer")}
        action={studies.length > 0 ? createStudyInput : undefined}
      />
      {studies.length === 0 ? (
        <EmptyState
          title={t("listEmptyTitle")}
          text={t(canEdit ? "listEmptyText" : "listEmptyViewerText")}
          action={createStudyInput}
        />
      ) : (
        <section className="rounded-lg border border-line bg-surface p-5 sm:p-6">
          <StudyTable studies={studies} canEdit={canEdit} />
        </section>
      )}
    </main>
  );
}

function StudyTable({ studies, canEdit }: { studies: readonly ListedStudy[]; canEdit: boolean }) {
  const t = translator("studio");
  return (
    <DataTable
      caption={t("listTitle")}
      columns={[
        { key: "study", title: t("columnStudy") },
        { key: "state", title: t("columnState") },
        { key: "cohorts", title: t("columnCohorts") },
        { key: "completes", title: t("columnCompletes"), numeric: true },
        { key: "updated", title: t("columnUpdated"), numeric: true },
      ]}
      rows={studies.map((study) => ({
        key: study.id,
        cells: {
          study: (
            <Link
              className="link text-base"
              href={canEdit ? `/studies/${study.id}` : `/studies/${study.id}/report`}
            >
              {study.name}
            </Link>
          ),
          state: <StateBadge study={study} />,
          cohorts: study.cohorts.length > 0 ? study.cohorts.join(", ") : t("none"),
          completes: countText(study.completes),
          updated: <span className="whitespace-nowrap">{momentText(study.updatedAt)}</span>,
        },
      }))}
    />
  );
}
