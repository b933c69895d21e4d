import { inPage } from "@/app/_http/in-page";
import { ActionForm } from "@/app/_ui/action-form";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { translator } from "@/lib/i18n/translator";
import { editSnapshot } from "@/lib/studies/draft/edit-snapshot";
import { quotaParts } from "@/lib/studies/draft/edited-parts";
import { listQuotas } from "@/lib/studies/quotas/list-quotas";
import { formWords } from "../../form-words";
import { PartGate } from "../part-gate";
import { editedStudy } from "../study";
import { save } from "./actions";
import { QuotaFields } from "./quota-fields";

export const metadata = { title: translator("quotas")("title") };

export default async function QuotasPage({ params }: { params: Promise<{ studyId: string }> }) {
  const { studyId } = await params;
  const page = await editedStudy(studyId);
  const { study } = page;
  const list = await inPage(({ actor, db }) => listQuotas({ db, actor, input: { studyId } }));
  const t = translator("quotas");
  const isClosed = study.state === "closed";
  const fields = <QuotaFields list={list} isClosed={isClosed} />;
  return (
    <main id="content">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="mb-6 empty:hidden">
        <PartGate page={page} part="quotas" />
      </div>
      {isClosed ? (
        <div className="grid grid-cols-1 gap-6">
          <Notice>{t("closed")}</Notice>
          {fields}
        </div>
      ) : (
        <ActionForm
          action={save.bind(null, studyId)}
          words={formWords(t("save"), t("saving"), t("saved"))}
          keepsInReach
          seen={editSnapshot(quotaParts(list.quotas))}
        >
          {fields}
        </ActionForm>
      )}
    </main>
  );
}
