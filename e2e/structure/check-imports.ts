/**
 * Holds the direction of imports: app → lib → db, and inside lib the rooms in their order. It says
 * how many modules it saw, and fails when it saw too few to have looked at the whole house.
 */
import path from "node:path";
import { cruise, type IForbiddenRuleType } from "dependency-cruiser";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MIN_MODULES = 350;

/** From one place, only these others (besides itself and packages) may be reached. */
function only(from: string, reachable: string[]): IForbiddenRuleType {
  return {
    name: `${from} reaches ${reachable.join(", ") || "nothing else"} only`,
    severity: "error",
    from: { path: `^${from}`, pathNot: "\\.(spec|bench)\\.tsx?$|/testing\\.ts$" },
    to: {
      path: "^(app|lib|db|e2e)/",
      pathNot: [from, ...reachable].map((place) => `^${place}`).join("|"),
    },
  };
}

const SHARED = [
  "lib/auth/",
  "lib/i18n/",
  "lib/panels/",
  "lib/translations/",
  "lib/errors",
  "lib/log",
  "lib/keep-newest",
  "lib/env",
  "lib/steady-clock",
];
const ENGINE = ["lib/charts/", "lib/compute/", "lib/files/", "lib/maxdiff/", "lib/stats/"];
const BELOW_VERBS = [...SHARED, ...ENGINE, "lib/analysis/", "lib/questionnaire/", "db/"];
const VERB_ROOMS = ["lib/accounts/", "lib/studies/", "lib/fielding/", "lib/reports/"];

const TESTS = /\.(spec|bench)\.tsx?$|\/testing\.ts$/;

/**
 * Pairs of folders, at the level where their paths part, of which each imports the other: files that
 * lie in a folder count as one place beside its inner folders.
 */
function twoWayPairs(imports: readonly { from: string; to: string }[]): string[] {
  const arrows = new Map<string, string>();
  for (const { from, to } of imports) {
    const [one, other] = partedFolders(path.posix.dirname(from), path.posix.dirname(to));
    if (one !== other) arrows.set(`${one} → ${other}`, `${from} → ${to}`);
  }
  return [...arrows].flatMap(([arrow, example]) => {
    const [one, other] = arrow.split(" → ");
    const back = one < other ? arrows.get(`${other} → ${one}`) : undefined;
    return back === undefined ? [] : [`${one}, ${other}: ${example}; ${back}`];
  });
}

function partedFolders(from: string, to: string): [string, string] {
  const [one, other] = [from.split("/"), to.split("/")];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  const upTo = (parts: readonly string[]) =>
    shared < parts.length ? parts.slice(0, shared + 1).join("/") : `${parts.join("/")}/.`;
  return [upTo(one), upTo(other)];
}

const rules: IForbiddenRuleType[] = [
  only("db/", []),
  only("lib/stats/", []),
  only("lib/maxdiff/", ["lib/stats/"]),
  only("lib/compute/", ["lib/maxdiff/", "lib/stats/"]),
  only("lib/files/", ["lib/errors", "lib/i18n/"]),
  only("lib/charts/", []),
  only("lib/i18n/", []),
  only("lib/panels/", ["db/schema/", "lib/i18n/"]),
  only("lib/translations/", ["db/", "lib/errors", "lib/files/", "lib/questionnaire/"]),
  only("lib/mail/", []),
  only("lib/auth/", ["db/", "lib/env", "lib/errors", "lib/i18n/", "lib/log"]),
  only("lib/questionnaire/", ["lib/stats/", "lib/i18n/", "lib/errors", "db/schema/"]),
  only("lib/analysis/", [...SHARED, ...ENGINE, "lib/questionnaire/", "db/"]),
  ...VERB_ROOMS.map((room) => only(room, BELOW_VERBS)),
  only("lib/jobs/", [...VERB_ROOMS, ...BELOW_VERBS, "lib/mail/"]),
  only("lib/cli/", [...VERB_ROOMS, ...BELOW_VERBS, "lib/jobs/"]),
  only("app/_ui/", ["lib/charts/", "lib/i18n/", "app/_http/action"]),
  {
    name: "nothing reaches into app",
    severity: "error",
    from: { pathNot: "^(app|e2e)/|^instrumentation|^proxy" },
    to: { path: "^app/" },
  },
  {
    name: "product code does not lean on tests",
    severity: "error",
    from: { path: "^(app|lib|db)/", pathNot: "\\.(spec|bench)\\.tsx?$|/testing\\.ts$|/fixtures/" },
    to: { path: "\\.(spec|bench)\\.tsx?$|/testing\\.ts$|^e2e/" },
  },
  { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
];

const { output } = await cruise(
  ["app", "lib", "db"],
  {
    baseDir: ROOT,
    ruleSet: { forbidden: rules },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "db/migrations" },
  },
  { alias: { "@": ROOT }, extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"] },
);
if (typeof output === "string") throw new Error(output);

const seen = output.modules.filter((module) => /^(app|lib|db)\/.*\.tsx?$/.test(module.source));
const internal = seen.flatMap((module) =>
  module.dependencies.filter((dependency) => /^(app|lib|db)\//.test(dependency.resolved)),
);
const lost = seen.flatMap((module) =>
  module.dependencies
    .filter((dependency) => dependency.couldNotResolve && /^[@.]\.?\//.test(dependency.module))
    .map((dependency) => `${module.source}: ${dependency.module}`),
);
console.log(`Saw ${seen.length} modules and ${internal.length} imports between them.`);
if (seen.length < MIN_MODULES || internal.length < seen.length) {
  throw new Error(`That is not the whole house: at least ${MIN_MODULES} modules are expected.`);
}
if (lost.length > 0) throw new Error(`Imports that lead nowhere:\n${lost.join("\n")}`);
const twoWay = twoWayPairs(
  seen
    .filter((module) => !TESTS.test(module.source))
    .flatMap((module) =>
      module.dependencies
        .filter(({ resolved }) => /^(app|lib|db)\//.test(resolved) && !TESTS.test(resolved))
        .map(({ resolved }) => ({ from: module.source, to: resolved })),
    ),
);
if (twoWay.length > 0) {
  throw new Error(`Folders that import each other:\n${twoWay.join("\n")}`);
}
const violations = output.summary.violations.map(
  (violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`,
);
if (violations.length > 0) {
  console.error(violations.join("\n"));
  process.exit(1);
}
