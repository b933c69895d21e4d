import { inPage } from "@/app/_http/in-page";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { CopyField } from "@/app/_ui/copy-field";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { errorText, translator } from "@/lib/i18n/translator";
import { type TriedExit, tryExits } from "@/lib/studies/sources/try-exits";
import { editedStudy } from "../../../study";
import { studyLink } from "../../../study-link";
import { BackToSources } from "../../back-to-sources";
import { readPanel } from "../../read-panel";

interface Context {
  params: Promise<{ studyId: string; sourceId: string }>;
  searchParams: Promise<{ id?: string | string[] }>;
}

export async function generateMetadata({ params }: Context) {
  const { studyId, sourceId } = await params;
  const { name } = await readPanel(studyId, sourceId);
  return { title: translator("sources")("exitsPageTitle", { name }) };
}

export default async function ExitsPage({ params, searchParams }: Context) {
  const { studyId, sourceId } = await params;
  const { study } = await editedStudy(studyId);
  const source = await readPanel(studyId, sourceId);
  const { id: asked } = await searchParams;
  const panelId = (typeof asked === "string" && asked.slice(0, 200)) || "TEST-1234";
  const { exits, entry } = await inPage(({ actor, db }) =>
    tryExits({ db, actor, input: { studyId, sourceId, panelId } }),
  );
  const t = translator("sources");
  const link = `${studyLink(study.slug, source.code)}&${new URLSearchParams(entry)}`;
  return (
    <main id="content">
      <BackToSources studyId={studyId} />
      <PageHeader title={t("exitsPageTitle", { name: source.name })} lead={t("exitsPageLead")} />
      <div className="grid grid-cols-1 gap-6">
        <Panel title={t("tryWith")}>
          <form className="flex max-w-xl flex-wrap items-end gap-3">
            <div className="min-w-40 flex-1">
              <TextField
                name="id"
                label={t("sampleId")}
                defaultValue={panelId}
                maxLength={200}
                autoComplete="off"
                spellCheck={false}
                required
              />
            </div>
            <Button type="submit">{t("tryIt")}</Button>
          </form>
          <CopyField
            label={t(entry.length > 1 ? "entrySigned" : "entryPlain")}
            value={link}
            words={{ copy: t("copy"), copied: t("copied") }}
          />
        </Panel>
        <Panel title={t("exitsTitle")}>
          <ul className="grid grid-cols-1 gap-4">
            {exits.map((exit) => (
              <Exit key={exit.name} exit={exit} />
            ))}
          </ul>
        </Panel>
      </div>
    </main>
  );
}

function Exit({ exit }: { exit: TriedExit }) {
  const t = translator("sources");
  const name = t(`exit_${exit.name}`);
  return (
    <li className="grid grid-cols-1 gap-2 border-b border-line pb-4 last:border-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3>{name}</h3>
        <Verdict exit={exit} />
      </div>
      {exit.fault ? (
        <p className="text-sm text-danger">{errorText(exit.fault, { host: "" })}</p>
      ) : null}
      {exit.address ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <code className="min-w-0 break-all text-sm">{exit.address}</code>
          <a
            className="link inline-flex min-h-10 items-center"
            href={exit.address}
            target="_blank"
            rel="noreferrer"
            aria-label={t("openExitOf", { name })}
          >
            {t("openExit")}
          </a>
        </div>
      ) : null}
    </li>
  );
}

function Verdict({ exit: { address, carriesId } }: { exit: TriedExit }) {
  const t = translator("sources");
  if (address === null) return <Badge tone="warning">{t("exitUnset")}</Badge>;
  return carriesId ? (
    <Badge tone="success">{t("exitReady")}</Badge>
  ) : (
    <Badge tone="accent">{t("exitNoId")}</Badge>
  );
}
