import { database } from "@/db/client";
import { findPlace } from "@/lib/fielding/find-place";
import { answering, seeOther } from "../_screens/respond";

interface Context {
  readonly params: Promise<{ token: string }>;
}

/** An interview's link goes on where the interview stands. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answering({ request }, async () => {
    const { token } = await params;
    return seeOther(`/r/${token}/${await findPlace({ db: await database(), token })}`);
  });
}
