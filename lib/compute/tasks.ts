import { compareCohorts } from "@/lib/maxdiff/compare/compare-cohorts";
import { diagnoseDesign } from "@/lib/maxdiff/design/diagnose-design";
import { type DesignRequest, generateDesign } from "@/lib/maxdiff/design/generate-design";

/**
 * The engine functions that can run in a worker, by name. Input and output are plain data; a task
 * that takes long tells how far it is.
 */
export const tasks = {
  "generate-design": (
    request: Omit<DesignRequest, "onProgress">,
    onProgress: (fraction: number) => void,
  ) => {
    const design = generateDesign({ ...request, onProgress });
    return { design, diagnostics: diagnoseDesign(design, request) };
  },
  "compare-cohorts": (input: Parameters<typeof compareCohorts>[0]) => compareCohorts(input),
};

export type Tasks = typeof tasks;
