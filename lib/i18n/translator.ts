import { createTranslator } from "use-intl/core";
import { keptSentences } from "./kept-sentences";
import { en } from "./messages/en";

function makeTranslator<Room extends keyof typeof en>(room: Room) {
  return keptSentences(createTranslator({ locale: "en", messages: en, namespace: room }));
}

/** Each compiles a message on its first use, which costs far more than any later one. */
const made = new Map<keyof typeof en, unknown>();

/**
 * Words on screen, by room: `translator("common")("save")`. Messages are ICU MessageFormat; keys are
 * checked by the compiler against English.
 */
export function translator<Room extends keyof typeof en>(
  room: Room,
): ReturnType<typeof makeTranslator<Room>> {
  if (!made.has(room)) made.set(room, makeTranslator(room));
  // Under each room stands the translator that was made for it.
  return made.get(room) as ReturnType<typeof makeTranslator<Room>>;
}

/** The sentence of an error key. */
export function errorText(
  key: keyof typeof en.errors,
  values?: Record<string, string | number>,
): string {
  // The values an error needs are fixed where it is thrown; the compiler cannot follow them here.
  const translate = translator("errors") as (
    key: string,
    values?: Record<string, string | number>,
  ) => string;
  return translate(key, values);
}
