import { LineChart } from "@/app/_ui/charts/line-chart";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { countText, momentText } from "@/lib/reports/figure-text";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

/** Three moments stand side by side on a phone. */
const TICKS = 3;

/** Completes per hour, or per day of a longer fieldwork. */
export function RatePanel({ progress }: { progress: Progress }) {
  const { unit, stretches, cohorts } = progress;
  const t = translator("progress");
  const title = t(unit === "hour" ? "rateTitleHour" : "rateTitleDay");
  const whole = stretches.filter(({ isWhole }) => isWhole);
  const rest = stretches.filter(({ isWhole }) => !isWhole);
  // In the first hour there is nothing else to draw.
  const drawn = whole.length > 0 ? whole : rest;
  const step = Math.max(1, Math.ceil((drawn.length - 1) / (TICKS - 1)));
  const ticks = drawn.filter((_, index) => index % step === 0);
  return (
    <Panel title={title}>
      <LineChart
        label={title}
        lines={[
          {
            // Everybody together: no cohort's colour, unless there is only one.
            number: cohorts.length + 1,
            name: title,
            note: "",
            points: drawn.map(({ from, complete }) => ({ x: from, y: complete })),
            hasMarks: drawn.length < 3,
          },
        ]}
        xTicks={ticks.map(({ from }) => ({ x: from, text: shortMoment(from, unit) }))}
        xLabel={t("rateAxis")}
        yLabel={t("rateUnit")}
      />
      {rest.map(({ from, complete }) => (
        <p key={from} className="max-w-[65ch] text-sm text-ink-soft">
          {t("rateUnfinished", {
            unit,
            from: momentText(from),
            complete,
            isDrawn: String(whole.length === 0),
            isOver: String(progress.isOver),
          })}
        </p>
      ))}
      <details>
        <summary className="w-fit text-sm text-accent">{t("rateTable")}</summary>
        <div className="max-h-96 overflow-y-auto pt-2">
          <DataTable
            caption={title}
            columns={[
              { key: "from", title: t("from") },
              { key: "started", title: t("startedInIt"), numeric: true },
              { key: "complete", title: t("complete"), numeric: true },
            ]}
            rows={stretches.map(({ from, started, complete, isWhole }) => ({
              key: String(from),
              cells: {
                from: isWhole ? momentText(from) : t("notOver", { from: momentText(from) }),
                started: countText(started),
                complete: countText(complete),
              },
            }))}
          />
        </div>
      </details>
    </Panel>
  );
}

function shortMoment(moment: number, unit: "hour" | "day"): string {
  const [, month, day, hour] = /^\d+-(\d+)-(\d+)T(\d+)/.exec(new Date(moment).toISOString()) ?? [];
  const date = `${Number(day)} ${MONTHS[Number(month) - 1]}`;
  return unit === "hour" ? `${date} ${hour} h` : date;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
