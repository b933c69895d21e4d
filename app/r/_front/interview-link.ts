import { database } from "@/db/client";
import { findPlace } from "@/lib/fielding/find-place";
import { answering, seeOther } from "../_screens/respond";
import type { Answering } from "./exchange";

/** An interview's link goes on where the interview stands. */
export const goOn: Answering = (asked, { token }) =>
  answering({ asked }, async () =>
    seeOther(`/r/${token}/${await findPlace({ db: await database(), token })}`),
  );
