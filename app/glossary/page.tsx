import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { GLOSSARY, type GlossaryGroup, type GlossaryTerm } from "@/lib/reports/glossary";

export const metadata = { title: translator("glossary")("title") };

/** The words of studies and reports, explained; each term can be linked to. */
export default function GlossaryPage() {
  const t = translator("glossary");
  const groups = Object.entries(GLOSSARY) as [GlossaryGroup, readonly GlossaryTerm[]][];
  return (
    <main id="content">
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-6">
        {groups.map(([group, terms]) => (
          <Panel key={group} title={t(`group_${group}`)}>
            <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
              {terms.map((term) => (
                <Term key={term} term={term} />
              ))}
            </dl>
          </Panel>
        ))}
      </div>
    </main>
  );
}

function Term({ term }: { term: GlossaryTerm }) {
  const t = translator("glossary");
  return (
    <>
      <dt id={term} className="scroll-mt-4 font-medium target:underline">
        {t(`name_${term}`)}
      </dt>
      <dd className="mb-2 max-w-[72ch]">{t(`text_${term}`)}</dd>
    </>
  );
}
