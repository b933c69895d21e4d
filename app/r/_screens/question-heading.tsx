import { StudyText } from "./study-text";

/** As many signs as four lines of a heading hold on a phone of 360 px. */
const LONGEST_HEADING = 120;
/** Signs that take the room of two: Chinese, Japanese, Korean and their punctuation. */
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/**
 * What a screen asks: its one heading, whole on every screen, because that is what is answered. A
 * sentence longer than a heading is set as text, so that a phone shows with it what it asks about.
 */
export function QuestionHeading({
  sentence,
  id,
  field,
}: {
  sentence: string;
  id?: string;
  /** The id of the input it labels. */
  field?: string;
}) {
  const width = sentence.length + (sentence.match(WIDE)?.length ?? 0);
  return (
    <h1 id={id} className={width > LONGEST_HEADING ? "long" : undefined}>
      {field === undefined ? (
        <StudyText text={sentence} />
      ) : (
        <label htmlFor={field}>
          <StudyText text={sentence} />
        </label>
      )}
    </h1>
  );
}
