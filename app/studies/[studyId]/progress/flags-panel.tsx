import type { ReactNode } from "react";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { exerciseNames } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { countText, figureText, momentText, shortText } from "@/lib/reports/figure-text";
import { flagText } from "@/lib/reports/monitoring/flag-words";
import { FLAG_REASONS, type Flag } from "@/lib/reports/monitoring/quality-flags";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

/** More lines are read in the file. */
const MAX_SHOWN = 100;

/** Who carries a flag and why. Numbers of respondents only: nothing leads to a person. */
export function FlagsPanel({ progress }: { progress: Progress }) {
  const t = translator("progress");
  const { flagged, checked, withoutRlh } = progress;
  const cohortNames = new Map(progress.cohorts.map(({ number, name }) => [number, name]));
  const names = exerciseNames(progress.exercises);
  const newest = flagged
    .toSorted((one, other) => (other.finishedAt ?? 0) - (one.finishedAt ?? 0))
    .slice(0, MAX_SHOWN);
  return (
    <Panel title={t("qualityTitle")} lead={t("qualityLead", { flagged: flagged.length, checked })}>
      {withoutRlh > 0 ? (
        <p className="text-sm text-ink-soft">
          {t("qualityWithoutRlh", { count: withoutRlh, several: String(names.size > 0) })}
        </p>
      ) : null}
      <RulesTable progress={progress} caption={t("qualityTitle")} />
      <h3>{t("flaggedTable")}</h3>
      {flagged.length === 0 ? (
        <p className="text-ink-soft">{t("noFlags")}</p>
      ) : (
        <>
          <div className="max-h-[32rem] overflow-y-auto">
            <DataTable
              caption={t("flaggedTable")}
              columns={[
                { key: "respondent", title: t("respondent") },
                { key: "why", title: t("why") },
              ]}
              rows={newest.map(({ number, externalId, cohortNumber, finishedAt, flags }) => ({
                key: String(number),
                cells: {
                  respondent: (
                    <Headed
                      title={externalId === String(number) ? number : `${number} (${externalId})`}
                    >
                      {cohortNames.get(cohortNumber ?? 0) ?? t("noCohort")}
                      <br />
                      {finishedAt === null ? null : momentText(finishedAt)}
                    </Headed>
                  ),
                  why: (
                    <ul className="grid min-w-24 gap-0.5 wrap-anywhere">
                      {flags
                        .map((flag) => flagText(flag, names))
                        .map((text) => (
                          <li key={text}>{text}</li>
                        ))}
                    </ul>
                  ),
                },
              }))}
            />
          </div>
          {flagged.length > newest.length ? (
            <p className="text-sm text-ink-soft">
              {t("newest", { shown: newest.length, all: flagged.length })}
            </p>
          ) : null}
        </>
      )}
    </Panel>
  );
}

/** What a row is about, and beneath it what a phone has no columns for. */
function Headed({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <>
      {title}
      <span className="block font-normal text-ink-soft">{children}</span>
    </>
  );
}

/** Each rule as it stands, and whom it flagged. */
export function RulesTable({ progress, caption }: { progress: Progress; caption: string }) {
  const t = translator("progress");
  const { byReason, checked } = progress;
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "reason", title: t("reasonAndRule") },
        { key: "interviews", title: t("interviews"), numeric: true },
        { key: "share", title: t("share"), numeric: true },
      ]}
      rows={FLAG_REASONS.map((reason) => ({
        key: reason,
        cells: {
          reason: (
            <Headed title={t(`reason_${reason}`)}>
              {ruleText(reason, progress) ?? t("ruleOff")}
            </Headed>
          ),
          interviews: countText(byReason[reason]),
          share:
            checked === 0 ? "–" : `${figureText((100 * byReason[reason]) / checked, 1)}\u00a0%`,
        },
      }))}
    />
  );
}

function ruleText(
  reason: Flag["reason"],
  { rules, speedLimitMinutes, liningByChance, exercises }: Progress,
): string | null {
  const t = translator("progress");
  const several = String(exercises.length > 1);
  const percent = (value: number) => shortText(100 * value, 1);
  switch (reason) {
    case "straight-lining":
      return rules.straightLining === null
        ? null
        : t("rule_straight-lining", {
            several,
            percent: percent(rules.straightLining),
            chance: String(Number((100 * (liningByChance ?? 1)).toPrecision(1))),
            hasChance: String(liningByChance !== null),
          });
    case "speeding":
      if (rules.speeding === null) return null;
      return speedLimitMinutes === null
        ? t("rule_speeding", { percent: percent(rules.speeding) })
        : t("rule_speedingMinutes", {
            percent: percent(rules.speeding),
            minutes: figureText(speedLimitMinutes, 1),
          });
    case "fit":
      return rules.fit && t("rule_fit", { several, percent: percent(rules.fit.randomCaught) });
    case "gibberish":
      return rules.gibberish ? t("rule_gibberish") : null;
    case "duplicate":
      return rules.duplicates ? t("rule_duplicate", { several }) : null;
  }
}
