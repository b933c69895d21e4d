import { database } from "@/db/client";
import { logError } from "@/lib/log";

/** For the machine that watches: 200 when the database can be read and written, 503 when it cannot. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    const db = await database();
    await db.read.select({ id: db.t.organisation.id }).from(db.t.organisation).limit(1);
    await db.requireWritable();
    return Response.json({ status: "ok" }, { headers });
  } catch (error) {
    logError("The database did not answer", error);
    return Response.json(
      { status: "unavailable" },
      { status: 503, headers: { ...headers, "Retry-After": "5" } },
    );
  }
}
