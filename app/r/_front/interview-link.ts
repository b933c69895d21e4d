import { database } from "@/db/client";
import { findPlace } from "@/lib/fielding/find-place";
import type { Answering } from "./exchange";
import { answering, seeOther } from "./respond";

/** An interview's link goes on where the interview stands. */
export const goOn: Answering = (asked, { token }) =>
  answering({ asked }, async () =>
    seeOther(`/r/${token}/${await findPlace({ db: await database(), token })}`),
  );
