import { describe, expect, it } from "vitest";
import type { RevisionContent } from "@/db/queries/revision-content";
import type { QuestionSettings } from "@/db/schema/study-content";
import type { Design } from "@/lib/maxdiff/design/design";
import { diagnoseDesign } from "@/lib/maxdiff/design/diagnose-design";
import { generateDesign } from "@/lib/maxdiff/design/generate-design";
import { pmoCapabilities } from "../templates/pmo-capabilities";
import { gateText } from "./gate-text";
import { launchGate } from "./launch-gate";

const SIZE = { itemCount: 13, itemsPerTask: 4, taskCount: 13, versionCount: 30, seed: 1 };
const DESIGN = generateDesign(SIZE);

/** The template as a revision with a design, ready to launch. */
function ready(): RevisionContent {
  const revision = {
    id: "r",
    studyId: "s",
    number: 1,
    frozenAt: null,
    planHash: null,
    wordMeanings: null,
    suspectPairs: [...(pmoCapabilities.suspectPairs ?? [])],
    texts: { ...pmoCapabilities.texts },
    designSettings: {
      ...pmoCapabilities.designSettings,
      versionCount: SIZE.versionCount,
      seed: SIZE.seed,
    },
    locales: null,
    monitoring: null,
    note: null,
    createdAt: 0,
  };
  const question: QuestionSettings = {
    type: "single",
    text: "Who are you?",
    hint: "",
    required: true,
    namesCohort: true,
    options: [
      { id: "a", label: "A", outcome: { kind: "cohort", cohortId: "one" } },
      { id: "b", label: "B", outcome: { kind: "cohort", cohortId: "two" } },
      { id: "c", label: "C", outcome: { kind: "screened-out" } },
    ],
  };
  const allocation = {
    format: "constant-sum" as const,
    tense: "now" as const,
    text: "Divide",
    hint: "",
    total: 100,
    topN: 3,
  };
  const screen = { revisionId: "r", showWhen: null };
  return {
    revision,
    items: pmoCapabilities.items.map((item, index) => ({
      ...item,
      number: index + 1,
      position: index + 1,
    })),
    cohorts: [
      { id: "one", studyId: "s", number: 1, name: "One" },
      { id: "two", studyId: "s", number: 2, name: "Two" },
    ],
    screens: [
      { ...screen, id: "1", key: "role", position: 1, kind: "question", settings: question },
      {
        ...screen,
        id: "2",
        key: "choices",
        position: 2,
        kind: "exercise",
        settings: { type: "maxdiff" },
      },
      { ...screen, id: "3", key: "now", position: 3, kind: "allocation", settings: allocation },
    ],
    lists: [],
    designs: [stored(DESIGN)],
    translations: [],
  };
}

function stored(design: Design): RevisionContent["designs"][number] {
  return {
    id: "d",
    revisionId: "r",
    exercise: "choices",
    origin: "generated",
    seed: SIZE.seed,
    engine: "test",
    itemsPerTask: design.itemsPerTask,
    taskCount: design.versions[0].length,
    versionCount: design.versions.length,
    itemNumbers: Array.from({ length: design.itemCount }, (_, index) => index + 1),
    diagnostics: diagnoseDesign(design),
    createdAt: 0,
  };
}

/** What the gate says after one change to what was ready. */
function told(change: (content: RevisionContent) => void, minutes: number | null = null) {
  const content = ready();
  change(content);
  return launchGate(content, minutes).map(({ severity, code, part }) => [severity, code, part]);
}

function optionsOf(content: RevisionContent) {
  const { settings } = content.screens[0];
  if (!("options" in settings)) throw new Error("The first screen is the screener.");
  return settings.options;
}

describe("the launch gate", () => {
  it("says nothing of a study that is ready", () => {
    expect(told(() => undefined, 12)).toEqual([]);
  });

  it.each<[string, (content: RevisionContent) => void, string[][]]>([
    [
      "no items",
      (content) => {
        content.items = [];
      },
      [["error", "noItems", "items"]],
    ],
    [
      "a box to tick that says neither who asks nor where to read more",
      (content) => {
        content.revision.texts.consentText = "I agree.";
      },
      [["warning", "consentUninformed", "questionnaire"]],
    ],
    [
      "a link to the privacy notice that is none in a language",
      (content) => {
        content.revision.locales = ["en", "de"];
        content.revision.texts.privacyLink = "https://institute.example/privacy";
        const address = { subjectType: "study", subjectId: "study", field: "privacyLink" } as const;
        const source = "https://institute.example/privacy";
        content.translations = [{ ...address, locale: "de", text: "javascript:alert(1)", source }];
      },
      [
        ["error", "privacyLinkNoAddress", "languages"],
        ["error", "translationsMissing", "languages"],
      ],
    ],
    [
      "too few items",
      (content) => {
        content.items = content.items.slice(0, 3);
      },
      [["error", "fewItems", "items"]],
    ],
    [
      "two items of one name, however written",
      (content) => {
        content.items[1] = { ...content.items[1], label: " STRATEGIC alignment" };
      },
      [["error", "duplicateLabel", "items"]],
    ],
    [
      "a text and a screen that speak of answers not given yet, or not existing",
      (content) => {
        content.revision.texts.welcomeText = "Hello {{role}}";
        content.screens[2].showWhen = {
          match: "all",
          conditions: [{ kind: "answer", screenKey: "role", is: "one-of", options: ["x"] }],
        };
      },
      [
        ["error", "referenceFault", "questionnaire"],
        ["error", "referenceFault", "questionnaire"],
      ],
    ],
    [
      "a screen that only those who are led out would see",
      (content) => {
        content.screens[2].showWhen = {
          match: "all",
          conditions: [{ kind: "answer", screenKey: "role", is: "one-of", options: ["c"] }],
        };
      },
      [["error", "screenUnseen", "questionnaire"]],
    ],
    [
      "a cohort's question under a condition",
      (content) => {
        const conditions = [{ kind: "cohort", is: "one-of", cohortIds: ["one"] }] as const;
        content.screens[0].showWhen = {
          match: "all",
          conditions: conditions.map((one) => ({ ...one, cohortIds: [...one.cohortIds] })),
        };
      },
      [
        ["error", "referenceFault", "questionnaire"],
        ["error", "cohortQuestionConditional", "questionnaire"],
      ],
    ],
    [
      "a missing definition",
      (content) => {
        content.items[11] = { ...content.items[11], definition: " " };
      },
      [["warning", "definitionsMissing", "items"]],
    ],
    [
      "a proposed pair",
      (content) => {
        content.items[11] = { ...content.items[11], label: "Managing the risks", definition: "" };
      },
      [
        ["warning", "definitionsMissing", "items"],
        ["warning", "pairUndecided", "items"],
      ],
    ],
    [
      "no cohorts",
      (content) => {
        content.cohorts = [];
      },
      [["error", "noCohorts", "cohorts"]],
    ],
    [
      "no question that names them",
      (content) => {
        content.screens = content.screens.slice(1);
      },
      [["error", "noCohortQuestion", "cohorts"]],
    ],
    [
      "a cohort no answer leads to, and an answer that leads nowhere",
      (content) => {
        delete optionsOf(content)[1].outcome;
      },
      [
        ["error", "cohortUnreachable", "cohorts"],
        ["error", "optionLeadsNowhere", "cohorts"],
      ],
    ],
    [
      "an answer that leads to a cohort that was removed",
      (content) => {
        content.cohorts.pop();
      },
      [
        ["error", "optionLeadsNowhere", "cohorts"],
        ["warning", "oneCohort", "cohorts"],
      ],
    ],
    [
      "nobody screened out",
      (content) => {
        optionsOf(content).pop();
      },
      [["warning", "nobodyScreenedOut", "cohorts"]],
    ],
    [
      "a cohort question after the tasks",
      (content) => {
        content.screens[0].position = 4;
      },
      [["error", "cohortQuestionLate", "questionnaire"]],
    ],
    [
      "missing texts",
      (content) => {
        content.revision.texts.choiceQuestion = " ";
        content.revision.texts.screenedOutText = "";
      },
      [
        ["error", "textMissing", "questionnaire"],
        ["error", "textMissing", "questionnaire"],
      ],
    ],
    [
      "no allocation",
      (content) => {
        content.screens.pop();
      },
      [["warning", "noAllocation", "questionnaire"]],
    ],
    [
      "a choice of all items",
      (content) => {
        Object.assign(content.screens[2].settings, { format: "top-n", topN: 13 });
      },
      [["error", "allocationChoices", "questionnaire"]],
    ],
    [
      "no design",
      (content) => {
        content.designs = [];
      },
      [["error", "noDesign", "design"]],
    ],
    [
      "a design of other items",
      (content) => {
        content.items[0].number = 14;
      },
      [["error", "staleDesign", "design"]],
    ],
    [
      "a design of other sizes",
      (content) => {
        content.revision.designSettings.taskCount = 12;
      },
      [["error", "staleDesign", "design"]],
    ],
    [
      "a pair prohibited after the design was made",
      (content) => {
        content.revision.designSettings.prohibitedPairs = [[1, 2]];
      },
      [["error", "staleDesign", "design"]],
    ],
    [
      "a pair no longer prohibited, which the design keeps apart",
      (content) => {
        const prohibitedPairs = [[0, 1]] as const;
        const design = generateDesign({ ...SIZE, prohibitedPairs });
        const diagnostics = diagnoseDesign(design, { prohibitedPairs });
        content.designs = [{ ...stored(design), diagnostics }];
      },
      [["error", "staleDesign", "design"]],
    ],
    [
      "a design that shows items too seldom",
      (content) => {
        content.designs = [stored(generateDesign({ ...SIZE, taskCount: 9 }))];
        content.revision.designSettings.taskCount = 9;
      },
      [["warning", "few-views", "design"]],
    ],
    [
      "a design of few versions",
      (content) => {
        content.designs = [stored(generateDesign({ ...SIZE, versionCount: 5 }))];
        content.revision.designSettings.versionCount = 5;
      },
      [["warning", "fewVersions", "design"]],
    ],
  ])("tells of %s", (_, change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  it("takes a design from a file by its items, whatever the settings", () => {
    expect(
      told((content) => {
        content.designs[0].origin = "imported";
        content.revision.designSettings.taskCount = 99;
      }),
    ).toEqual([]);
  });

  it("names ten of many proposed pairs, and counts the others", () => {
    const content = ready();
    content.items = content.items.map((item, index) => ({
      ...item,
      label: `Feature ${index}`,
      definition: "",
    }));
    const told = launchGate(content).filter(({ part }) => part === "items");
    const pairs = told.filter(({ code }) => code === "pairUndecided");
    expect(pairs).toHaveLength(10);
    expect(told.at(-1)).toMatchObject({ code: "morePairsUndecided", values: { count: 63 } });
    expect(told.map(gateText).at(-1)).toMatch(/^63 more pairs of items are proposed/);
  });

  it("blocks a design that never shows an item", () => {
    const versions = DESIGN.versions.map((tasks) =>
      tasks.map((task) =>
        task.map((item) => (item === 12 ? -1 : item)).filter((item) => item >= 0),
      ),
    );
    const even = versions.map((tasks) => tasks.filter((task) => task.length === 4));
    const lines = told((content) => {
      content.designs = [stored({ itemCount: 13, itemsPerTask: 4, versions: even })];
      content.revision.designSettings.taskCount = even[0].length;
    });
    expect(lines).toContainEqual(["error", "item-never-shown", "design"]);
  });

  it("refuses labels and texts of which nothing can be seen", () => {
    const blank = "\u200b\u3164";
    const faults: [(content: RevisionContent) => void, string][] = [
      [(content) => (content.items[2].label = blank), "labelMissing"],
      [(content) => (optionsOf(content)[1].label = blank), "answerMissing"],
      [(content) => (content.revision.texts.welcomeTitle = blank), "textMissing"],
      [(content) => (content.revision.texts.screenedOutText = blank), "textMissing"],
    ];
    for (const [fault, code] of faults) {
      expect(told(fault).filter(([severity]) => severity === "error")).toEqual([
        ["error", code, expect.any(String)],
      ]);
    }
  });

  it("refuses choices of one screen that read alike", () => {
    for (const twin of ["least", " LEAST ", "L\u00adeast"]) {
      const lines = told((content) => {
        Object.assign(content.revision.texts, { bestLabel: "Least", worstLabel: twin });
      });
      expect(lines).toContainEqual(["error", "choicesAlike", "questionnaire"]);
    }
    const lines = told((content) => {
      Object.assign(content.revision.texts, { bestLabel: "Most", worstLabel: "Least" });
    });
    expect(lines.map(([, code]) => code)).not.toContain("choicesAlike");
  });

  it("refuses two answers that read alike, in whatever case, spacing, Unicode form and unseen letters", () => {
    for (const twin of ["a", " A ", "\uff21", "A\u200b", "\u202aA\u202c"]) {
      expect(told((content) => (optionsOf(content)[1].label = twin))).toContainEqual([
        "error",
        "duplicateAnswer",
        "cohorts",
      ]);
    }
    const cafe = (content: RevisionContent) => {
      content.items[0].label = "Caf\u00e9";
      content.items[1].label = "Cafe\u0301\u2060";
    };
    expect(told(cafe)).toContainEqual(["error", "duplicateLabel", "items"]);
  });

  it("refuses a question that lets nobody through, and a number that does not exist", () => {
    const allOut = (content: RevisionContent) => {
      for (const option of optionsOf(content)) option.outcome = { kind: "screened-out" };
    };
    expect(told(allOut)).toContainEqual(["error", "everyoneScreenedOut", "cohorts"]);
    const between = (minimum: number, maximum: number, decimals: number) =>
      told((content) => {
        const settings = {
          type: "number" as const,
          ...{ text: "How many?", hint: "", required: true, unit: "" },
          ...{ minimum, maximum, decimals },
        };
        content.screens.push({ ...content.screens[0], id: "n", key: "n", position: 4, settings });
      }).map(([, code]) => code);
    expect(between(10.1, 10.4, 0)).toContain("questionImpossible");
    expect(between(10.1, 10.4, 1)).not.toContain("questionImpossible");
    expect(between(0.3, 0.3, 1)).not.toContain("questionImpossible");
    expect(between(-0.4, -0.1, 0)).toContain("questionImpossible");
  });

  it("refuses a closing date that has passed", () => {
    const plan = { quotas: [], presetCohortIds: [], softLaunchCompletes: null };
    const codes = (isOver: boolean) =>
      launchGate(ready(), null, { ...plan, isOver }).map(({ code }) => code);
    expect(codes(true)).toContain("closingDatePast");
    expect(codes(false)).not.toContain("closingDatePast");
  });

  it("doubts a long interview", () => {
    expect(told(() => undefined, 22)).toEqual([["warning", "longInterview", "questionnaire"]]);
  });

  it("doubts many tasks, over all exercises, and tasks that a phone is scrolled for", () => {
    const sized = (itemsPerTask: number, taskCount: number) => (content: RevisionContent) => {
      const [design] = content.designs;
      content.designs[0] = { ...design, itemsPerTask, taskCount };
      content.revision.designSettings = {
        ...content.revision.designSettings,
        itemsPerTask,
        taskCount,
      };
    };
    const about = (change: (content: RevisionContent) => void) =>
      told(change).filter(([, code]) => code === "manyTasks" || code === "scrolledTasks");
    expect(about(sized(4, 20))).toEqual([]);
    expect(about(sized(4, 45))).toEqual([["warning", "manyTasks", "design"]]);
    expect(about(sized(8, 20))).toEqual([]);
    const longNames = (content: RevisionContent) => {
      sized(8, 20)(content);
      for (const item of content.items) item.label = "Managing the change of people and processes";
    };
    expect(about(longNames)).toEqual([["warning", "scrolledTasks", "design"]]);
  });

  it("says how long a task is on a phone as a browser lays it out", () => {
    // Heights of whole screens in Chromium at 360 by 640, each item with a definition.
    const oneLine = "Governance";
    const threeLines = "Customer relationship management";
    const fiveLines = "Measuring and reporting the benefits of projects long after they have ended";
    const measured: [label: string, itemsPerTask: number, height: number][] = [
      [oneLine, 4, 599],
      [oneLine, 5, 664],
      [oneLine, 6, 729],
      [oneLine, 8, 858],
      [threeLines, 4, 766],
      [threeLines, 5, 872],
      [threeLines, 6, 978],
      [threeLines, 8, 1191],
      [fiveLines, 4, 932],
      [fiveLines, 5, 1080],
      [fiveLines, 6, 1228],
      [fiveLines, 8, 1524],
    ];
    for (const [label, itemsPerTask, height] of measured) {
      const content = ready();
      content.designs[0] = { ...content.designs[0], itemsPerTask };
      content.items = content.items.map((item) => ({ ...item, label, definition: "What it is" }));
      const said = launchGate(content).find(({ code }) => code === "scrolledTasks");
      const screens = Math.round(height / 64) / 10;
      expect(said?.values?.screens).toBe(screens > 1.75 ? screens : undefined);
    }
  });

  it("has a sentence for every line", () => {
    const content = ready();
    content.items[0] = { ...content.items[0], label: content.items[1].label, definition: "" };
    content.cohorts.pop();
    content.revision.texts.bestLabel = "";
    content.designs = [];
    const sentences = launchGate(content, 30).map(gateText);
    expect(sentences.length).toBeGreaterThan(5);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“].{15,}[.:?]$/);
    expect(sentences).toContain("Items 1 and 2 are both called “Project management”.");
  });
});
