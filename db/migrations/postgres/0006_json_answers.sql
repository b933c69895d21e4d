-- Answers to questions become JSON, by the type of their question: several options and ranks were
-- parted by semicolons, amounts written as id=amount. The question is that of the respondent's own
-- revision; of what that does not ask, the newest of the study that does.
UPDATE "question_answer" SET "value" = CASE coalesce(
    (
      SELECT "screen"."settings"->>'type' FROM "screen"
      WHERE "screen"."revision_id" = "respondent"."revision_id"
        AND "screen"."key" = "question_answer"."screen_key" AND "screen"."kind" = 'question'
    ),
    (
      SELECT "screen"."settings"->>'type' FROM "screen"
      INNER JOIN "revision" ON "revision"."id" = "screen"."revision_id"
      WHERE "revision"."study_id" = "respondent"."study_id"
        AND "screen"."key" = "question_answer"."screen_key" AND "screen"."kind" = 'question'
      ORDER BY "revision"."number" DESC LIMIT 1
    )
  )
  WHEN 'number' THEN "question_answer"."value"
  WHEN 'multiple' THEN '[' || replace(to_json("question_answer"."value")::text, ';', '","') || ']'
  WHEN 'ranked' THEN '[' || replace(to_json("question_answer"."value")::text, ';', '","') || ']'
  WHEN 'constant-sum' THEN '{' || replace(replace(rtrim(to_json("question_answer"."value")::text, '"'), '=', '":'), ';', ',"') || '}'
  WHEN 'percentage' THEN '{' || replace(replace(rtrim(to_json("question_answer"."value")::text, '"'), '=', '":'), ';', ',"') || '}'
  ELSE to_json("question_answer"."value")::text
END
FROM "respondent" WHERE "respondent"."id" = "question_answer"."respondent_id";
