// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { drawn, fill, named, sentFields } from "@/app/_ui/testing";
import { translator } from "@/lib/i18n/translator";
import { AllocationFields } from "./allocation-fields";
import { ExerciseFields } from "./exercise-fields";

const t = translator("studio");

it("the numbers of an allocation stay while another format is looked at", async () => {
  const allocation = {
    ...{ key: "now", format: "constant-sum" as const, tense: "now" as const },
    ...{ text: "How much?", hint: "", total: 100, topN: 3 },
  };
  const form = await drawn(
    <form>
      <AllocationFields allocations={[allocation]} />
    </form>,
  );
  const look = (format: string) =>
    fill(named<HTMLSelectElement>(form, "select", t("allocationFormat")), format);
  const type = (label: string, value: string) =>
    fill(named<HTMLInputElement>(form, "input", label), value);
  await type(t("allocationTotal"), "1000");
  await look("top-n");
  await type(t("allocationTopN"), "5");
  await look("percentage");
  await look("constant-sum");
  expect(named<HTMLInputElement>(form, "input", t("allocationTotal")).value).toBe("1000");
  expect(sentFields(form)).toEqual(
    expect.arrayContaining(["allocations.0.total=1000", "allocations.0.topN=5"]),
  );
});

it("the words of an anchor stay while it is put aside, and are not sent meanwhile", async () => {
  const texts = { choiceQuestion: "Which?", bestLabel: "Most", worstLabel: "Least" };
  const main = { key: "choices", kind: "main" as const, settings: { type: "maxdiff" as const } };
  const form = await drawn(
    <form>
      <ExerciseFields
        exercises={[main]}
        parts={{ lists: [], cohorts: [], mirrored: [] }}
        texts={texts}
      />
    </form>,
  );
  const look = (anchored: string) =>
    fill(named<HTMLSelectElement>(form, "select", t("anchored")), anchored);
  await look("dual");
  await fill(named<HTMLInputElement>(form, "input", t("dualQuestion")), "Of these, what matters?");
  await look("none");
  expect(sentFields(form).filter((field) => field.includes(".anchor."))).toEqual([]);
  await look("dual");
  expect(sentFields(form)).toContain("exercises.0.anchor.question=Of these, what matters?");
});
