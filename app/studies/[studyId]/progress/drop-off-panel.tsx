import { LineChart } from "@/app/_ui/charts/line-chart";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import { countText, figureText } from "@/lib/reports/figure-text";
import type { ScreenFigures } from "@/lib/reports/monitoring/fieldwork-figures";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

const TICKS = 6;

/** How far people come, screen by screen, and how long each screen takes. */
export function DropOffPanel({ progress }: { progress: Progress }) {
  const t = translator("progress");
  const { screens, cohorts, medianMinutes } = progress;
  if (screens.length === 0) return null;
  const worst = screens.reduce((most, screen) => (screen.left > most.left ? screen : most));
  const step = Math.max(1, Math.ceil(screens.length / TICKS));
  const last = screens.length + 1;
  const complete = screens.at(-1)?.answered ?? 0;
  return (
    <Panel
      title={t("dropTitle")}
      lead={
        medianMinutes === null
          ? t("dropLeadNoTime")
          : t("dropLead", { minutes: figureText(medianMinutes, 1) })
      }
    >
      <LineChart
        label={t("dropTitle")}
        isStep
        lines={[
          {
            number: cohorts.length + 1,
            name: t("dropUnit"),
            note: "",
            points: [
              ...screens.map(({ reached }, index) => ({ x: index + 1, y: reached })),
              { x: last, y: complete },
            ],
          },
        ]}
        xTicks={screens.flatMap((_, index) =>
          index % step === 0 ? [{ x: index + 1, text: String(index + 1) }] : [],
        )}
        xLabel={t("dropAxis")}
        yLabel={t("dropUnit")}
      />
      {worst.left > 0 ? (
        <p className="max-w-[72ch] wrap-anywhere">
          {t("worstScreen", {
            screen: screenTitle(worst, screens.indexOf(worst) + 1),
            left: worst.left,
            reached: worst.reached,
          })}
        </p>
      ) : null}
      <DataTable
        caption={t("dropTitle")}
        columns={[
          { key: "screen", title: t("screen") },
          { key: "reached", title: t("reached"), numeric: true },
          { key: "answered", title: t("answered"), numeric: true },
          { key: "left", title: t("leftHere"), numeric: true },
          { key: "here", title: t("underWayHere"), numeric: true },
          { key: "seconds", title: t("medianSeconds"), numeric: true },
        ]}
        rows={screens.map((screen, index) => ({
          key: screen.name,
          cells: {
            screen: screenTitle(screen, index + 1),
            reached: countText(screen.reached),
            answered: countText(screen.answered),
            left: countText(screen.left),
            here: countText(screen.underWay),
            seconds: screen.medianSeconds === null ? "–" : figureText(screen.medianSeconds, 1),
          },
        }))}
      />
    </Panel>
  );
}

function screenTitle({ name, title, task }: ScreenFigures, place: number): string {
  const t = translator("progress");
  const number = String(place);
  if (task === null) return t("screenTitle", { number, title });
  return name === `task-${task}`
    ? t("task", { number, task: String(task) })
    : t("furtherTask", { number, exercise: title, task: String(task) });
}
