import { isAnchor } from "@/db/schema/screen-settings";
import { askedOf } from "@/lib/analysis/study-data/asked-screens";
import type { Cell } from "@/lib/files/csv";
import { answering } from "./answering";
import { csvFile } from "./csv-file";

/** What was said of each item beside the anchor: 1 above, 0 below, empty where nothing was said. */
export const anchors = csvFile({
  name: "anchors",
  layout: "id,item1,item2,…  of a direct anchor: 1 above it, 0 below it, empty not asked",
  isOf: ({ key }, { screens }) => directAnchorOf(screens, key) !== undefined,
  async *rows(study, exercise) {
    const { screens } = study.content;
    const anchor = directAnchorOf(screens, exercise.key)?.key ?? "";
    const numbers = exercise.items.map(({ number }) => number);
    const asked = askedOf(screens);
    yield [["id", ...numbers.map((number) => `item${number}`)]];
    for await (const some of answering(study, exercise)) {
      const amountsOf = await some.allocations(["screenKey", "shown", "amounts"]);
      const answersOf = await some.questions(["screenKey", "value", "otherText"]);
      yield some.respondents.map(({ id, externalId, cohortId }): Cell[] => {
        const isAsked = asked.of({ cohortId, answers: answersOf(id) })(anchor);
        const given = amountsOf(id).find(({ screenKey }) => isAsked && screenKey === anchor);
        return [
          externalId,
          ...numbers.map((number) => given?.amounts[given.shown.indexOf(number)] ?? ""),
        ];
      });
    }
  },
});

function directAnchorOf(screens: Parameters<typeof askedOf>[0], exercise: string) {
  return screens.filter(isAnchor).find(({ settings }) => settings.exercise === exercise);
}
