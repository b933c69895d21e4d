import { z } from "zod";
import { slug, studyName } from "../draft/schema";

const sentFile = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export const importStudyInput = z
  .strictObject({
    name: studyName,
    /** Made up at random unless it is given. */
    slug: slug.optional(),
    files: z.strictObject({
      items: sentFile,
      design: sentFile,
      answers: sentFile,
      respondents: sentFile.optional(),
      /** Pairs of items that were decided about before anybody answered. */
      pairs: sentFile.optional(),
      checks: sentFile.optional(),
    }),
    /** The column of the respondents file whose values are the cohorts; without it all are one. */
    cohortColumn: z.string().min(1).max(200).optional(),
  })
  .refine(({ files, cohortColumn }) => cohortColumn === undefined || files.respondents, {
    path: ["cohortColumn"],
    params: { key: "fileCohortWithoutRespondents" },
  });
