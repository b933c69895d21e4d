import { type Column, DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { countText } from "@/lib/reports/figure-text";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

const STATES = [
  "started",
  "complete",
  "underWay",
  "left",
  "expired",
  "screenedOut",
  "overQuota",
] as const;
const EXITS = ["complete", "screened-out", "over-quota", "quality", "closed"] as const;

/** Where interviews stand and where they were sent, by source. */
export function WherePanel({ progress }: { progress: Progress }) {
  const t = translator("progress");
  const { sources, standing, flagged, onOtherRevisions, isOver } = progress;
  const columns: Column[] = [
    { key: "source", title: t("source") },
    ...STATES.map((state) => ({ key: state, title: t(state), numeric: true })),
    { key: "flagged", title: t("flagged"), numeric: true },
  ];
  const line = (key: string, name: string, own: typeof standing, flags: number) => ({
    key,
    cells: {
      source: name,
      ...Object.fromEntries(STATES.map((state) => [state, countText(own[state])])),
      flagged: countText(flags),
    },
  });
  const hasExits = sources.some(({ exits }) => Object.keys(exits).length > 0);
  return (
    <Panel title={t("whereTitle")} lead={t(isOver ? "whereLeadOver" : "whereLead")}>
      <DataTable
        caption={t("sourcesTable")}
        columns={columns}
        rows={[
          ...sources.map((source, index) =>
            line(`source ${index}`, source.name, source.standing, source.flagged),
          ),
          line("all", t("all"), standing, flagged.length),
        ]}
      />
      {onOtherRevisions > 0 ? (
        <p className="text-sm text-ink-soft">{t("otherRevisions", { count: onOtherRevisions })}</p>
      ) : null}
      {hasExits ? (
        <>
          <h3>{t("exitsTitle")}</h3>
          <p className="text-sm text-ink-soft">{t("exitsLead")}</p>
          <DataTable
            caption={t("exitsTitle")}
            columns={[
              { key: "source", title: t("source") },
              ...EXITS.map((exit) => ({ key: exit, title: t(`exit_${exit}`), numeric: true })),
            ]}
            rows={sources.map(({ name, exits }, index) => ({
              key: `source ${index}`,
              cells: {
                source: name,
                ...Object.fromEntries(EXITS.map((exit) => [exit, countText(exits[exit] ?? 0)])),
              },
            }))}
          />
        </>
      ) : null}
    </Panel>
  );
}
