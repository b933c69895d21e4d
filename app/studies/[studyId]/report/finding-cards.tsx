import { PAGE_PAINTS } from "@/app/_ui/charts/paints";
import { SeriesMark } from "@/app/_ui/charts/series-mark";
import { StudyWords } from "@/app/_ui/study-language";
import { translator } from "@/lib/i18n/translator";
import { countText, decimalsOf, figureText, listText } from "@/lib/reports/figure-text";
import type { FindingCard } from "@/lib/reports/report/causes/finding-cards";
import type { GapTable, GapTableRow } from "@/lib/reports/report/gap-table";
import type { CohortReport } from "@/lib/reports/report/read-cohort-report";

/** The report in short: who answered, then a card a finding, the most important first. */
export function FindingCards({
  report,
  cards,
}: {
  report: CohortReport;
  cards: readonly FindingCard[];
}) {
  const t = translator("causes");
  const [importance] = report.tables;
  return (
    <section className="grid grid-cols-1 gap-3" aria-labelledby="in-short">
      <div className="grid gap-1">
        <h2 id="in-short">{t("cardsTitle")}</h2>
        {importance ? (
          <p className="text-sm text-ink-soft">
            {t("who", {
              counted: report.counted,
              cohorts: listText(
                importance.cohorts.map(({ name, respondents }) =>
                  t("whoCohort", { name, n: countText(respondents) }),
                ),
              ),
            })}{" "}
            {t("cardScale", { scale: translator("report")(`axis_${importance.scale}`) })}
          </p>
        ) : null}
      </div>
      <ul className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        {cards.map((card) => (
          <li
            key={card.key}
            className="grid grid-cols-1 content-start gap-3 rounded-lg border border-line bg-surface p-4 break-inside-avoid"
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <h3 className="min-w-0 break-words">
                {card.items.length > 0 ? <StudyWords>{card.title}</StudyWords> : card.title}
              </h3>
              <p className="text-sm">
                {card.cause ? (
                  <>
                    <span className="font-semibold">{card.cause}</span>
                    <span className="text-ink-soft"> · {card.verdict}</span>
                  </>
                ) : (
                  <span className="text-ink-soft">{card.verdict}</span>
                )}
              </p>
            </div>
            {importance
              ? card.items.flatMap((item) => {
                  const row = importance.rows.find((candidate) => candidate.number === item);
                  return row ? [<Dumbbell key={item} table={importance} row={row} />] : [];
                })
              : null}
            <p className="text-sm">{card.sentence}</p>
            {card.why?.to ? (
              <p className="text-sm">
                <a href={`#${card.why.to}`} aria-label={`${card.why.text}: ${card.title}`}>
                  {card.why.text}
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const WIDTH = 240;
const HEIGHT = 22;
const EDGE = 10;

/** Where the cohorts stand on one item, as the chart below shows it, small. */
function Dumbbell({ table, row }: { table: GapTable; row: GapTableRow }) {
  const t = translator("causes");
  const [from, to] = row.figures;
  if (!from || !to) return null;
  const values = table.rows.flatMap(({ figures }) =>
    figures.flatMap((figure) => (figure ? [figure.value] : [])),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (value: number) => EDGE + ((value - low) / (high - low || 1)) * (WIDTH - 2 * EDGE);
  const decimals = decimalsOf(table.scale);
  const said = t("cardGap", {
    from: table.cohorts[0].name,
    fromValue: figureText(from.value, decimals),
    to: table.cohorts[1].name,
    toValue: figureText(to.value, decimals),
    label: row.label,
  });
  return (
    <figure className="grid gap-0.5">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="h-auto w-full max-w-80"
        role="img"
        aria-label={said}
      >
        <line
          x1={EDGE}
          x2={WIDTH - EDGE}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke={PAGE_PAINTS.line}
        />
        <line
          x1={x(from.value)}
          x2={x(to.value)}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke={PAGE_PAINTS.strong}
          strokeWidth={2}
        />
        {[from, to].map((figure, index) => (
          <g
            key={table.cohorts[index].number}
            transform={`translate(${x(figure.value)} ${HEIGHT / 2})`}
          >
            <SeriesMark number={table.cohorts[index].number} paints={PAGE_PAINTS} />
          </g>
        ))}
      </svg>
      <figcaption className="text-xs text-ink-soft" aria-hidden="true">
        {said}
      </figcaption>
    </figure>
  );
}
