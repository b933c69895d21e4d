import { type Column, DataTable } from "@/app/_ui/data-table";
import { exerciseNames } from "@/lib/analysis/study-data/exercise-names";
import { translator } from "@/lib/i18n/translator";
import { anyBelow } from "@/lib/maxdiff/quality/rlh-cutoff";
import { shortText } from "@/lib/reports/figure-text";
import type { Progress } from "@/lib/reports/monitoring/read-progress";

const STRENGTHS = ["weak", "moderate", "strong", "very strong"];

/** Both errors of the cut-off on RLH, simulated for the design of each exercise. */
export function CutoffCost({ progress: { cutoffs, exercises } }: { progress: Progress }) {
  const names = exerciseNames(exercises);
  const simulated = exercises.flatMap(({ key }) => {
    const cutoff = cutoffs.get(key);
    return cutoff ? [{ key, cutoff, ...named(names.get(key)) }] : [];
  });
  if (simulated.length === 0) return null;
  const t = translator("progress");
  const several = String(simulated.length > 1);
  const columns: Column[] = simulated.map(({ key, exercise, isNamed }) => ({
    key,
    title: t("cutoffFlagged", { exercise, isNamed }),
    numeric: true,
  }));
  const errors = simulated.map(({ key, cutoff: { randomPassed, sincere } }) => ({
    key,
    randomPassed,
    sincere,
  }));
  if (simulated.length > 1) {
    columns.push({ key: ANY, title: t("cutoffAny"), numeric: true });
    errors.push({ key: ANY, ...anyBelow(simulated.map(({ cutoff }) => cutoff)) });
  }
  const cells = (of: (each: (typeof errors)[number]) => number) =>
    Object.fromEntries(errors.map((each) => [each.key, shortText(of(each), 1)]));
  return (
    <section className="grid gap-2">
      <h3>{t("cutoffTitle")}</h3>
      <div className="grid max-w-[72ch] gap-1 text-sm text-ink-soft wrap-anywhere">
        <p>{t("cutoffLead", { several })}</p>
        {simulated.map(({ key, exercise, isNamed, cutoff: { cutoff, chance } }) => (
          <p key={key}>
            {t("cutoffFigures", {
              ...{ exercise, isNamed },
              cutoff: cutoff.toFixed(3),
              chance: chance.toFixed(3),
            })}
          </p>
        ))}
      </div>
      <DataTable
        caption={t("cutoffTitle")}
        columns={[{ key: "who", title: t("cutoffWho", { several }) }, ...columns]}
        rows={[
          {
            key: "random",
            cells: {
              who: t("cutoffRandom"),
              ...cells(({ randomPassed }) => 100 - randomPassed),
            },
          },
          ...simulated[0].cutoff.sincere.map(({ spread }, index) => ({
            key: String(spread),
            cells: {
              who: t("cutoffSincere", { strength: STRENGTHS[index], value: String(spread) }),
              ...cells(({ sincere }) => sincere[index].flagged),
            },
          })),
        ]}
      />
    </section>
  );
}

/** No exercise has a key like this. */
const ANY = "at least one";

function named(exercise: string | undefined) {
  return { exercise: exercise ?? "", isNamed: String(exercise !== undefined) };
}
