import { translator } from "@/lib/i18n/translator";
import { momentText } from "../../figure-text";
import type { ReportModel } from "../model/read-report-model";
import type { ReportSection } from "./section";

/** What it takes to make the figures again: the plans, the engine and the state of the data. */
export const method: ReportSection = {
  key: "method",
  about: "those counted",
  read({ report: { run, plans, model }, milliseconds }) {
    if (!run) return [];
    const t = translator("report");
    const text = t("provenance", {
      moment: momentText(run.computedAt),
      engine: run.engine,
      fingerprint: run.fingerprint.slice(0, 12),
      milliseconds,
      kept: String(run.kept),
    });
    const planLines = plans.flatMap(({ revision, hash }) =>
      hash === null ? [] : [{ text: t("planOf", { revision }), code: hash }],
    );
    const blocks = [
      { kind: "provenance" as const, lines: [...planLines, { text }, ...modelLines(model)] },
    ];
    return [{ id: this.key, title: null, blocks }];
  },
};

/** Of the run of hierarchical Bayes that is shown: seed, engine, draws, convergence, and the data it is of. */
function modelLines(model: ReportModel | null): { text: string; code?: string }[] {
  const done = model?.done;
  if (!done) return [];
  const t = translator("report");
  const { diagnostics, likelihood } = done.result;
  const told = {
    moment: momentText(done.finishedAt),
    engine: done.engine,
    seed: String(done.seed),
    likelihood: t(`likelihood_${likelihood}`),
    chains: Number(diagnostics.chains),
    draws: Number(diagnostics.drawsPerChain),
    rhat: Number(diagnostics.rhatMax).toFixed(3),
    essBulk: Math.floor(Number(diagnostics.essBulkMin)),
    essTail: Math.floor(Number(diagnostics.essTailMin)),
    converged: String(diagnostics.converged),
  };
  return [{ text: t("modelProvenance", told) }, { text: t("modelData"), code: done.dataHash }];
}
