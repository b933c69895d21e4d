import { wordsIn } from "./words";

/** What is counted while points are given, or items chosen. */
export interface Counting {
  readonly format: "constant-sum" | "top-n";
  readonly total: number;
  readonly topN: number;
}

/** What the script counts while points are given; hidden without it, when it could not keep up. */
export function RunningTotal({ locale, counting }: { locale: string; counting: Counting }) {
  const { say } = wordsIn(locale);
  const { format, total, topN } = counting;
  // {off} and {count} are filled in by the script.
  const words =
    format === "top-n"
      ? { "data-needed": topN, "data-chosen": say("chosenOf", { count: "{count}", needed: topN }) }
      : {
          "data-total": total,
          "data-left": say("left", { off: "{off}" }),
          "data-over": say("over", { off: "{off}" }),
          "data-exact": say("exact"),
        };
  return (
    <p className="total" id="total" hidden {...words}>
      {format === "top-n" ? (
        <b className="figure" />
      ) : (
        <>
          {say("total")} <b className="figure">0</b> {say("totalOf", { total })}{" "}
          <span className="off" />
        </>
      )}
    </p>
  );
}
